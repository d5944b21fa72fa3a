// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QJsonObject>
#include <QtCore/QObject>

#include "core/live/transport.h"

#include <functional>
#include <memory>

class QWidget;

namespace etagere::ui {

class Targets;
struct Target;

struct DevToolsHostOptions {
    /// What the engine was started with (engine.h); it is told, not set here.
    bool isCachePartitioned = true;
    /// Every page has a window of its own at once; else viewOf() shows it.
    bool showsPages = false;
};

/// What a window wants to know of the pages that come and go; each is given the target's id.
struct TargetListener {
    std::function<void(const QByteArray &)> added;
    std::function<void(const QByteArray &)> removing; ///< its view goes with it
    std::function<void(const QByteArray &)> changed;  ///< address or title
};

/// The embedded engine as a browser at the other end of a transport. What DevTools asks of a
/// browser (contexts, targets, sessions, cookies) is answered here by making profiles and pages;
/// what is said to a session goes to the engine through that page's bridge. Beyond DevTools there
/// are: the members etagereFolder, etagereUserAgent and etagereNoCache (without an HTTP cache) of
/// Target.createBrowserContext,
/// etagerePartitioned in the answer of Browser.getVersion, Etagere.setPopups {open}, and the events
/// Etagere.requestSeen {browserContextId, url, method, type, firstPartyUrl},
/// Etagere.downloadRefused {browserContextId, url} and Etagere.popupRefused {targetId, url}. One
/// session per target. A method that is not known is answered with the error -32601.
class DevToolsHost final : public live::Transport {
public:
    explicit DevToolsHost(const DevToolsHostOptions &options);
    ~DevToolsHost() override;

    void send(std::string_view json) override;
    void watchTargets(TargetListener listener);
    /// Shows this page; nullptr: there is none. Belongs to the page.
    [[nodiscard]] QWidget *viewOf(const QByteArray &target);
    [[nodiscard]] QString titleOf(const QByteArray &target);
    /// What pages say who they are, unless a context was given another name.
    [[nodiscard]] QString userAgent() const;

private:
    struct Command {
        qint64 id = 0;
        QJsonObject params;
    };
    using Handler = void (DevToolsHost::*)(const Command &);
    /// Told of the result, or of nothing when the engine refused.
    using Answered = std::function<void(const QJsonObject *)>;
    struct OwnCall {
        QByteArray target;
        Answered answered;
    };
    [[nodiscard]] static Handler handlerOf(const QString &method) noexcept;

    void take(const QJsonObject &message);
    void forward(QJsonObject message, const QByteArray &session);
    void getVersion(const Command &command);
    void closeBrowser(const Command &command);
    void accept(const Command &command);
    void setPopups(const Command &command);
    void createContext(const Command &command);
    void disposeContext(const Command &command);
    void getContexts(const Command &command);
    void createTarget(const Command &command);
    void closeTarget(const Command &command);
    void activateTarget(const Command &command);
    void getTargets(const Command &command);
    void attach(const Command &command);
    void detach(const Command &command);
    void getCookies(const Command &command);
    void setCookies(const Command &command);
    void clearCookies(const Command &command);

    void answer(qint64 id, const QJsonObject &result);
    void refuse(qint64 id, int code, const QString &message, const QByteArray &session = {});
    void tellEvent(const char *method, const QJsonObject &params);
    void tellObject(const QJsonObject &message);
    void listenToTargets();
    void fromPage(Target &target, const QByteArray &json);
    void noteSessions(Target &target, QByteArrayView json);
    void openPopup(const Target &opener, const QUrl &url);
    void removed(const Target &target);
    /// Asks the engine in the name of a context, and passes the answer on.
    void askContext(const Command &command, const QString &method, const QJsonObject &params);
    /// The same of one page, closed afterwards if it was made for this.
    void askTarget(const Target &target, qint64 id, const QJsonObject &message);
    void callTarget(const Target &target, const QJsonObject &message, Answered answered);
    [[nodiscard]] QByteArray contextOf(const Command &command);

    QObject m_here; ///< what is called later is called no more after it
    DevToolsHostOptions m_options;
    TargetListener m_listener;
    QByteArray m_defaultContext;              ///< made when a command names none
    QHash<QByteArray, QByteArray> m_sessions; ///< session to target, children's too
    QHash<qint64, OwnCall> m_calls;
    qint64 m_nextCall;
    bool m_opensPopups = false;
    bool m_isClosed = false;
    std::unique_ptr<Targets> m_targets; ///< goes first
};

} // namespace etagere::ui
