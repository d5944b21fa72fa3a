// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/lost_update.h"

#include "core/http/conditional.h"
#include "core/http/etag.h"
#include "core/http/text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

namespace etagere::analysis {

namespace {

using http::FieldName;
using traffic::Exchange;

constexpr Bytes comparedBody{std::uint64_t{8} << 20U};

/// The version of a resource that somebody saw: its tag's characters, or else its date.
struct State {
    bool tagged = false;
    std::string_view value;
    friend bool operator==(const State &, const State &) = default;
};

std::optional<State> stateIn(http::Fields response) {
    if (const auto tag = http::parseETag(http::valueOf(response, FieldName::ETag)).tag)
        return State{true, tag->opaque};
    const std::string_view date = http::trimmed(http::valueOf(response, FieldName::LastModified));
    return date.empty() ? std::nullopt : std::optional(State{false, date});
}

/// The state that an answer 304 confirmed: its own tag, else the only one that was asked about.
std::optional<State> confirmedIn(const Exchange &exchange) {
    if (const auto state = stateIn(exchange.responseFields))
        return state;
    const http::Conditional asked = http::parseConditional(exchange.requestFields);
    if (asked.ifNoneMatch && asked.ifNoneMatch->tags.size() == 1)
        return State{true, asked.ifNoneMatch->tags.front().opaque};
    return std::nullopt;
}

bool succeeded(const Exchange &exchange) noexcept {
    return exchange.status >= 200 && exchange.status < 300;
}
bool isReading(const Exchange &exchange) noexcept {
    return exchange.method == "GET" && (exchange.status == 200 || exchange.status == 304);
}
/// Changes that a later PUT or DELETE takes away.
bool isChange(const Exchange &exchange) noexcept {
    return succeeded(exchange) && (exchange.method == "PUT" || exchange.method == "PATCH");
}
/// What takes away what was there, whatever it was.
bool overwrites(const Exchange &exchange) noexcept {
    return succeeded(exchange) && (exchange.method == "PUT" || exchange.method == "DELETE");
}

/// The exchanges of one URL, in the order of time.
class Story {
public:
    Story(const traffic::Traffic &traffic, std::vector<const Exchange *> exchanges)
        : m_traffic(traffic)
        , m_exchanges(std::move(exchanges)) {
        std::stable_sort(
            m_exchanges.begin(), m_exchanges.end(),
            [](const Exchange *a, const Exchange *b) { return *a->started < *b->started; });
    }

    void tell(std::size_t audited, std::vector<ConcurrencyNote> &notes, std::size_t most) const {
        for (std::size_t i = 0; i < m_exchanges.size() && notes.size() < most; ++i) {
            const Exchange &second = *m_exchanges[i];
            if (!overwrites(second) || second.id.index() >= audited)
                continue;
            if (auto note = overwritten(i))
                notes.push_back(std::move(*note));
        }
    }

private:
    [[nodiscard]] traffic::VisitorId writerOf(const Exchange &exchange) const {
        return m_traffic.visit(exchange.visit).visitor;
    }
    [[nodiscard]] std::string nameOf(const Exchange &exchange) const {
        return std::string(m_traffic.visitor(writerOf(exchange)).name);
    }

    /// What the writer of `at` last read before it; null when they wrote themselves since, or never
    /// read.
    [[nodiscard]] const Exchange *lastReading(traffic::VisitorId who, std::size_t before) const {
        for (std::size_t i = before; i-- > 0;) {
            const Exchange &each = *m_exchanges[i];
            if (writerOf(each) != who)
                continue;
            if (isReading(each))
                return &each;
            if (succeeded(each) && each.method != "GET" && each.method != "HEAD")
                return nullptr;
        }
        return nullptr;
    }

    [[nodiscard]] static std::optional<State> stateReadIn(const Exchange &reading) {
        return reading.status == 304 ? confirmedIn(reading) : stateIn(reading.responseFields);
    }

    /// Whether the two bodies are known and differ.
    [[nodiscard]] bool differ(const traffic::BodyRef &a, const traffic::BodyRef &b) const {
        if (a.form == traffic::BodyForm::Absent || b.form == traffic::BodyForm::Absent ||
            a.truncated || b.truncated)
            return false;
        const auto first = m_traffic.loadBody(a, comparedBody);
        const auto second = m_traffic.loadBody(b, comparedBody);
        return first && second && *first != *second;
    }

