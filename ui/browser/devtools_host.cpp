// SPDX-License-Identifier: Apache-2.0
#include "ui/browser/devtools_host.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtWidgets/QWidget>

#include "ui/browser/bridge.h"
#include "ui/browser/protocol_text.h"
#include "ui/browser/targets.h"

#include <utility>

namespace etagere::ui {

namespace {

constexpr int serverError = -32000;
constexpr int noSession = -32001;
constexpr int notJson = -32700;

QByteArray compact(const QJsonObject &object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject infoOf(const Target &target) {
    QJsonObject info{{QStringLiteral("targetId"), QString::fromLatin1(target.id)},
                     {QStringLiteral("type"), QStringLiteral("page")},
                     {QStringLiteral("title"), target.page->title()},
                     {QStringLiteral("url"), target.page->url().toString(QUrl::FullyEncoded)},
                     {QStringLiteral("attached"), !target.session.isEmpty()},
                     {QStringLiteral("browserContextId"), QString::fromLatin1(target.context)}};
    if (!target.opener.isEmpty())
        info.insert(QStringLiteral("openerId"), QString::fromLatin1(target.opener));
    return info;
}

} // namespace

DevToolsHost::DevToolsHost(const DevToolsHostOptions &options)
    : m_options(options)
    , m_nextCall(Bridge::firstOwnId + 1)
    , m_targets(std::make_unique<Targets>(options.showsPages)) {
    listenToTargets();
}

DevToolsHost::~DevToolsHost() {
    listen({}, {});
    m_targets->disconnect();
}

void DevToolsHost::watchTargets(TargetListener listener) { m_listener = std::move(listener); }

QWidget *DevToolsHost::viewOf(const QByteArray &target) {
    const Target *found = m_targets->find(target);
    return found == nullptr ? nullptr : found->page->view();
}

QString DevToolsHost::titleOf(const QByteArray &target) {
    const Target *found = m_targets->find(target);
    return found == nullptr ? QString() : found->page->title();
}

QString DevToolsHost::userAgent() const { return m_targets->userAgent(); }

/// What ends pages waits for the event loop, for a message may be sent from within a page's signal.
void DevToolsHost::send(std::string_view json) {
    if (m_isClosed)
        return;
    const QJsonDocument read =
        QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size())));
    QMetaObject::invokeMethod(
        &m_here, [this, message = read.object()] { take(message); }, Qt::QueuedConnection);
}

void DevToolsHost::take(const QJsonObject &message) {
    const qint64 id = message.value(QLatin1String("id")).toInteger(-1);
    if (id < 0 || id >= Bridge::firstOwnId) {
        refuse(id, notJson, QStringLiteral("A message is an object with an id."));
        return;
    }
    const QByteArray session = message.value(QLatin1String("sessionId")).toString().toLatin1();
    if (!session.isEmpty()) {
        forward(message, session);
        return;
    }
    const QString method = message.value(QLatin1String("method")).toString();
    const Handler handler = handlerOf(method);
    if (handler == nullptr)
        refuse(id, -32601, QStringLiteral("'%1' wasn't found").arg(method));
    else
        (this->*handler)({id, message.value(QLatin1String("params")).toObject()});
}

void DevToolsHost::forward(QJsonObject message, const QByteArray &session) {
    Target *target = m_targets->find(m_sessions.value(session));
    if (target == nullptr) {
        refuse(message.value(QLatin1String("id")).toInteger(), noSession,
               QStringLiteral("Session with given id not found."), session);
        return;
    }
    if (session == target->session) {
        message.remove(QStringLiteral("sessionId"));
        const bool runs = message.value(QLatin1String("method")).toString() ==
                          QLatin1String("Runtime.runIfWaitingForDebugger");
        if (runs && !target->first.isEmpty())
            target->page->load(std::exchange(target->first, QUrl()));
    }
    target->page->send(compact(message));
}

void DevToolsHost::answer(qint64 id, const QJsonObject &result) {
    tellObject({{QStringLiteral("id"), id}, {QStringLiteral("result"), result}});
}

void DevToolsHost::refuse(qint64 id, int code, const QString &message, const QByteArray &session) {
    QJsonObject told{{QStringLiteral("error"), QJsonObject{{QStringLiteral("code"), code},
                                                           {QStringLiteral("message"), message}}}};
    if (id >= 0)
        told.insert(QStringLiteral("id"), id);
    if (!session.isEmpty())
        told.insert(QStringLiteral("sessionId"), QString::fromLatin1(session));
    tellObject(told);
}

void DevToolsHost::tellEvent(const char *method, const QJsonObject &params) {
    tellObject(
        {{QStringLiteral("method"), QLatin1String(method)}, {QStringLiteral("params"), params}});
}

void DevToolsHost::tellObject(const QJsonObject &message) {
    const QByteArray json = compact(message);
    tell({json.constData(), static_cast<std::size_t>(json.size())});
}

