// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QString>
#include <QtCore/QUrl>

#include <memory>

class QWebEnginePage;
class QWebEngineProfile;
class QWidget;

namespace etagere::ui {

class Bridge;
class VisitorProfile;

/// One page of a visitor, watched through a bridge from before its first request. It may go where
/// the web goes, and nothing else: no permission, dialog, file, certificate that is wrong, or
/// window of its own.
class VisitorPage final : public QObject {
    Q_OBJECT
public:
    /// `frontEnd` is the profile of the bridges. Loads about:blank and attaches the bridge, then
    /// tells opened() or failed(), once. Both profiles outlive the page.
    VisitorPage(VisitorProfile &visitor, QWebEngineProfile &frontEnd);
    ~VisitorPage() override;

    void load(const QUrl &url);
    /// One message of the protocol.
    void send(const QByteArray &json);
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] QString title() const;
    /// What shows the page, made when it is first asked for, without a parent; belongs to the page,
    /// which takes it with it. A page that is not shown takes no screenshots.
    [[nodiscard]] QWidget *view();

Q_SIGNALS:
    void opened(const QByteArray &targetId);
    void failed();
    void message(const QByteArray &json);
    /// It asked for a window and got none.
    void popupAsked(const QUrl &url);
    void closeAsked();
    void crashed();
    void changed();

private:
    void attach();
    QWebEngineProfile &m_frontEnd;
    std::unique_ptr<QWebEnginePage> m_page;
    std::unique_ptr<Bridge> m_bridge;
    QPointer<QWidget> m_view;
};

} // namespace etagere::ui
