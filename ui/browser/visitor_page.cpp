// SPDX-License-Identifier: Apache-2.0
#include "ui/browser/visitor_page.h"

#include <QtCore/QCoreApplication>
#include <QtNetwork/QAuthenticator>
#include <QtWebEngineCore/QWebEngineCertificateError>
#include <QtWebEngineCore/QWebEngineClientCertificateSelection>
#include <QtWebEngineCore/QWebEngineFileSystemAccessRequest>
#include <QtWebEngineCore/QWebEngineFullScreenRequest>
#include <QtWebEngineCore/QWebEngineNewWindowRequest>
#include <QtWebEngineCore/QWebEnginePage>
#include <QtWebEngineCore/QWebEngineProfile>
#include <QtWebEngineCore/QWebEngineQuotaRequest>
#include <QtWebEngineCore/QWebEngineRegisterProtocolHandlerRequest>
#include <QtWebEngineWidgets/QWebEngineView>

#include "ui/browser/bridge.h"
#include "ui/browser/visitor_profile.h"

namespace etagere::ui {

namespace {

/// Says no. Dialogs are answered before anybody sees them.
class GuardedPage final : public QWebEnginePage {
public:
    explicit GuardedPage(QWebEngineProfile &profile)
        : QWebEnginePage(&profile) {
        connect(this, &QWebEnginePage::featurePermissionRequested, this,
                [this](const QUrl &origin, Feature feature) {
                    setFeaturePermission(origin, feature, PermissionDeniedByUser);
                });
        connect(this, &QWebEnginePage::certificateError, this,
                [](const auto &error) { QWebEngineCertificateError(error).rejectCertificate(); });
        connect(this, &QWebEnginePage::quotaRequested, this, [](auto asked) { asked.reject(); });
        connect(this, &QWebEnginePage::fullScreenRequested, this,
                [](auto asked) { asked.reject(); });
        connect(this, &QWebEnginePage::fileSystemAccessRequested, this,
                [](auto asked) { asked.reject(); });
        connect(this, &QWebEnginePage::registerProtocolHandlerRequested, this,
                [](auto asked) { asked.reject(); });
        connect(this, &QWebEnginePage::selectClientCertificate, this,
                [](auto asked) { asked.selectNone(); });
        // What is left as it came counts as an empty name, with which the server is asked again.
        connect(this, &QWebEnginePage::authenticationRequired, this,
                [](const QUrl &, QAuthenticator *login) { *login = QAuthenticator(); });
        connect(this, &QWebEnginePage::proxyAuthenticationRequired, this,
                [](const QUrl &, QAuthenticator *login, const QString &) {
                    *login = QAuthenticator();
                });
    }

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType, bool) override {
        return isWebAddress(url);
    }
    QStringList chooseFiles(FileSelectionMode, const QStringList &, const QStringList &) override {
        return {};
    }
    void javaScriptAlert(const QUrl &, const QString &) override {}
    /// Whether to leave is asked in the same way, and leaving is what the visitor wants.
    bool javaScriptConfirm(const QUrl &, const QString &message) override {
        return message ==
               QCoreApplication::translate("QWebEnginePage",
                                           "Are you sure you want to leave this page? Changes that "
                                           "you made may not be saved.");
    }
    bool javaScriptPrompt(const QUrl &, const QString &, const QString &, QString *) override {
        return false;
    }
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString &, int,
                                  const QString &) override {}
};

} // namespace

VisitorPage::VisitorPage(VisitorProfile &visitor, QWebEngineProfile &frontEnd)
    : m_frontEnd(frontEnd)
    , m_page(std::make_unique<GuardedPage>(visitor.profile())) {
    connect(m_page.get(), &QWebEnginePage::loadFinished, this, [this] {
        if (!m_bridge)
            attach();
    });
    connect(m_page.get(), &QWebEnginePage::newWindowRequested, this,
            [this](const QWebEngineNewWindowRequest &asked) {
                Q_EMIT popupAsked(asked.requestedUrl());
            });
    connect(m_page.get(), &QWebEnginePage::windowCloseRequested, this, &VisitorPage::closeAsked);
    connect(m_page.get(), &QWebEnginePage::renderProcessTerminated, this, &VisitorPage::crashed);
    connect(m_page.get(), &QWebEnginePage::titleChanged, this, &VisitorPage::changed);
    connect(m_page.get(), &QWebEnginePage::urlChanged, this, &VisitorPage::changed);
    m_page->load(QUrl(QStringLiteral("about:blank")));
}

VisitorPage::~VisitorPage() {
    disconnect(m_page.get(), nullptr, this, nullptr);
    m_bridge.reset();
    delete m_view;
    m_page.reset();
}

/// The front end is attached to a page that is there: before its first load there is none.
void VisitorPage::attach() {
    m_bridge = std::make_unique<Bridge>(m_frontEnd, *m_page);
    connect(m_bridge.get(), &Bridge::opened, this, &VisitorPage::opened);
    connect(m_bridge.get(), &Bridge::failed, this, &VisitorPage::failed);
    connect(m_bridge.get(), &Bridge::message, this, &VisitorPage::message);
}

void VisitorPage::load(const QUrl &url) {
    if (isWebAddress(url))
        m_page->load(url);
}

void VisitorPage::send(const QByteArray &json) {
    if (m_bridge)
        m_bridge->send(json);
}

QUrl VisitorPage::url() const { return m_page->url(); }
QString VisitorPage::title() const { return m_page->title(); }

QWidget *VisitorPage::view() {
    if (!m_view) {
        auto *view = new QWebEngineView;
        view->setContextMenuPolicy(Qt::NoContextMenu);
        view->setPage(m_page.get());
        m_view = view;
    }
    return m_view;
}

} // namespace etagere::ui
