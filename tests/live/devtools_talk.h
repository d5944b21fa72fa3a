// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QString>

#include "core/live/transport.h"
#include "tests/support/wait_until.h"

#include <functional>

namespace etagere::tests {

/// Speaks DevTools over a transport, one question after the other, as a test reads it.
class DevToolsTalk {
public:
    explicit DevToolsTalk(live::Transport &transport)
        : m_transport(transport) {
        transport.listen([this](std::string_view json) { take(json); },
                         [this](const live::TransportEnd &) { m_isOver = true; });
    }

    /// The whole answer, result or error; empty when none came.
    QJsonObject ask(const char *method, const QJsonObject &params = {},
                    const QString &session = {}) {
        const int id = tell(method, params, session);
        waitUntil([&] { return m_answers.contains(id); });
        return m_answers.take(id);
    }
    /// Asks without waiting.
    int tell(const char *method, const QJsonObject &params = {}, const QString &session = {}) {
        const int id = ++m_lastId;
        QJsonObject message{{QStringLiteral("id"), id},
                            {QStringLiteral("method"), QLatin1String(method)},
                            {QStringLiteral("params"), params}};
        if (!session.isEmpty())
            message.insert(QStringLiteral("sessionId"), session);
        const QByteArray json = QJsonDocument(message).toJson(QJsonDocument::Compact);
        m_transport.send({json.constData(), static_cast<std::size_t>(json.size())});
        return id;
    }
    QJsonObject result(const char *method, const QJsonObject &params = {},
                       const QString &session = {}) {
        return ask(method, params, session).value(QLatin1String("result")).toObject();
    }
    int errorOf(const char *method, const QJsonObject &params = {}, const QString &session = {}) {
        return ask(method, params, session)
            .value(QLatin1String("error"))
            .toObject()
            .value(QLatin1String("code"))
            .toInt();
    }
    /// What a script comes to in the page.
    QJsonValue evaluate(const QString &script, const QString &session) {
        return result("Runtime.evaluate",
                      {{QStringLiteral("expression"), script},
                       {QStringLiteral("awaitPromise"), true},
                       {QStringLiteral("returnByValue"), true},
                       {QStringLiteral("userGesture"), true}},
                      session)
            .value(QLatin1String("result"))
            .toObject()
            .value(QLatin1String("value"));
    }

    /// The parameters of the events of this name since the last forgetEvents().
    [[nodiscard]] QList<QJsonObject> events(const char *method) const {
        QList<QJsonObject> found;
        for (const QJsonObject &event : m_events) {
            if (event.value(QLatin1String("method")).toString() == QLatin1String(method))
                found.append(event.value(QLatin1String("params")).toObject());
        }
        return found;
    }
    void forgetEvents() { m_events.clear(); }
    bool waitForEvent(const char *method) {
        return waitUntil([&] { return !events(method).isEmpty(); });
    }
    [[nodiscard]] bool isOver() const noexcept { return m_isOver; }

private:
    void take(std::string_view json) {
        const QJsonObject message =
            QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size())))
                .object();
        if (message.contains(QLatin1String("id")))
            m_answers.insert(message.value(QLatin1String("id")).toInt(), message);
        else
            m_events.append(message);
    }
    live::Transport &m_transport;
    QHash<int, QJsonObject> m_answers;
    QList<QJsonObject> m_events;
    int m_lastId = 0;
    bool m_isOver = false;
};

/// A visitor's page that is spoken to, with what a recorder wants enabled.
struct TalkedPage {
    QString context;
    QString target;
    QString session;
};

inline QString newContext(DevToolsTalk &talk, const QJsonObject &params = {}) {
    return talk.result("Target.createBrowserContext", params)
        .value(QLatin1String("browserContextId"))
        .toString();
}

inline void enable(DevToolsTalk &talk, const QString &session) {
    talk.ask("Target.setAutoAttach",
             {{QStringLiteral("autoAttach"), true},
              {QStringLiteral("waitForDebuggerOnStart"), false},
              {QStringLiteral("flatten"), true}},
             session);
    for (const char *domain : {"Network.enable", "Page.enable", "Inspector.enable"})
        talk.ask(domain, {}, session);
}

inline QString attach(DevToolsTalk &talk, const QString &target) {
    return talk
        .result("Target.attachToTarget",
                {{QStringLiteral("targetId"), target}, {QStringLiteral("flatten"), true}})
        .value(QLatin1String("sessionId"))
        .toString();
}

inline TalkedPage newPage(DevToolsTalk &talk, const QString &context) {
    TalkedPage page{context, {}, {}};
    page.target =
        talk.result("Target.createTarget", {{QStringLiteral("url"), QStringLiteral("about:blank")},
                                            {QStringLiteral("browserContextId"), context}})
            .value(QLatin1String("targetId"))
            .toString();
    page.session = attach(talk, page.target);
    enable(talk, page.session);
    return page;
}

/// Goes there, and waits for the page's load event.
inline bool visit(DevToolsTalk &talk, const TalkedPage &page, const std::string &url) {
    talk.forgetEvents();
    talk.ask("Page.navigate", {{QStringLiteral("url"), QString::fromStdString(url)}}, page.session);
    return talk.waitForEvent("Page.loadEventFired");
}

} // namespace etagere::tests