    /// Whether the first change left another state behind: the answer to it says so, or somebody
    /// read it before the second. Bytes alone do not tell: servers add to what they are given.
    [[nodiscard]] bool wasChange(std::size_t first, std::size_t second, const State &before) const {
        if (const auto after = stateIn(m_exchanges[first]->responseFields))
            return after->tagged == before.tagged && *after != before;
        for (std::size_t i = first + 1; i < second; ++i) {
            const Exchange &each = *m_exchanges[i];
            const auto read = isReading(each) ? stateReadIn(each) : std::nullopt;
            if (read && read->tagged == before.tagged && *read != before)
                return true;
        }
        return false;
    }

    /// The change before `second` by somebody else, if nothing of that URL was changed in between.
    [[nodiscard]] std::optional<std::size_t> changeBefore(std::size_t second) const {
        for (std::size_t i = second; i-- > 0;) {
            const Exchange &each = *m_exchanges[i];
            const bool writes = succeeded(each) && each.method != "GET" && each.method != "HEAD" &&
                                each.method != "OPTIONS";
            if (!writes)
                continue;
            const bool other = writerOf(each) != writerOf(*m_exchanges[second]);
            return other && isChange(each) ? std::optional(i) : std::nullopt;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<ConcurrencyNote> overwritten(std::size_t at) const {
        const auto place = changeBefore(at);
        if (!place)
            return std::nullopt;
        const Exchange &first = *m_exchanges[*place];
        const Exchange &second = *m_exchanges[at];
        const Exchange *const theirs = lastReading(writerOf(first), *place);
        const Exchange *const ours = lastReading(writerOf(second), at);
        if (theirs == nullptr || ours == nullptr || *ours->started >= *first.started)
            return std::nullopt;
        const auto state = stateReadIn(*theirs);
        if (!state || state != stateReadIn(*ours) || !wasChange(*place, at, *state))
            return std::nullopt;
        if (second.method == "PUT" && first.method == "PUT" &&
            !differ(first.requestBody, second.requestBody))
            return std::nullopt;
        const auto what = kindOf(first, second, *state);
        return what ? std::optional(noteOf(*what, {theirs, ours, &first, &second}, *state))
                    : std::nullopt;
    }

    /// What the second writer's precondition, if any, makes of it.
    [[nodiscard]] static std::optional<Concurrency>
    kindOf(const Exchange &first, const Exchange &second, const State &state) {
        const http::Conditional asked = http::parseConditional(second.requestFields);
        if (!asked.isConditional())
            return Concurrency::LostUpdate;
        const auto after = http::parseETag(http::valueOf(first.responseFields, FieldName::ETag));
        // A tag that is gone matched all the same; and surely no other member of the list did.
        const bool stale = state.tagged && asked.ifMatch && !asked.ifMatch->any &&
                           asked.ifMatch->tags.size() == 1 &&
                           asked.ifMatch->tags.front().opaque == state.value && after.tag &&
                           after.tag->opaque != state.value;
        const bool weak = stale && asked.ifMatch->tags.front().strength == http::Strength::Weak;
        return stale && !weak ? std::optional(Concurrency::PreconditionIgnored) : std::nullopt;
    }

    struct Part {
        const Exchange *theirReading;
        const Exchange *ourReading;
        const Exchange *first;
        const Exchange *second;
    };
    [[nodiscard]] ConcurrencyNote noteOf(Concurrency what, const Part &part,
                                         const State &state) const {
        ConcurrencyNote note;
        note.what = what;
        note.url = m_traffic.urlText(part.second->url);
        note.method = part.second->method;
        note.status = part.second->status;
        note.value = state.value;
        note.writer = nameOf(*part.second);
        note.loser = nameOf(*part.first);
        note.when = part.second->started;
        const bool theirsFirst = *part.theirReading->started <= *part.ourReading->started;
        note.exchanges = {theirsFirst ? part.theirReading->id : part.ourReading->id,
                          theirsFirst ? part.ourReading->id : part.theirReading->id, part.first->id,
                          part.second->id};
        return note;
    }

    const traffic::Traffic &m_traffic;
    std::vector<const Exchange *> m_exchanges;
};

} // namespace

std::vector<ConcurrencyNote> findLostUpdates(const traffic::Traffic &traffic, std::size_t audited,
                                             std::size_t most) {
    std::map<traffic::UrlId, std::vector<const Exchange *>> stories;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        if (exchange.url.isValid() && exchange.visit.isValid() && exchange.started &&
            overwrites(exchange))
            stories[exchange.url];
    }
    for (std::size_t i = 0; i < traffic.exchangeCount() && !stories.empty(); ++i) {
        const Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        const auto story = stories.find(exchange.url);
        if (story != stories.end() && exchange.visit.isValid() && exchange.started)
            story->second.push_back(&exchange);
    }
    std::vector<ConcurrencyNote> notes;
    for (auto &[url, exchanges] : stories)
        Story(traffic, std::move(exchanges)).tell(audited, notes, most);
    return notes;
}

} // namespace etagere::analysis
