// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

#include "core/audit/report.h"
#include "core/live/browser.h"
#include "core/live/flush_check.h"
#include "core/store/error.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace etagere::session {

/// Somebody who browses: a profile of the browser. Numbers are not used again.
using PersonId = Id<struct BrowsingPersonTag>;

/// What the tags of somebody's last page give away, as far as it is judged.
struct BrowsingVerdict {
    bool isKnown = false;   ///< judged at all
    std::uint8_t grade = 0; ///< the worst of the findings that concern the page; 0: none
    QString headline;       ///< of that finding, for people; empty: none
};

/// A flush, and what the visit that verifies it showed.
struct FlushVerdict {
    flush::Scope scope;
    bool cookiesToo = false;
    live::FlushResult::Way way = live::FlushResult::Way::Cleared;
    live::FlushCheck check;
    /// The server knows the person all the same, by something that is no tag: names of cookies and
    /// of storage entries whose values of before the flush came back or stayed.
    std::vector<std::string> stillKnownBy;
};

struct BrowsingPerson {
    PersonId id;
    std::string name;      ///< "A"
    std::string userAgent; ///< empty: the browser's own
    const cache::Model *simulated = nullptr;
    Duration ahead{};        ///< of the simulated cache's clock
    bool isKept = false;     ///< the profile outlasts the program
    bool isVisiting = false; ///< a page is loading, or an action is under way
    std::string page;        ///< as live::PageListener::shown tells it
    std::string url;         ///< of the last visit
    std::string title;       ///< of the last page
    std::string failure;     ///< no page came: the browser's words
    std::uint32_t visits = 0;
    BrowsingVerdict verdict;
    std::optional<FlushVerdict> flushed; ///< the last flush, once it was verified
};

/// One exchange as a table shows it while it is recorded. `index` stays for as long as the
/// browsing.
struct BrowsingRow {
    PersonId person;
    std::uint32_t visit = 0; ///< of all visits of the browsing, from 0
    Instant started{};
    Duration duration{};
    std::string method;
    std::string url;
    std::uint16_t status = 0;
    std::string type; ///< in DevTools' words
    traffic::ServedFrom servedFrom = traffic::ServedFrom::Unknown;
    bool isInferred = false;
    std::int64_t transferredBytes = -1;
    std::string sentValidator;  ///< If-None-Match, else If-Modified-Since; empty: none was sent
    std::string givenValidator; ///< ETag, else Last-Modified; empty: none was given
    std::string failure;
};

/// Browsing by hand, recorded: people who visit pages side by side, each with a profile of their
/// own, what can be done to each in one go, and what the tags give away. Every visit is labelled
/// with the state of its profile, as those of an audit are, so that respawn is judged here too.
/// Lives on the browser's thread.
class Browsing final : public QObject {
    Q_OBJECT
public:
    explicit Browsing(std::unique_ptr<live::Browser> browser, QObject *parent = nullptr);
    ~Browsing() override;

    [[nodiscard]] const live::EngineInfo &engine() const noexcept;
    [[nodiscard]] const std::vector<BrowsingPerson> &people() const noexcept;
    /// Null for one who is gone.
    [[nodiscard]] const BrowsingPerson *find(PersonId person) const noexcept;
    /// What was recorded, oldest first; the first 100,000.
    [[nodiscard]] const std::vector<BrowsingRow> &rows() const noexcept;
    /// Of what was recorded until the last judgement; null before.
    [[nodiscard]] std::shared_ptr<const audit::Report> report() const noexcept;

    // What can be done. A person who is visiting is not disturbed: but for stop(), nothing happens.
    /// A new person; personAdded() tells when they can browse.
    void add(const live::ProfileOptions &options);
    /// Cookies, storage and cache go with them, unless they are kept; what was recorded stays.
    void remove(PersonId person);
    /// "example.org" means its page by https. An address of nothing that can be visited: failed().
    void visit(PersonId person, const QString &address);
    /// The same page in a new renderer: the same person returns. Else as the options say.
    void again(PersonId person, live::Load load = live::Load::Visit);
    void stop(PersonId person);
    /// Forgets cookies and storage, keeps the cache, and visits the same page again.
    void forget(PersonId person);
    /// Flushes, cookies and storage too if asked, and visits the same page again to verify it;
    /// flushVerified() tells when that is done. A scope by Url with the URLs of a finding flushes
    /// the finding.
    void flush(PersonId person, const flush::Scope &scope, bool cookiesToo);
    /// "Come back in a month": turns the simulated cache's clock and visits the same page again.
    void comeBackLater(PersonId person, Duration later);

    /// Writes what was recorded so far, whole or not at all, readable for the user alone: a capture
    /// like an audit's. Nothing recorded: writes nothing and answers so.
    [[nodiscard]] std::optional<store::StoreError> save(const std::filesystem::path &file) const;

Q_SIGNALS:
    void personAdded(etagere::session::PersonId person);
    void personRemoved(etagere::session::PersonId person);
    /// Anything that BrowsingPerson tells.
    void personChanged(etagere::session::PersonId person);
    void recorded(std::size_t first, std::size_t count); ///< rows
    void judged();                                       ///< report() and verdicts
    void flushVerified(etagere::session::PersonId person);
    void popupRefused(etagere::session::PersonId person, const QString &url);
    void failed(const QString &sentence);
    void gone(const QString &sentence); ///< the browser ended; nothing can be done any more

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace etagere::session
