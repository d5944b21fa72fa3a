// SPDX-License-Identifier: Apache-2.0
#include "ui/browser/bridge.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtWebChannel/QWebChannel>
#include <QtWebEngineCore/QWebEnginePage>
#include <QtWebEngineCore/QWebEngineProfile>
#include <QtWebEngineCore/QWebEngineScript>
#include <QtWebEngineCore/QWebEngineScriptCollection>

#include "ui/browser/protocol_text.h"

#include <chrono>

namespace etagere::ui {

namespace {

/// Runs before anything of the stock tools. Their scripts are taken out as the parser meets them,
/// and the object through which the engine speaks is ours and cannot be replaced. `type: 6` is a
/// call of a method in the web channel's protocol.
constexpr const char *frontEndScript = R"js((() => {
    new MutationObserver(records => {
        for (const record of records)
            for (const node of record.addedNodes)
                if (node.localName === 'script' || node.localName === 'link') {
                    node.removeAttribute('src');
                    node.removeAttribute('href');
                    node.remove();
                }
    }).observe(document, {childList: true, subtree: true});
    let calls = 0;
    const pass = text => {
        qt.webChannelTransport.onmessage = () => {};
        qt.webChannelTransport.send(JSON.stringify(
            {type: 6, object: 'bridge', method: 'receive', args: [text], id: ++calls}));
    };
    let parts = [], missing = 0;
    const api = {
        dispatchMessage: message =>
            pass(typeof message === 'string' ? message : JSON.stringify(message)),
        dispatchMessageChunk: (chunk, total) => {
            if (total) {
                parts = [];
                missing = total;
            }
            parts.push(chunk);
            missing -= chunk.length;
            if (missing <= 0)
                pass(parts.splice(0).join(''));
        }
    };
    Object.defineProperty(window, 'DevToolsAPI', {
        value: new Proxy(api, {get: (known, name) => known[name] || (() => {})})
    });
    let messages = 0;
    Object.defineProperty(window, 'etagereSend', {
        value: text => DevToolsHost.sendMessageToEmbedder(JSON.stringify(
            {id: ++messages, method: 'dispatchProtocolMessage', params: [text]}))
    });
})();)js";

constexpr auto patience = std::chrono::seconds(20);

/// The front end's own page: what its console says is nobody's concern.
class FrontEndPage final : public QWebEnginePage {
public:
    using QWebEnginePage::QWebEnginePage;

protected:
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString &, int,
                                  const QString &) override {}
};

} // namespace

Bridge::Bridge(QWebEngineProfile &frontEnd, QWebEnginePage &inspected)
    : m_channel(std::make_unique<QWebChannel>())
    , m_page(std::make_unique<FrontEndPage>(&frontEnd)) {
    QWebEngineScript script;
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    script.setWorldId(QWebEngineScript::MainWorld);
    script.setSourceCode(QString::fromLatin1(frontEndScript));
    m_page->scripts().insert(script);
    m_channel->registerObject(QStringLiteral("bridge"), this);
    m_page->setWebChannel(m_channel.get(), QWebEngineScript::MainWorld);
    connect(m_page.get(), &QWebEnginePage::loadFinished, this, [this] { ask(); });
    connect(m_page.get(), &QWebEnginePage::renderProcessTerminated, this, [this] { give(); });
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Bridge::give);
    m_patience.start(patience);
    m_page->setInspectedPage(&inspected);
}

Bridge::~Bridge() {
    disconnect(m_page.get(), nullptr, this, nullptr);
    m_page->setInspectedPage(nullptr);
    m_page->setWebChannel(nullptr);
    m_page.reset();
}

void Bridge::send(const QByteArray &json) {
    m_page->runJavaScript(QStringLiteral("etagereSend(") + quotedForScript(json) + QLatin1Char(')'),
                          QWebEngineScript::MainWorld);
}

/// The engine is asked something first: a front end that loads is not yet one that speaks.
void Bridge::ask() {
    if (!m_isOpen)
        send(QByteArrayLiteral("{\"id\":") + QByteArray::number(firstOwnId) +
             QByteArrayLiteral(",\"method\":\"Target.getTargetInfo\"}"));
}

void Bridge::give() {
    m_patience.stop();
    Q_EMIT failed();
}

void Bridge::receive(const QString &json) {
    const QByteArray bytes = json.toUtf8();
    if (m_isOpen)
        Q_EMIT message(bytes);
    else
        takeAnswer(bytes);
}

void Bridge::takeAnswer(const QByteArray &json) {
    const QJsonObject answer = QJsonDocument::fromJson(json).object();
    if (answer.value(QLatin1String("id")).toInt() != firstOwnId)
        return;
    const QJsonObject info = answer.value(QLatin1String("result"))
                                 .toObject()
                                 .value(QLatin1String("targetInfo"))
                                 .toObject();
    const QString target = info.value(QLatin1String("targetId")).toString();
    if (target.isEmpty()) {
        give();
        return;
    }
    m_patience.stop();
    m_isOpen = true;
    Q_EMIT opened(target.toLatin1());
}

} // namespace etagere::ui
