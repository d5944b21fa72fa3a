// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QUuid>
#include <QtWidgets/QWidget>

#include "ui/browser/devtools_host.h"
#include "ui/browser/engine.h"
#include "ui/browser/targets.h"

#include <algorithm>
#include <array>
#include <utility>

namespace etagere::ui {

namespace {

constexpr int serverError = -32000;
constexpr int badParams = -32602;

QByteArray name(const QJsonObject &params, QLatin1String member) {
    return params.value(member).toString().toLatin1();
}

} // namespace

DevToolsHost::Handler DevToolsHost::handlerOf(const QString &method) noexcept {
    struct Row {
        const char *method;
        Handler handler;
    };
    static constexpr std::array rows{
        Row{"Browser.getVersion", &DevToolsHost::getVersion},
        Row{"Browser.close", &DevToolsHost::closeBrowser},
        // Both are refused whatever is asked for.
        Row{"Browser.setDownloadBehavior", &DevToolsHost::accept},
        Row{"Browser.setPermission", &DevToolsHost::accept},
        // Told of anyhow.
        Row{"Target.setDiscoverTargets", &DevToolsHost::accept},
        Row{"Etagere.setPopups", &DevToolsHost::setPopups},
        Row{"Target.createBrowserContext", &DevToolsHost::createContext},
        Row{"Target.disposeBrowserContext", &DevToolsHost::disposeContext},
        Row{"Target.getBrowserContexts", &DevToolsHost::getContexts},
        Row{"Target.createTarget", &DevToolsHost::createTarget},
        Row{"Target.closeTarget", &DevToolsHost::closeTarget},
        Row{"Target.activateTarget", &DevToolsHost::activateTarget},
        Row{"Target.getTargets", &DevToolsHost::getTargets},
        Row{"Target.attachToTarget", &DevToolsHost::attach},
        Row{"Target.detachFromTarget", &DevToolsHost::detach},
        Row{"Storage.getCookies", &DevToolsHost::getCookies},
        Row{"Storage.setCookies", &DevToolsHost::setCookies},
        Row{"Storage.clearCookies", &DevToolsHost::clearCookies},
    };
    const auto *found = std::find_if(rows.begin(), rows.end(), [&](const Row &row) {
        return method == QLatin1String(row.method);
    });
    return found == rows.end() ? nullptr : found->handler;
}

void DevToolsHost::getVersion(const Command &command) {
    answer(command.id, {{QStringLiteral("protocolVersion"), QStringLiteral("1.3")},
                        {QStringLiteral("product"), QStringLiteral("Chrome/") + engineVersion()},
                        {QStringLiteral("revision"), QString()},
                        {QStringLiteral("userAgent"), m_targets->userAgent()},
                        {QStringLiteral("jsVersion"), QString()},
                        {QStringLiteral("etagerePartitioned"), m_options.isCachePartitioned}});
}

void DevToolsHost::closeBrowser(const Command &command) {
    answer(command.id, {});
    m_isClosed = true;
    for (const QByteArray &context : m_targets->contexts())
        m_targets->removeContext(context);
    tellEnd({live::TransportEnd::Kind::Gone, 0, {}});
}

void DevToolsHost::accept(const Command &command) { answer(command.id, {}); }

void DevToolsHost::setPopups(const Command &command) {
    m_opensPopups = command.params.value(QLatin1String("open")).toBool();
    answer(command.id, {});
}

void DevToolsHost::createContext(const Command &command) {
    const VisitorProfileOptions options{
        command.params.value(QLatin1String("etagereFolder")).toString(),
        command.params.value(QLatin1String("etagereUserAgent")).toString(),
        command.params.value(QLatin1String("etagereNoCache")).toBool()};
    if (!options.folder.isEmpty() && !QDir::isAbsolutePath(options.folder)) {
        refuse(command.id, badParams, QStringLiteral("etagereFolder must be an absolute path."));
        return;
    }
    answer(command.id, {{QStringLiteral("browserContextId"),
                         QString::fromLatin1(m_targets->addContext(options))}});
}

void DevToolsHost::disposeContext(const Command &command) {
    const QByteArray context = name(command.params, QLatin1String("browserContextId"));
    if (!m_targets->removeContext(context)) {
        refuse(
            command.id, serverError,
            QStringLiteral("Failed to find context with id %1").arg(QString::fromLatin1(context)));
        return;
    }
    if (context == m_defaultContext)
        m_defaultContext.clear();
    answer(command.id, {});
}

void DevToolsHost::getContexts(const Command &command) {
    QJsonArray ids;
    for (const QByteArray &context : m_targets->contexts())
        ids.append(QString::fromLatin1(context));
    answer(command.id, {{QStringLiteral("browserContextIds"), ids}});
}

/// The context that is named, or the default one; empty, and refused, when there is none.
QByteArray DevToolsHost::contextOf(const Command &command) {
    QByteArray context = name(command.params, QLatin1String("browserContextId"));
    if (context.isEmpty()) {
        if (m_defaultContext.isEmpty())
            m_defaultContext = m_targets->addContext({});
        context = m_defaultContext;
    }
    if (m_targets->hasContext(context))
        return context;
    refuse(command.id, serverError,
           QStringLiteral("Failed to find browser context with id %1")
               .arg(QString::fromLatin1(context)));
    return {};
}

void DevToolsHost::createTarget(const Command &command) {
    const QByteArray context = contextOf(command);
    if (context.isEmpty())
        return;
    const QUrl url(command.params.value(QLatin1String("url")).toString());
    m_targets->open({context, {}, {}, false}, [this, id = command.id, url](Target *target) {
        if (target == nullptr) {
            refuse(id, serverError, QStringLiteral("The engine opened no page."));
            return;
        }
        answer(id, {{QStringLiteral("targetId"), QString::fromLatin1(target->id)}});
        if (!url.isEmpty() && url != QUrl(QStringLiteral("about:blank")))
            target->page->load(url);
    });
}

void DevToolsHost::closeTarget(const Command &command) {
    if (m_targets->close(name(command.params, QLatin1String("targetId"))))
        answer(command.id, {{QStringLiteral("success"), true}});
    else
        refuse(command.id, badParams, QStringLiteral("No target with given id found"));
}

void DevToolsHost::activateTarget(const Command &command) {
    QWidget *view = viewOf(name(command.params, QLatin1String("targetId")));
    if (view == nullptr) {
        refuse(command.id, badParams, QStringLiteral("No target with given id found"));
        return;
    }
    if (m_options.showsPages) {
        view->raise();
        view->activateWindow();
    }
    answer(command.id, {});
}

void DevToolsHost::getTargets(const Command &command) {
    QJsonArray infos;
    for (const auto &target : m_targets->all()) {
        if (!target->id.isEmpty() && !target->isInternal)
            infos.append(QJsonObject{
                {QStringLiteral("targetId"), QString::fromLatin1(target->id)},
                {QStringLiteral("type"), QStringLiteral("page")},
                {QStringLiteral("url"), target->page->url().toString(QUrl::FullyEncoded)},
                {QStringLiteral("title"), target->page->title()},
                {QStringLiteral("attached"), !target->session.isEmpty()},
                {QStringLiteral("browserContextId"), QString::fromLatin1(target->context)}});
    }
    answer(command.id, {{QStringLiteral("targetInfos"), infos}});
}

void DevToolsHost::attach(const Command &command) {
    Target *target = m_targets->find(name(command.params, QLatin1String("targetId")));
    if (target == nullptr) {
        refuse(command.id, badParams, QStringLiteral("No target with given id found"));
        return;
    }
    if (!target->session.isEmpty()) {
        refuse(command.id, serverError, QStringLiteral("The target has a session already."));
        return;
    }
    target->session = QUuid::createUuid().toByteArray(QUuid::Id128).toUpper();
    m_sessions.insert(target->session, target->id);
    answer(command.id, {{QStringLiteral("sessionId"), QString::fromLatin1(target->session)}});
}

/// The domains stay as they are: the next session of this target finds them so.
void DevToolsHost::detach(const Command &command) {
    const QByteArray session = name(command.params, QLatin1String("sessionId"));
    Target *target = m_targets->find(m_sessions.value(session));
    if (target == nullptr || target->session != session) {
        refuse(command.id, badParams, QStringLiteral("No session with given id"));
        return;
    }
    m_sessions.remove(session);
    target->session.clear();
    answer(command.id, {});
}

void DevToolsHost::getCookies(const Command &command) {
    askContext(command, QStringLiteral("Network.getAllCookies"), {});
}

void DevToolsHost::setCookies(const Command &command) {
    askContext(command, QStringLiteral("Network.setCookies"),
               {{QStringLiteral("cookies"), command.params.value(QLatin1String("cookies"))}});
}

void DevToolsHost::clearCookies(const Command &command) {
    askContext(command, QStringLiteral("Network.clearBrowserCookies"), {});
}

void DevToolsHost::askContext(const Command &command, const QString &method,
                              const QJsonObject &params) {
    const QByteArray context = contextOf(command);
    if (context.isEmpty())
        return;
    const QJsonObject message{{QStringLiteral("method"), method},
                              {QStringLiteral("params"), params}};
    const auto ask = [this, id = command.id, message](const Target *target) {
        if (target == nullptr)
            refuse(id, serverError, QStringLiteral("The engine opened no page."));
        else
            askTarget(*target, id, message);
    };
    if (const Target *there = m_targets->anyOf(context); there != nullptr)
        ask(there);
    else
        m_targets->open({context, {}, {}, true}, ask);
}

void DevToolsHost::askTarget(const Target &target, qint64 id, const QJsonObject &message) {
    const QByteArray made = target.isInternal ? target.id : QByteArray();
    callTarget(target, message, [this, id, made](const QJsonObject *result) {
        if (result != nullptr)
            answer(id, *result);
        else
            refuse(id, serverError, QStringLiteral("The engine did not answer."));
        if (!made.isEmpty())
            QMetaObject::invokeMethod(
                &m_here, [this, made] { m_targets->close(made); }, Qt::QueuedConnection);
    });
}

void DevToolsHost::callTarget(const Target &target, const QJsonObject &message, Answered answered) {
    const qint64 id = m_nextCall;
    m_nextCall = id + 1;
    m_calls.insert(id, {target.id, std::move(answered)});
    QJsonObject asked = message;
    asked.insert(QStringLiteral("id"), id);
    target.page->send(QJsonDocument(asked).toJson(QJsonDocument::Compact));
}

} // namespace etagere::ui
