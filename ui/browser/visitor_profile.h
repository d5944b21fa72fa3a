// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

#include <memory>

class QUrl;
class QWebEngineProfile;
class QWebEngineUrlRequestInterceptor;

namespace etagere::ui {

/// Whether a page may be at this address at all: the web's schemes, and those that stand for
/// themselves (data, blob, about). Files and the engine's own pages are not.
[[nodiscard]] bool isWebAddress(const QUrl &url);

struct VisitorProfileOptions {
    QString folder;          ///< what it keeps is kept here; empty: off the record
    QString userAgent;       ///< empty: the engine's own
    bool isCacheOff = false; ///< nothing is kept of what was fetched but for the renderers' memory
};

/// Cookies, storage and cache of one visitor. Downloads are refused and told of. Outlives its
/// pages.
class VisitorProfile final : public QObject {
    Q_OBJECT
public:
    explicit VisitorProfile(const VisitorProfileOptions &options);
    ~VisitorProfile() override;
    [[nodiscard]] QWebEngineProfile &profile() noexcept { return *m_profile; }
    [[nodiscard]] QString userAgent() const;

Q_SIGNALS:
    /// A request left the renderer's memory cache; whether the disk or the network answers it is
    /// not known here. `type` in DevTools' words.
    void requestSeen(const QUrl &url, const QByteArray &method, const QString &type,
                     const QUrl &firstParty);
    void downloadRefused(const QUrl &url);

private:
    void restrict();
    std::unique_ptr<QWebEngineUrlRequestInterceptor> m_monitor;
    std::unique_ptr<QWebEngineProfile> m_profile;
};

} // namespace etagere::ui
