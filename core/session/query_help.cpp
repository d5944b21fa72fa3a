// SPDX-License-Identifier: Apache-2.0
#include "core/explain/printable.h"
#include "core/explain/query_text.h"
#include "core/http/text.h"
#include "core/session/query_terms.h"

#include <algorithm>

namespace etagere::session {

namespace {

namespace words = explain::query_text;

std::vector<std::string_view> keyNames() {
    std::vector<std::string_view> names;
    for (std::size_t i = 1; i < static_cast<std::size_t>(QueryKey::Count); ++i)
        names.push_back(nameOf(static_cast<QueryKey>(i)));
    return names;
}

struct Examples {
    std::string_view first, second;
};

Examples examplesOf(QueryKey key) noexcept {
    switch (key) {
    case QueryKey::Status:
        return {"304", "4xx"};
    case QueryKey::Size:
        return {">10k", "1M..5M"};
    case QueryKey::Age:
    case QueryKey::Lifetime:
        return {">1h", "10s..5m"};
    case QueryKey::Grade:
        return {"3", ">=2"};
    default:
        return {"2", "1..3"};
    }
}

/// The key of the word at a place; Words when it has none.
QueryKey keyAt(std::string_view query, std::size_t at) {
    for (const QueryWord &word : queryWordsOf(query)) {
        const std::size_t begin = http::offsetIn(query, word.text);
        if (at >= begin && at < begin + word.text.size() && word.key)
            return queryKeyFrom(*word.key).value_or(QueryKey::Words);
    }
    return QueryKey::Words;
}

std::string unknownKeySentence(std::string_view part) {
    const std::string_view near = nearest(part, keyNames());
    const std::string shown = explain::printable(part, explain::quoteLimit);
    return near.empty() ? text(words::unknownKey, shown) : text(words::unknownKeyNear, shown, near);
}

std::string unknownValueSentence(std::string_view part, QueryKey key) {
    const std::string value = unquoted(part).text;
    const std::string_view near = nearest(value, namesFor(key));
    const std::string shown = explain::printable(value, explain::quoteLimit);
    return near.empty() ? text(words::unknownValue, shown, nameOf(key))
                        : text(words::unknownValueNear, shown, nameOf(key), near);
}

bool beginsWith(std::string_view text, std::string_view part) {
    return text.size() >= part.size() &&
           http::equalsIgnoringCase(text.substr(0, part.size()), part);
}

/// Every name that the last part of a word may become, put in its place.
std::vector<std::string> completed(std::string_view word, std::string_view last,
                                   const std::vector<std::string_view> &names,
                                   std::string_view suffix) {
    std::vector<std::string> all;
    for (const std::string_view name : names) {
        if (!beginsWith(name, last))
            continue;
        std::string whole(word.substr(0, word.size() - last.size()));
        all.push_back(whole.append(name).append(suffix));
    }
    return all;
}

std::vector<std::string_view> suggestedFor(QueryKey key) {
    if (key == QueryKey::Status)
        return {"2xx", "3xx", "304", "4xx", "5xx"};
    if (key == QueryKey::Method)
        return {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"};
    auto names = namesFor(key);
    // recorded: has "unknown" twice.
    for (auto at = names.begin(); at != names.end();)
        at = std::find(names.begin(), at, *at) == at ? at + 1 : names.erase(at);
    return names;
}

} // namespace

std::string sentenceOf(const QueryError &error, std::string_view query) {
    const std::size_t begin = std::min(error.begin, query.size());
    const std::string_view part = query.substr(begin, std::max(error.end, begin) - begin);
    const std::string shown = explain::printable(part, explain::quoteLimit);
    const QueryKey key = keyAt(query, begin);
    switch (error.kind) {
    case QueryError::Kind::UnknownKey:
        return unknownKeySentence(part);
    case QueryError::Kind::UnknownValue:
        return unknownValueSentence(part, key);
    case QueryError::Kind::NotANumber: {
        const Examples examples = examplesOf(key);
        return text(words::notANumber, shown, nameOf(key), examples.first, examples.second);
    }
    case QueryError::Kind::MissingValue:
        return text(words::missingValue, shown);
    case QueryError::Kind::OpenQuote:
        break;
    }
    return text(words::openQuote, shown);
}

std::vector<std::string> completionsAt(std::string_view query, std::size_t cursor) {
    const std::string_view before = query.substr(0, std::min(cursor, query.size()));
    const auto all = queryWordsOf(before);
    const bool within = !all.empty() && all.back().text.data() + all.back().text.size() ==
                                            before.data() + before.size();
    if (!within)
        return completed({}, {}, keyNames(), ":");
    const QueryWord &word = all.back();
    if (word.openQuote)
        return {};
    if (!word.key)
        return completed(word.text, word.value, keyNames(), ":");
    const auto key = queryKeyFrom(*word.key);
    if (!key)
        return {};
    const std::size_t comma = word.value.rfind(',');
    const std::string_view last =
        comma == std::string_view::npos ? word.value : word.value.substr(comma + 1);
    return completed(word.text, last, suggestedFor(*key), {});
}

} // namespace etagere::session
