// SPDX-License-Identifier: Apache-2.0
#include "core/report/deciding_fields.h"

#include "core/explain/printable.h"
#include "core/http/text.h"

#include <algorithm>
#include <array>

namespace etagere::report {

namespace {

constexpr std::size_t longestLine = 52;
constexpr std::size_t longestName = 30;
constexpr std::size_t shortestValue = 22;
constexpr std::size_t mostFields = 12;

constexpr std::array<std::string_view, 10> asking{
    "If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range",
    "Cookie",        "Cache-Control",     "Pragma",   "Authorization"};
constexpr std::array<std::string_view, 12> answering{
    "ETag", "Last-Modified",    "Cache-Control", "Expires",       "Age",      "Vary",
    "Date", "Content-Encoding", "Set-Cookie",    "Content-Range", "Location", "Clear-Site-Data"};

template <class All>
bool holdsName(const All &names, std::string_view name) noexcept {
    return std::any_of(names.begin(), names.end(), [name](std::string_view one) {
        return http::equalsIgnoringCase(one, name);
    });
}

std::string lowered(std::string_view name) {
    std::string low(name);
    std::transform(low.begin(), low.end(), low.begin(), http::lowered);
    return low;
}

void note(std::set<std::string> &names, const std::vector<scenario::FieldLine> &fields) {
    for (const auto &[name, value] : fields)
        names.insert(lowered(name));
}

/// The date matters only where a lifetime is counted from it, or guessed (RFC 9111 §4.2).
bool countsFromDate(const scenario::Message &message) {
    const auto has = [&message](std::string_view name) {
        return std::any_of(message.fields.begin(), message.fields.end(), [name](const auto &one) {
            return http::equalsIgnoringCase(one.first, name);
        });
    };
    return has("Expires") || (has("Last-Modified") && !has("Cache-Control"));
}

} // namespace

DecidingFields::DecidingFields(const scenario::Scenario &scenario) {
    for (const scenario::Step &step : scenario.steps)
        note(m_asked, step.fields);
    for (const scenario::Resource &resource : scenario.resources) {
        note(m_answered, resource.fields);
        for (const scenario::ResourceVersion &version : resource.versions)
            note(m_answered, version.fields);
        if (!resource.varyBy.empty())
            note(m_asked, {{resource.varyBy, {}}});
    }
}

bool DecidingFields::tells(std::string_view name, bool ofResponse) const {
    return ofResponse ? holdsName(answering, name) || m_answered.contains(lowered(name))
                      : holdsName(asking, name) || m_asked.contains(lowered(name));
}

std::string DecidingFields::of(const scenario::Message &message) const {
    const bool isResponse = message.kind == scenario::Message::Kind::Response;
    const bool isDated = countsFromDate(message);
    std::string lines;
    std::size_t count = 0;
    for (const auto &[name, value] : message.fields) {
        if (!tells(name, isResponse) || (http::equalsIgnoringCase(name, "Date") && !isDated))
            continue;
        if (count++ == mostFields)
            return lines + "\n\u2026";
        const std::string shown = explain::printable(name, longestName) + ": ";
        const std::size_t room = longestLine - std::min(shown.size(), longestLine);
        lines.append(lines.empty() ? "" : "\n").append(shown);
        lines.append(explain::printable(value, std::max(room, shortestValue)));
    }
    return lines;
}

} // namespace etagere::report
