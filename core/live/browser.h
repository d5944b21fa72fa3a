// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/units.h"
#include "core/cache/model.h"
#include "core/flush/scope.h"
#include "core/live/exchange.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace etagere::live {

enum class Engine : std::uint8_t { Embedded, Chromium, Firefox, Count };
/// As on the command line: "embedded".
[[nodiscard]] std::string_view nameOf(Engine engine) noexcept;
[[nodiscard]] std::optional<Engine> engineFrom(std::string_view name) noexcept;

/// Why a browser did not do what was asked.
struct BrowserError {
    enum class Kind : std::uint8_t {
        NotInstalled, ///< no such program; `detail` names those that were looked for
        CannotStart,  ///< `detail`: its last words
        NoUser,       ///< run by root, and there is no unprivileged user to start it as
        Gone,         ///< it ended or crashed while it was asked
        Refused,      ///< it answered with an error; `detail` is its message
        Unsupported,  ///< this browser has no such thing
        TimedOut,
        Cancelled,
        Count
    };
    Kind kind = Kind::Gone;
    std::string detail{};
};

/// Called once, from the event loop, never from within the call that it answers.
template <class T>
using Done = std::function<void(Result<T, BrowserError>)>;

/// What a browser is, for reports and for the choice of a model.
struct EngineInfo {
    Engine engine = Engine::Chromium;
    std::string product; ///< "Chrome/156.0.8078.79"
    std::string userAgent;
    bool isCachePartitioned = true; ///< by top-level site
};

/// A profile of a browser: cookies, storage and cache of its own.
using ProfileId = Id<struct LiveProfileTag>;

struct ProfileOptions {
    std::string userAgent;      ///< another one than the browser's own; empty: its own
    std::filesystem::path kept; ///< a folder that outlasts it; empty: off the record
    /// Our cache, by this model, in the place of the browser's own, which is off then. Null: the
    /// browser's own. One of cache::models(). Unsupported where a browser cannot do without its
    /// own.
    const cache::Model *simulated = nullptr;
};

/// How a page is loaded.
enum class Load : std::uint8_t {
    Visit,     ///< as from a link, in a new page, and so past the memory cache
    Reload,    ///< the same page again
    HardReload ///< the same, past the caches
};

struct VisitOptions {
    std::string url;
    Load load = Load::Visit;
    Duration timeout = std::chrono::seconds(30);
    /// The visit is over when this long nothing was under way, after the page's load event.
    Duration quiet = std::chrono::milliseconds(400);
    std::string
        script; ///< run in the page once it is loaded: a consent banner's button; may be empty
    bool screenshot = false;
    Bytes bodyLimit{std::uint64_t{16} << 20U};       ///< of one body
    Bytes visitBodyLimit{std::uint64_t{128} << 20U}; ///< of all bodies of the visit
    /// Called once at most, from the event loop, when the page is loaded and the visit only waits
    /// for it to become quiet. May be empty.
    std::function<void()> loaded{};
    /// Called once at most, from the event loop, when the page is loaded: from then on it is in
    /// somebody's hands, who may answer its consent banner, and the visit goes on, without a limit
    /// of time, until takeBack(). Empty: it is in nobody's.
    std::function<void()> handOver{};
};

struct Cookie {
    std::string name;
    std::string value;
    std::string domain; ///< as the browser tells it, with a leading dot or without
    std::string path;
    std::optional<Instant> expires; ///< none: a session's
    bool isHttpOnly = false;
    bool isSecure = false;
    friend bool operator==(const Cookie &, const Cookie &) = default;
};

/// One entry of a page's storage.
struct StoredItem {
    enum class Area : std::uint8_t { Local, Session };
    Area area = Area::Local;
    std::string origin;
    std::string key;
    std::string value; ///< cut after 4,096 bytes
    friend bool operator==(const StoredItem &, const StoredItem &) = default;
};

struct VisitSummary {
    enum class End : std::uint8_t {
        Loaded,   ///< and quiet
        TimedOut, ///< what was seen until then is kept
        Failed,   ///< no document came; `failure` says why
        Crashed   ///< the renderer
    };
    End end = End::Loaded;
    std::string failure; ///< the browser's words: "net::ERR_NAME_NOT_RESOLVED"
    std::string finalUrl;
    std::string title;
    std::vector<Cookie> cookies; ///< of the whole profile, after the visit
    std::vector<StoredItem> storage;
    std::vector<std::string> links; ///< absolute URLs of the page's links, each once, in order
    std::string screenshot;         ///< PNG; empty unless asked for and given
    Blindness blindness;
    Instant started{};
    Duration took{};
};
/// "timed-out"; stable.
[[nodiscard]] std::string_view nameOf(VisitSummary::End end) noexcept;
[[nodiscard]] std::optional<VisitSummary::End> visitEndFrom(std::string_view name) noexcept;

