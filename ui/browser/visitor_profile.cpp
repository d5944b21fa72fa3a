// SPDX-License-Identifier: Apache-2.0
#include "ui/browser/visitor_profile.h"

#include <QtCore/QDir>
#include <QtCore/QUrl>
#include <QtCore/QUuid>
#include <QtWebEngineCore/QWebEngineDownloadRequest>
#include <QtWebEngineCore/QWebEngineNotification>
#include <QtWebEngineCore/QWebEngineProfile>
#include <QtWebEngineCore/QWebEngineSettings>
#include <QtWebEngineCore/QWebEngineUrlRequestInfo>
#include <QtWebEngineCore/QWebEngineUrlRequestInterceptor>

#include <algorithm>
#include <array>
#include <utility>

namespace etagere::ui {

namespace {

using Info = QWebEngineUrlRequestInfo;

constexpr std::array webSchemes{"http", "https", "ws", "wss", "data", "blob", "about"};

/// DevTools' names; what it has no name for is "Other".
constexpr std::array<std::pair<Info::ResourceType, const char *>, 15> typeNames{{
    {Info::ResourceTypeMainFrame, "Document"},
    {Info::ResourceTypeSubFrame, "Document"},
    {Info::ResourceTypeStylesheet, "Stylesheet"},
    {Info::ResourceTypeScript, "Script"},
    {Info::ResourceTypeImage, "Image"},
    {Info::ResourceTypeFavicon, "Image"},
    {Info::ResourceTypeFontResource, "Font"},
    {Info::ResourceTypeMedia, "Media"},
    {Info::ResourceTypeWorker, "Script"},
    {Info::ResourceTypeSharedWorker, "Script"},
    {Info::ResourceTypeServiceWorker, "Script"},
    {Info::ResourceTypeXhr, "XHR"},
    {Info::ResourceTypePing, "Ping"},
    {Info::ResourceTypeCspReport, "CSPViolationReport"},
    {Info::ResourceTypeWebSocket, "WebSocket"},
}};

QString nameOf(Info::ResourceType type) {
    const auto *found = std::find_if(typeNames.begin(), typeNames.end(),
                                     [type](const auto &row) { return row.first == type; });
    return QLatin1String(found == typeNames.end() ? "Other" : found->second);
}

/// Tells of every request; blocks what is not of the web.
class Monitor final : public QWebEngineUrlRequestInterceptor {
public:
    explicit Monitor(VisitorProfile &told)
        : m_told(told) {}

    void interceptRequest(Info &info) override {
        const QUrl url = info.requestUrl();
        if (!isWebAddress(url)) {
            info.block(true);
            return;
        }
        Q_EMIT m_told.requestSeen(url, info.requestMethod(), nameOf(info.resourceType()),
                                  info.firstPartyUrl());
    }

private:
    VisitorProfile &m_told;
};

std::unique_ptr<QWebEngineProfile> makeProfile(const VisitorProfileOptions &options) {
    if (options.folder.isEmpty())
        return std::make_unique<QWebEngineProfile>();
    // Its name decides nothing, for both folders are given; but no two may be called the same.
    auto profile = std::make_unique<QWebEngineProfile>(QUuid::createUuid().toString(QUuid::Id128));
    const QDir folder(options.folder);
    profile->setPersistentStoragePath(folder.filePath(QStringLiteral("storage")));
    profile->setCachePath(folder.filePath(QStringLiteral("cache")));
    profile->setPersistentCookiesPolicy(QWebEngineProfile::AllowPersistentCookies);
    return profile;
}

} // namespace

bool isWebAddress(const QUrl &url) {
    const QString scheme = url.scheme();
    return std::any_of(webSchemes.begin(), webSchemes.end(),
                       [&](const char *known) { return scheme == QLatin1String(known); });
}

VisitorProfile::VisitorProfile(const VisitorProfileOptions &options)
    : m_monitor(std::make_unique<Monitor>(*this))
    , m_profile(makeProfile(options)) {
    if (options.isCacheOff)
        m_profile->setHttpCacheType(QWebEngineProfile::NoCache);
    if (!options.userAgent.isEmpty())
        m_profile->setHttpUserAgent(options.userAgent);
    restrict();
    m_profile->setUrlRequestInterceptor(m_monitor.get());
    m_profile->setNotificationPresenter(
        [](std::unique_ptr<QWebEngineNotification> shown) { shown->close(); });
    connect(m_profile.get(), &QWebEngineProfile::downloadRequested, this,
            [this](QWebEngineDownloadRequest *download) {
                download->cancel();
                Q_EMIT downloadRefused(download->url());
            });
}

VisitorProfile::~VisitorProfile() { m_profile->setUrlRequestInterceptor(nullptr); }

QString VisitorProfile::userAgent() const { return m_profile->httpUserAgent(); }

void VisitorProfile::restrict() {
    struct Row {
        QWebEngineSettings::WebAttribute attribute;
        bool on;
    };
    // Pings and popups are what a visitor's browser has, so they are on; a popup is asked about.
    constexpr std::array rows{
        Row{QWebEngineSettings::LocalContentCanAccessFileUrls, false},
        Row{QWebEngineSettings::LocalContentCanAccessRemoteUrls, false},
        Row{QWebEngineSettings::AllowRunningInsecureContent, false},
        Row{QWebEngineSettings::JavascriptCanAccessClipboard, false},
        Row{QWebEngineSettings::JavascriptCanPaste, false},
        Row{QWebEngineSettings::AllowGeolocationOnInsecureOrigins, false},
        Row{QWebEngineSettings::AllowWindowActivationFromJavaScript, false},
        Row{QWebEngineSettings::ScreenCaptureEnabled, false},
        Row{QWebEngineSettings::PluginsEnabled, false},
        Row{QWebEngineSettings::PdfViewerEnabled, false},
        Row{QWebEngineSettings::WebRTCPublicInterfacesOnly, true},
        Row{QWebEngineSettings::JavascriptCanOpenWindows, true},
        Row{QWebEngineSettings::HyperlinkAuditingEnabled, true},
    };
    for (const Row &row : rows)
        m_profile->settings()->setAttribute(row.attribute, row.on);
    m_profile->settings()->setUnknownUrlSchemePolicy(QWebEngineSettings::DisallowUnknownUrlSchemes);
}

} // namespace etagere::ui
