// SPDX-License-Identifier: Apache-2.0
#include "core/http/text.h"
#include "core/session/query_terms.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace etagere::session {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(QueryKey::Count)> keyNames{
    "",     "outcome", "recorded", "rule", "host", "site",     "url",   "method", "visitor", "tag",
    "mime", "status",  "type",     "size", "age",  "lifetime", "grade", "visit",  "is",      "has"};
static_assert(!keyNames.back().empty());

constexpr std::array<std::string_view, static_cast<std::size_t>(Mark::Count)> markNames{
    "inferred", "flagged", "noted", "flushed"};
constexpr std::array<std::string_view, static_cast<std::size_t>(Part::Count)> partNames{
    "etag", "last-modified", "vary", "cookie", "body", "note"};

template <class Enum>
void appendNames(std::vector<std::string_view> &names) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(Enum::Count); ++i)
        names.push_back(nameOf(static_cast<Enum>(i)));
}

/// Letters to insert, drop or change to make one of the other (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed =
                diagonal + (http::lowered(a[i]) == http::lowered(b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

/// Goes through a text and knows whether it is within quotes.
class QuoteWalk {
public:
    /// What to do with the character.
    enum class Sort : std::uint8_t { Text, Quote, Escape };
    Sort next(char c) noexcept {
        if (m_escaped) {
            m_escaped = false;
            return Sort::Text;
        }
        if (c == '"') {
            m_inside = !m_inside;
            return Sort::Quote;
        }
        m_escaped = m_inside && c == '\\';
        return m_escaped ? Sort::Escape : Sort::Text;
    }
    [[nodiscard]] bool inside() const noexcept { return m_inside; }

private:
    bool m_inside = false;
    bool m_escaped = false;
};

/// The key of a word: letters and minuses before a colon that no "//" follows, as in a URL.
std::optional<std::string_view> keyIn(std::string_view word) {
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos || colon == 0 || word.substr(colon + 1).starts_with("//"))
        return std::nullopt;
    const std::string_view key = word.substr(0, colon);
    const auto fits = [](char c) { return http::isAlpha(c) || c == '-' || c == '_'; };
    return std::all_of(key.begin(), key.end(), fits) ? std::optional(key) : std::nullopt;
}

QueryWord wordFrom(std::string_view text, bool openQuote) {
    QueryWord word{text, text.starts_with('-'), openQuote, {}, text};
    if (word.negated)
        word.value.remove_prefix(1);
    word.key = keyIn(word.value);
    if (word.key)
        word.value.remove_prefix(word.key->size() + 1);
    return word;
}

} // namespace

std::string_view nameOf(QueryKey key) noexcept { return keyNames[static_cast<std::size_t>(key)]; }

std::optional<QueryKey> queryKeyFrom(std::string_view name) noexcept {
    for (std::size_t i = 1; i < keyNames.size(); ++i) {
        if (http::equalsIgnoringCase(keyNames[i], name))
            return static_cast<QueryKey>(i);
    }
    return std::nullopt;
}

std::vector<std::string_view> namesFor(QueryKey key) {
    std::vector<std::string_view> names;
    switch (key) {
    case QueryKey::Outcome:
        appendNames<cache::Outcome>(names);
        names.insert(names.end(), {"hit", "miss"});
        break;
    case QueryKey::Recorded:
        appendNames<replay::Recorded>(names);
        appendNames<replay::Comparison>(names);
        break;
    case QueryKey::Rule:
        for (std::size_t i = 0; i < static_cast<std::size_t>(cache::Rule::Count); ++i)
            names.push_back(cache::rowOf(static_cast<cache::Rule>(i)).id);
        break;
    case QueryKey::Type:
        appendNames<ResourceType>(names);
        break;
    case QueryKey::Is:
        names.assign(markNames.begin(), markNames.end());
        break;
    case QueryKey::Has:
        names.assign(partNames.begin(), partNames.end());
        break;
    default:
        break;
    }
    return names;
}

std::vector<QueryWord> queryWordsOf(std::string_view query) {
    std::vector<QueryWord> words;
    std::size_t at = 0;
    while (at < query.size()) {
        if (http::isBlank(query[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        QuoteWalk walk;
        for (; at < query.size() && (walk.inside() || !http::isBlank(query[at])); ++at)
            walk.next(query[at]);
        words.push_back(wordFrom(query.substr(begin, at - begin), walk.inside()));
    }
    return words;
}

QueryValue unquoted(std::string_view written) {
    QueryValue value{{}, written};
    QuoteWalk walk;
    for (const char c : written) {
        if (walk.next(c) == QuoteWalk::Sort::Text)
            value.text.push_back(c);
    }
    return value;
}

std::vector<QueryValue> queryValuesOf(std::string_view written) {
    std::vector<QueryValue> values;
    std::size_t begin = 0;
    const auto take = [&](std::size_t end) {
        QueryValue value = unquoted(written.substr(begin, end - begin));
        if (!value.text.empty())
            values.push_back(std::move(value));
        begin = end + 1;
    };
    QuoteWalk walk;
    for (std::size_t i = 0; i < written.size(); ++i) {
        walk.next(written[i]);
        if (written[i] == ',' && !walk.inside())
            take(i);
    }
    take(written.size());
    return values;
}

std::string quotedForQuery(std::string_view value) {
    const bool plain = !value.empty() && !value.starts_with('-') &&
                       std::none_of(value.begin(), value.end(), [](char c) {
                           return http::isBlank(c) || c == '"' || c == ',' || c == ':';
                       });
    if (plain)
        return std::string(value);
    std::string quoted = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\')
            quoted.push_back('\\');
        quoted.push_back(c);
    }
    return quoted + '"';
}

std::string_view nearest(std::string_view mistyped, const std::vector<std::string_view> &names) {
    constexpr std::size_t longest = 64;
    std::string_view best;
    std::size_t least = longest;
    if (mistyped.size() > longest)
        return best;
    for (const std::string_view name : names) {
        const std::size_t apart = distance(mistyped, name);
        if (apart < least && apart * 2 <= name.size()) {
            least = apart;
            best = name;
        }
    }
    return best;
}

} // namespace etagere::session
