// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayList>
#include <QtCore/QObject>
#include <QtCore/QUrl>

#include "ui/browser/visitor_page.h"
#include "ui/browser/visitor_profile.h"

#include <functional>
#include <map>
#include <memory>
#include <vector>

class QWebEngineProfile;

namespace etagere::ui {

/// A page and what DevTools calls it.
struct Target {
    /// Told of the page once it is open, or nullptr when there will be none.
    using Opened = std::function<void(Target *)>;
    QByteArray id; ///< that of its main frame; empty until it is open
    QByteArray context;
    QByteArray opener;       ///< the target whose popup it is, or empty
    QByteArray session;      ///< under which it is spoken to; empty: by nobody
    QUrl first;              ///< loaded once it is open, or once the client lets it run
    bool isInternal = false; ///< made for a question to a context without pages; nobody is told
    Opened opened;           ///< until it is told
    std::unique_ptr<VisitorPage> page;
};

struct NewTarget {
    QByteArray context;
    QByteArray opener;
    QUrl first;
    bool isInternal = false;
};

/// The profiles and pages that there are, under the names that DevTools has for them. None of its
/// functions that end something may be called from within a signal of what they end.
class Targets final : public QObject {
    Q_OBJECT
public:
    /// `shows`: every page has a window of its own at once.
    explicit Targets(bool shows);
    ~Targets() override;

    [[nodiscard]] QByteArray addContext(const VisitorProfileOptions &options);
    /// Its pages are closed first. False: there is none of this name.
    bool removeContext(const QByteArray &context);
    [[nodiscard]] QByteArrayList contexts() const;
    [[nodiscard]] bool hasContext(const QByteArray &context) const;

    /// The context must be there.
    void open(const NewTarget &asked, Target::Opened opened);
    bool close(const QByteArray &target);
    [[nodiscard]] Target *find(const QByteArray &target) noexcept;
    [[nodiscard]] Target *anyOf(const QByteArray &context) noexcept;
    [[nodiscard]] const std::vector<std::unique_ptr<Target>> &all() const noexcept {
        return m_targets;
    }
    [[nodiscard]] QString userAgent() const;

Q_SIGNALS:
    void requestSeen(const QByteArray &context, const QUrl &url, const QByteArray &method,
                     const QString &type, const QUrl &firstParty);
    void downloadRefused(const QByteArray &context, const QUrl &url);
    void messageFrom(etagere::ui::Target *target, const QByteArray &json);
    void popupAsked(etagere::ui::Target *target, const QUrl &url);
    void closeAsked(etagere::ui::Target *target);
    void crashed(etagere::ui::Target *target);
    void changed(etagere::ui::Target *target);
    /// It is open, or it is about to go.
    void added(etagere::ui::Target *target);
    void removing(etagere::ui::Target *target);

private:
    void wire(Target &target);
    void erase(const Target *target);
    bool m_shows;
    std::unique_ptr<QWebEngineProfile> m_frontEnd;
    std::map<QByteArray, std::unique_ptr<VisitorProfile>> m_contexts;
    std::vector<std::unique_ptr<Target>> m_targets;
};

} // namespace etagere::ui
