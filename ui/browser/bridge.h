// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>

class QWebChannel;
class QWebEnginePage;
class QWebEngineProfile;

namespace etagere::ui {

/// DevTools of one page, without a port: a hidden page is made the DevTools front end of the
/// inspected one, and a script in it removes the stock tools and passes raw protocol messages both
/// ways. It lives through navigations and through the end of the inspected page's renderer. One
/// page has one front end: the tools that the engine itself offers and a bridge exclude each other.
class Bridge final : public QObject {
    Q_OBJECT
public:
    /// `frontEnd` is a profile of its own, off the record; it outlives the bridge, as does
    /// `inspected`, which must have loaded about:blank.
    Bridge(QWebEngineProfile &frontEnd, QWebEnginePage &inspected);
    ~Bridge() override;

    /// One message of the page's own session or of a child's. Before opened() it is dropped. Ids of
    /// firstOwnId and above are not to be used.
    void send(const QByteArray &json);

    static constexpr int firstOwnId = 1 << 30;

    /// Called by the script in the front end, with one message of the engine.
    Q_INVOKABLE void receive(const QString &json);

Q_SIGNALS:
    /// The engine answered. `targetId` is its name for the inspected page.
    void opened(const QByteArray &targetId);
    /// This engine has no such front end, or it does not answer.
    void failed();
    /// Not from within send(). UTF-8.
    void message(const QByteArray &json);

private:
    void ask();
    void give();
    void takeAnswer(const QByteArray &json);
    std::unique_ptr<QWebChannel> m_channel;
    std::unique_ptr<QWebEnginePage> m_page;
    QTimer m_patience;
    bool m_isOpen = false;
};

} // namespace etagere::ui
