// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/origin.h"

#include "tests/fidelity/text.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace etagere::fidelity {

namespace {

std::string_view withoutWeakness(std::string_view tag) noexcept {
    return tag.starts_with("W/") ? tag.substr(2) : tag;
}

/// Whether one member of an If-None-Match list is the tag, compared weakly (RFC 9110 §13.1.2).
bool listHolds(std::string_view list, std::string_view tag) {
    if (trimmed(list) == "*")
        return true;
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        if (withoutWeakness(trimmed(list.substr(0, comma))) == withoutWeakness(trimmed(tag)))
            return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

bool validatorMatches(const Lines &request, const Lines &answer) {
    if (const std::string *tags = valueOf(request, "If-None-Match")) {
        const std::string *tag = valueOf(answer, "ETag");
        return tag != nullptr && listHolds(*tags, *tag);
    }
    const std::string *since = valueOf(request, "If-Modified-Since");
    const std::string *modified = valueOf(answer, "Last-Modified");
    return since != nullptr && modified != nullptr && *since == *modified;
}

struct Span {
    std::size_t first = 0;
    std::size_t last = 0;
};

std::optional<std::size_t> number(std::string_view digits) {
    std::size_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

enum class RangeKind : std::uint8_t { None, Satisfiable, Unsatisfiable };

/// A single range of bytes; anything else is None and answered whole (RFC 9110 §14.2).
RangeKind readRange(std::string_view range, std::size_t size, Span &span) {
    if (!range.starts_with("bytes=") || range.find(',') != std::string_view::npos)
        return RangeKind::None;
    range.remove_prefix(6);
    const auto dash = range.find('-');
    if (dash == std::string_view::npos)
        return RangeKind::None;
    const auto from = number(range.substr(0, dash));
    const auto to = number(range.substr(dash + 1));
    const bool open = range.size() == dash + 1;
    if ((!from && !to) || (dash != 0 && !from) || (!open && !to) || (from && to && *to < *from))
        return RangeKind::None;
    if (!from && *to == 0)
        return RangeKind::Unsatisfiable;
    span.first = from ? *from : size - std::min(*to, size);
    span.last = from && to ? std::min(*to, size - 1) : size - 1;
    return span.first < size ? RangeKind::Satisfiable : RangeKind::Unsatisfiable;
}

/// Whether a Range may be honoured: no If-Range, or one that is a strong validator of the answer.
bool rangeHolds(const Lines &request, const Lines &answer) {
    const std::string *condition = valueOf(request, "If-Range");
    if (condition == nullptr)
        return true;
    const std::string *tag = valueOf(answer, "ETag");
    const std::string *modified = valueOf(answer, "Last-Modified");
    return (tag != nullptr && *tag == *condition && !tag->starts_with("W/")) ||
           (modified != nullptr && *modified == *condition);
}

bool hasBody(int status) noexcept {
    return status >= 200 && status != 204 && status != 205 && status != 304;
}

void cutToRange(const Incoming &request, Outgoing &answer) {
    const std::string *range = valueOf(request.fields, "Range");
    if (range == nullptr || answer.status != 200 || !rangeHolds(request.fields, answer.fields))
        return;
    Span span;
    const std::size_t size = answer.body.size();
    const RangeKind kind = readRange(*range, size, span);
    if (kind == RangeKind::Satisfiable) {
        answer.status = 206;
        answer.fields.push_back({"Content-Range", "bytes " + std::to_string(span.first) + "-" +
                                                      std::to_string(span.last) + "/" +
                                                      std::to_string(size)});
        answer.body = answer.body.substr(span.first, span.last - span.first + 1);
    } else if (kind == RangeKind::Unsatisfiable) {
        answer.status = 416;
        answer.fields.push_back({"Content-Range", "bytes */" + std::to_string(size)});
        answer.body.clear();
    }
}

bool isConditional(const Lines &request) {
    return valueOf(request, "If-None-Match") != nullptr ||
           valueOf(request, "If-Modified-Since") != nullptr;
}

Outgoing whole(const Reply &reply, Lines fields) {
    Outgoing out;
    out.status = reply.status;
    out.fields = std::move(fields);
    if (hasBody(reply.status))
        out.body = bodyOf(reply.version);
    out.ending = reply.ending;
    return out;
}

/// The answer to a conditional request; nothing when it is the whole one.
std::optional<Outgoing> conditional(const Reply &reply, const Lines &notModified, bool matches) {
    Outgoing out;
    switch (reply.onCondition) {
    case OnCondition::Full:
        return std::nullopt;
    case OnCondition::Compare:
        if (!matches || reply.status >= 400)
            return std::nullopt;
        [[fallthrough]];
    case OnCondition::NotModified:
        out.status = 304;
        out.fields = notModified;
        return out;
    case OnCondition::Fail:
        out.status = 503;
        out.body = "busy";
        return out;
    case OnCondition::Close:
        out.ending = Ending::Closed;
        return out;
    }
    return std::nullopt;
}

} // namespace

Outgoing answerTo(const Sequence &sequence, const Instants &instants, const Incoming &request) {
    const Reply &reply =
        sequence.asks.at(request.index).replies[request.target == Target::A ? 0 : 1];
    const bool safe = request.method == "GET" || request.method == "HEAD";
    Outgoing out = whole(reply, instants.rendered(reply.lines, request.index));
    if (safe && isConditional(request.fields)) {
        const bool matches = validatorMatches(request.fields, out.fields);
        const Lines notModified = instants.rendered(reply.notModifiedLines, request.index);
        if (auto other = conditional(reply, notModified, matches))
            out = std::move(*other);
    }
    if (request.method == "GET" && reply.ranges)
        cutToRange(request, out);
    if (hasBody(out.status))
        out.fields.push_back({"Content-Length", std::to_string(out.body.size())});
    if (request.method == "HEAD")
        out.body.clear();
    return out;
}

Arrival arrivalOf(const Incoming &request, const Outgoing &answer, const Instants &instants) {
    Arrival arrival;
    arrival.what = request.method + (request.target == Target::A ? " a" : " b") + request.query;
    for (const Line &line : request.fields) {
        const std::string name = lowered(line.name);
        if (isJudged(name))
            arrival.sent.push_back({name, instants.timeless(trimmed(line.value))});
    }
    std::stable_sort(arrival.sent.begin(), arrival.sent.end(),
                     [](const Line &a, const Line &b) { return a.name < b.name; });
    arrival.answered = answer.ending == Ending::Closed ? "closed" : std::to_string(answer.status);
    return arrival;
}

void addArrival(Seen &seen, Arrival arrival) {
    if (!seen.arrivals.empty() && arrival.answered == "closed" && seen.arrivals.back() == arrival)
        return;
    seen.arrivals.push_back(std::move(arrival));
}

} // namespace etagere::fidelity