/// How far a flush went.
struct FlushResult {
    enum class Way : std::uint8_t {
        Cleared,    ///< the whole cache is gone
        Deleted,    ///< the entries are gone
        Overwritten ///< they are replaced when they are next asked for; the server sees no-cache
    };
    Way way = Way::Cleared;
    std::optional<std::uint64_t> entries; ///< that were deleted, where that is known
    bool cookiesGone = false;             ///< cookies and storage too
};

/// What pages do while nobody asked for a visit: somebody clicks a link in a window, a page goes on
/// by itself. Any of these may be empty.
struct PageListener {
    /// Of which visit something is.
    enum class Whose : std::uint8_t {
        Current, ///< the one that began last, whether it was asked for or not
        Previous ///< the one before: what its page asked as it went, or what ended late
    };
    /// The profile shows another page now. `page` is its name in the program that shows it (a
    /// DevTools target); empty: none is shown any more.
    std::function<void(ProfileId, const std::string &page)> shown;
    /// A visit begins that nobody asked for; what follows belongs to it.
    std::function<void(ProfileId, const std::string &url, Instant)> began;
    /// Outside of a visit that was asked for.
    std::function<void(ProfileId, LiveExchange, Whose)> exchanged;
    /// The visit that began last is loaded and quiet, or will never be.
    std::function<void(ProfileId, VisitSummary)> ended;
    /// What was not seen of the requests that were made after a visit had ended, once that is sure.
    /// Nothing is told where nothing was missed.
    std::function<void(ProfileId, const Blindness &, Whose)> missed;
    /// The page wanted a window of its own and got none.
    std::function<void(ProfileId, const std::string &url)> popupRefused;
};

/// A browser under control, whatever it is and however it is spoken to. Used from one thread, whose
/// event loop drives it. Destroyed, it ends what it started and deletes profiles that are off the
/// record; calls under way are then answered no more.
class Browser {
public:
    Browser() = default;
    Browser(const Browser &) = delete;
    Browser &operator=(const Browser &) = delete;
    virtual ~Browser() = default;

    [[nodiscard]] virtual const EngineInfo &info() const noexcept = 0;
    /// Called once when the browser ends by itself; calls under way are answered with Gone first.
    virtual void onGone(std::function<void(const BrowserError &)> listener) = 0;

    virtual void addProfile(const ProfileOptions &options, Done<ProfileId> done) = 0;
    /// Cookies, storage and cache go with it.
    virtual void removeProfile(ProfileId profile, Done<void> done) = 0;

    /// Loads one page and waits until it is quiet. Profiles may visit at the same time, each one
    /// page at a time. Reload and HardReload need a visit before. No `failure` of the page is an
    /// error of the call.
    virtual void visit(ProfileId profile, const VisitOptions &options, ExchangeListener listener,
                       Done<VisitSummary> done) = 0;
    /// Ends a visit under way: it is answered with what was seen, TimedOut. So is one that nobody
    /// asked for.
    virtual void endVisit(ProfileId profile) = 0;
    /// The page that was handed over is nobody's any more: the visit waits for it to become quiet,
    /// as long as its time limit allows. Without such a page nothing happens.
    virtual void takeBack(ProfileId profile) = 0;

    virtual void readCookies(ProfileId profile, Done<std::vector<Cookie>> done) = 0;
    /// Cookies and storage of every origin; the HTTP cache stays.
    virtual void forget(ProfileId profile, Done<void> done) = 0;
    /// The HTTP cache, memory caches included; cookies and storage stay. `scope.visitor` is not
    /// looked at. Entry is Unsupported.
    virtual void flush(ProfileId profile, const flush::Scope &scope, Done<FlushResult> done) = 0;

    /// From now on pages are followed between the visits that are asked for. A browser that has no
    /// window of ours tells nothing.
    virtual void followPages(PageListener listener) = 0;
    /// The clock of the profile's simulated cache runs this much ahead of ours, more than before:
    /// "come back in a month". Unsupported without a simulated cache.
    virtual void turnClock(ProfileId profile, Duration ahead, Done<void> done) = 0;
};

} // namespace etagere::live