void DevToolsHost::listenToTargets() {
    Targets *targets = m_targets.get();
    QObject::connect(targets, &Targets::messageFrom, &m_here,
                     [this](Target *target, const QByteArray &json) { fromPage(*target, json); });
    QObject::connect(targets, &Targets::added, &m_here, [this](Target *target) {
        tellEvent("Target.targetCreated", {{QStringLiteral("targetInfo"), infoOf(*target)}});
        if (m_listener.added)
            m_listener.added(target->id);
    });
    QObject::connect(targets, &Targets::changed, &m_here, [this](const Target *target) {
        if (m_listener.changed && !target->id.isEmpty())
            m_listener.changed(target->id);
    });
    QObject::connect(targets, &Targets::removing, &m_here,
                     [this](const Target *target) { removed(*target); });
    QObject::connect(targets, &Targets::closeAsked, &m_here, [this](const Target *target) {
        if (!target->opener.isEmpty())
            m_targets->close(QByteArray(target->id));
    });
    QObject::connect(targets, &Targets::crashed, &m_here, [this](const Target *target) {
        tellEvent("Target.targetCrashed",
                  {{QStringLiteral("targetId"), QString::fromLatin1(target->id)},
                   {QStringLiteral("status"), QStringLiteral("crashed")},
                   {QStringLiteral("errorCode"), 0}});
    });
    QObject::connect(targets, &Targets::popupAsked, &m_here,
                     [this](const Target *opener, const QUrl &url) { openPopup(*opener, url); });
    QObject::connect(targets, &Targets::downloadRefused, &m_here,
                     [this](const QByteArray &context, const QUrl &url) {
                         tellEvent(
                             "Etagere.downloadRefused",
                             {{QStringLiteral("browserContextId"), QString::fromLatin1(context)},
                              {QStringLiteral("url"), url.toString(QUrl::FullyEncoded)}});
                     });
    QObject::connect(
        targets, &Targets::requestSeen, &m_here,
        [this](const QByteArray &context, const QUrl &url, const QByteArray &method,
               const QString &type, const QUrl &firstParty) {
            tellEvent("Etagere.requestSeen",
                      {{QStringLiteral("browserContextId"), QString::fromLatin1(context)},
                       {QStringLiteral("url"), url.toString(QUrl::FullyEncoded)},
                       {QStringLiteral("method"), QString::fromLatin1(method)},
                       {QStringLiteral("type"), type},
                       {QStringLiteral("firstPartyUrl"), firstParty.toString(QUrl::FullyEncoded)}});
        });
}

void DevToolsHost::fromPage(Target &target, const QByteArray &json) {
    const qint64 id = answeredId(json);
    if (id > Bridge::firstOwnId) {
        const OwnCall call = m_calls.take(id);
        const QJsonObject message = QJsonDocument::fromJson(json).object();
        const QJsonObject result = message.value(QLatin1String("result")).toObject();
        if (call.answered)
            call.answered(message.contains(QLatin1String("result")) ? &result : nullptr);
        return;
    }
    noteSessions(target, json);
    const bool isPages = sessionOf(json).isEmpty();
    if (isPages && target.session.isEmpty())
        return;
    if (static_cast<std::size_t>(json.size()) > live::maxMessageBytes) {
        if (id >= 0)
            refuse(id, serverError, QStringLiteral("The answer is too large."),
                   isPages ? target.session : sessionOf(json).toByteArray());
        return;
    }
    const QByteArray told = isPages ? withSession(json, target.session) : json;
    tell({told.constData(), static_cast<std::size_t>(told.size())});
}

void DevToolsHost::noteSessions(Target &target, QByteArrayView json) {
    const bool came = isEvent(json, "Target.attachedToTarget");
    if (!came && !isEvent(json, "Target.detachedFromTarget"))
        return;
    const QByteArray session = QJsonDocument::fromJson(json.toByteArray())
                                   .object()
                                   .value(QLatin1String("params"))
                                   .toObject()
                                   .value(QLatin1String("sessionId"))
                                   .toString()
                                   .toLatin1();
    if (came)
        m_sessions.insert(session, target.id);
    else
        m_sessions.remove(session);
}

void DevToolsHost::openPopup(const Target &opener, const QUrl &url) {
    if (!m_opensPopups) {
        tellEvent("Etagere.popupRefused",
                  {{QStringLiteral("targetId"), QString::fromLatin1(opener.id)},
                   {QStringLiteral("url"), url.toString(QUrl::FullyEncoded)}});
        return;
    }
    QMetaObject::invokeMethod(
        &m_here,
        [this, asked = NewTarget{opener.context, opener.id, url, false}] {
            if (m_targets->hasContext(asked.context))
                m_targets->open(asked, [](const Target *) {});
        },
        Qt::QueuedConnection);
}

void DevToolsHost::removed(const Target &target) {
    for (auto it = m_calls.begin(); it != m_calls.end();) {
        if (it->target != target.id) {
            ++it;
            continue;
        }
        const Answered answered = it->answered;
        it = m_calls.erase(it);
        answered(nullptr);
    }
    m_sessions.removeIf([&](const auto &held) { return held.value() == target.id; });
    const QString id = QString::fromLatin1(target.id);
    if (!target.session.isEmpty())
        tellEvent("Target.detachedFromTarget",
                  {{QStringLiteral("sessionId"), QString::fromLatin1(target.session)},
                   {QStringLiteral("targetId"), id}});
    tellEvent("Target.targetDestroyed", {{QStringLiteral("targetId"), id}});
    if (m_listener.removing)
        m_listener.removing(target.id);
}

} // namespace etagere::ui
