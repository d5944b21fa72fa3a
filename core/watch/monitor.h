// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/http/field.h"
#include "core/watch/page.h"
#include "core/watch/schedule.h"
#include "core/watch/visit.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::watch {

struct MonitorOptions {
    Rhythm rhythm{};
    /// Of the revalidations, what goes out unconditionally; 0 to 1.
    double share = 0.2;
    Duration spacing{std::chrono::seconds(1)};          ///< between two requests to one origin
    std::uint64_t mostText = std::uint64_t{256} << 10U; ///< bytes kept of a page's text
    bool once = false; ///< every page one visit, at once; what Retry-After blocks is left alone
};

/// A request that is to be made.
struct Ask {
    std::size_t page = 0;
    std::string url;
    std::string ifNoneMatch; ///< empty: none is sent
    std::string ifModifiedSince;
};

/// What came of it. Borrows.
struct Reply {
    std::uint16_t status = 0; ///< 0: no answer, or one that broke off
    http::Fields fields{};
    std::string_view body{};
    std::uint64_t received = 0; ///< bytes of the body on the way here
    std::optional<VisitFailure> failure{};
};

/// Which pages to ask when and how, and what their answers mean: a state machine without input,
/// output, clock or chance of its own. One request to an origin at a time.
class Monitor {
public:
    Monitor(const MonitorOptions &options, std::vector<PageState> pages,
            std::vector<StaleOrigin> distrusted);

    /// Once, before the first next(): pages that were seen before go on in the present rhythm.
    void begin(Instant now);
    /// A request that is due; none: see wakeAt(). `chance` (0 to below 1) decides whether it goes
    /// out unconditionally. It is to be answered by hear().
    [[nodiscard]] std::optional<Ask> next(Instant now, double chance);
    /// The answer to what next() gave for that page. No visit: a redirection leads on.
    [[nodiscard]] std::optional<Visit> hear(std::size_t page, const Reply &reply, Instant now,
                                            double chance);
    /// When next() will have something, as far as is known now; none: when something is heard, or
    /// never.
    [[nodiscard]] std::optional<Instant> wakeAt() const;
    /// Requests that were given out and not heard of.
    [[nodiscard]] std::size_t underWay() const noexcept { return m_busy.size(); }
    /// With `once`: every page was visited, or is left alone.
    [[nodiscard]] bool isDone() const noexcept;

    [[nodiscard]] const std::vector<PageState> &pages() const noexcept { return m_pages; }
    [[nodiscard]] const std::vector<StaleOrigin> &distrusted() const noexcept {
        return m_distrusted;
    }
    [[nodiscard]] bool distrusts(std::string_view url) const;

private:
    static constexpr unsigned mostHops = 5;

    /// What is going on with a page in this run.
    struct Course {
        std::string url;    ///< the next to ask: the page's own, or where it was led
        unsigned hops = 0;  ///< redirections followed in this visit
        bool asked = false; ///< a request is under way
        bool visited = false;
        Asking asking = Asking::First;
        std::uint64_t received = 0; ///< of the visit's earlier answers
    };

    [[nodiscard]] Instant readyAt(std::size_t page) const;
    [[nodiscard]] bool waits(std::size_t page) const;
    [[nodiscard]] Asking askingFor(const PageState &page, const std::string &url,
                                   double chance) const;
    [[nodiscard]] bool leadsOn(std::size_t page, const Reply &reply, Visit &visit, Instant now);
    void hearContent(PageState &page, const Reply &reply, Visit &visit);
    void hearNotModified(PageState &page, Visit &visit) const;
    void compare(const PageState &page, const Held &fresh, Visit &visit) const;
    void distrust(const PageState &page, Visit &visit);
    [[nodiscard]] Held heldFrom(const std::string &url, const Reply &reply) const;
    void finish(PageState &page, const Reply &reply, Visit &visit, double chance) const;

    MonitorOptions m_options;
    std::vector<PageState> m_pages;
    std::vector<Course> m_courses;
    std::vector<StaleOrigin> m_distrusted;
    std::map<std::string, std::size_t> m_busy;  ///< by origin: the page that is asked
    std::map<std::string, Instant> m_lastAsked; ///< by origin
};

} // namespace etagere::watch
