// SPDX-License-Identifier: Apache-2.0
#include "core/http/text.h"
#include "core/session/query_terms.h"

#include <algorithm>
#include <utility>

namespace etagere::session {

namespace {

using cache::Outcome;
using Kind = QueryError::Kind;

std::string inLowerCase(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), http::lowered);
    return lower;
}

/// Reads the words of one query.
class Parser {
public:
    explicit Parser(std::string_view query)
        : m_query(query) {}
    void read(std::vector<QueryTerm> &terms);
    [[nodiscard]] std::vector<QueryError> takeErrors() { return std::move(m_errors); }

private:
    void readWord(const QueryWord &word);
    void readKeyed(const QueryWord &word, QueryKey key);
    [[nodiscard]] bool takeValue(QueryTerm &term, const QueryValue &value);
    [[nodiscard]] static bool takeName(QueryTerm &term, std::string_view text);
    void fail(Kind kind, std::string_view part) {
        const std::size_t begin = http::offsetIn(m_query, part);
        m_errors.push_back({kind, begin, begin + part.size()});
    }

    std::string_view m_query;
    std::vector<QueryError> m_errors;
    std::vector<QueryTerm> m_terms;
};

void setOutcomes(QueryTerm &term, std::initializer_list<Outcome> outcomes) {
    for (const Outcome outcome : outcomes)
        term.values.set(static_cast<std::size_t>(outcome));
}

/// Turns a position among namesFor() into the bits it stands for.
void setValue(QueryTerm &term, std::size_t position) {
    constexpr auto outcomes = static_cast<std::size_t>(Outcome::Count);
    if (term.key != QueryKey::Outcome || position < outcomes)
        term.values.set(position);
    else if (position == outcomes)
        setOutcomes(term, {Outcome::FreshHit, Outcome::StaleHit});
    else
        setOutcomes(term,
                    {Outcome::Stored, Outcome::NotStored, Outcome::Forward, Outcome::Replaced});
}

bool Parser::takeName(QueryTerm &term, std::string_view text) {
    const auto names = namesFor(term.key);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (http::equalsIgnoringCase(names[i], text)) {
            setValue(term, i);
            return true;
        }
    }
    bool found = false;
    for (std::size_t i = 0; i < names.size() && term.key == QueryKey::Rule; ++i) {
        if (http::equalsIgnoringCase(names[i].substr(0, text.size()), text)) {
            setValue(term, i);
            found = true;
        }
    }
    return found;
}

bool Parser::takeValue(QueryTerm &term, const QueryValue &value) {
    const bool numbers = takesNumbers(term.key);
    const bool mayBeNumber = numbers || term.key == QueryKey::Outcome;
    if (mayBeNumber) {
        if (const auto range = numberRangeFrom(term.key, value.text)) {
            term.ranges.push_back(*range);
            return true;
        }
    }
    if (numbers) {
        fail(Kind::NotANumber, value.written);
        return false;
    }
    if (namesFor(term.key).empty()) {
        term.texts.push_back(inLowerCase(value.text));
        return true;
    }
    if (takeName(term, value.text))
        return true;
    fail(Kind::UnknownValue, value.written);
    return false;
}

/// What is written before a host to mean everything below it.
void cutWildcard(std::string &host) {
    if (host.starts_with("*."))
        host.erase(0, 2);
    else if (host.starts_with('.'))
        host.erase(0, 1);
}

void Parser::readKeyed(const QueryWord &word, QueryKey key) {
    QueryTerm term;
    term.key = key;
    term.negated = word.negated;
    for (const QueryValue &value : queryValuesOf(word.value)) {
        if (!takeValue(term, value))
            return;
    }
    if (key == QueryKey::Host || key == QueryKey::Site)
        std::for_each(term.texts.begin(), term.texts.end(), cutWildcard);
    std::erase(term.texts, std::string());
    if (term.texts.empty() && term.ranges.empty() && term.values.none())
        fail(Kind::MissingValue, word.text);
    else
        m_terms.push_back(std::move(term));
}

void Parser::readWord(const QueryWord &word) {
    if (word.openQuote) {
        fail(Kind::OpenQuote, word.text);
        return;
    }
    if (word.key) {
        if (const auto key = queryKeyFrom(*word.key))
            readKeyed(word, *key);
        else
            fail(Kind::UnknownKey, *word.key);
        return;
    }
    QueryTerm term;
    term.negated = word.negated;
    term.texts.push_back(inLowerCase(unquoted(word.value).text));
    if (term.texts.front().empty())
        fail(Kind::MissingValue, word.text);
    else
        m_terms.push_back(std::move(term));
}

void Parser::read(std::vector<QueryTerm> &terms) {
    for (const QueryWord &word : queryWordsOf(m_query))
        readWord(word);
    terms = std::move(m_terms);
}

} // namespace

Query::Query()
    : m_parts(std::make_unique<Parts>()) {}
Query::Query(Query &&) noexcept = default;
Query &Query::operator=(Query &&) noexcept = default;
Query::~Query() = default;

Query Query::parse(std::string_view text) {
    Query query;
    Parser parser(text);
    parser.read(query.m_parts->terms);
    query.m_parts->errors = parser.takeErrors();
    return query;
}

const std::vector<QueryError> &Query::errors() const noexcept { return m_parts->errors; }

bool Query::isEmpty() const noexcept { return m_parts->terms.empty(); }

} // namespace etagere::session
