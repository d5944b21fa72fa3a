// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/replay/log.h"
#include "core/traffic/traffic.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::session {

/// The keys of the filter language, "outcome:validated host:cdn.example -type:image size:>10k".
/// Terms stand side by side and must all hold; a minus before one turns it round; values of one key
/// may be listed with commas, of which one must hold; quotes keep blanks together. A word without a
/// key is looked for in the URL, case aside.
///   outcome: what the model decided (cache::nameOf; "hit", "miss", a status such as "304")
///   recorded: agrees, differs, network, validated, from-cache, service-worker ...
///   rule: id of a rule the decision named, or its beginning
///   host: site: url: method: visitor: tag: mime: text, case aside; host and site match whole
///   labels status: 200, 4xx, >=400 type: document, script, style, image, font, media, data, other
///   size: age: lifetime: numbers with k, M, G or s, m, h, d; with < <= > >= or a..b
///   grade: >=2; of the worst finding that concerns the exchange
///   visit: number of the visit, from 1
///   is: inferred, flagged (grade 3 and above), noted, flushed (what it stored was)
///   has: etag, last-modified, vary, cookie, body, note
/// Within quotes a backslash keeps a quote or a backslash as text.
enum class QueryKey : std::uint8_t {
    Words,
    Outcome,
    Recorded,
    Rule,
    Host,
    Site,
    Url,
    Method,
    Visitor,
    Tag,
    Mime,
    Status,
    Type,
    Size,
    Age,
    Lifetime,
    Grade,
    Visit,
    Is,
    Has,
    Count
};

/// A part of a query that cannot be used: where, and why.
struct QueryError {
    enum class Kind : std::uint8_t {
        UnknownKey,
        UnknownValue,
        NotANumber,
        MissingValue,
        OpenQuote
    };
    Kind kind{};
    std::size_t begin = 0; ///< bytes of the query's text
    std::size_t end = 0;
    friend bool operator==(const QueryError &, const QueryError &) = default;
};

/// The words for it: "There is no key “hots”. Did you mean host?"
[[nodiscard]] std::string sentenceOf(const QueryError &error, std::string_view query);

/// What a query is asked about. All but the traffic may be missing; terms about what is missing
/// hold for nothing. Borrowed.
struct Subject {
    const traffic::Traffic *traffic = nullptr;
    const replay::Log *log = nullptr;
    const std::vector<std::uint8_t> *grades = nullptr;       ///< worst grade by exchange id
    const std::vector<traffic::ExchangeId> *noted = nullptr; ///< sorted
};

/// A filter that was understood. Total: terms that are in error are left out and named.
class Query {
public:
    Query();
    Query(Query &&) noexcept;
    Query &operator=(Query &&) noexcept;
    ~Query();
    [[nodiscard]] static Query parse(std::string_view text);
    [[nodiscard]] const std::vector<QueryError> &errors() const noexcept;
    [[nodiscard]] bool isEmpty() const noexcept; ///< everything matches
    /// The exchanges that match, ascending. Texts that repeat (URLs, hosts) are tested once.
    [[nodiscard]] std::vector<traffic::ExchangeId> run(const Subject &subject) const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// The value as a query has to write it: in quotes where it must be.
[[nodiscard]] std::string quotedForQuery(std::string_view value);

/// Suggestions for the word that ends at `cursor`: keys, or the values of a key. Each is the whole
/// word to put in its place: "-type:image,sc" becomes "-type:image,script".
[[nodiscard]] std::vector<std::string> completionsAt(std::string_view query, std::size_t cursor);

/// What sort of resource an exchange brought, by MIME type and, failing that, by its path.
enum class ResourceType : std::uint8_t {
    Document,
    Script,
    Style,
    Image,
    Font,
    Media,
    Data,
    Other,
    Count
};
[[nodiscard]] ResourceType typeOf(const traffic::Exchange &exchange, std::string_view url) noexcept;
[[nodiscard]] std::string_view nameOf(ResourceType type) noexcept;

/// The worst grade of the findings that concern each exchange (same validator, value and URL; it
/// brought the value or sent it back), by exchange id; 0 for none. Where a finding has more values
/// or URLs than it lists, those that it does not list are known by the other of the two.
[[nodiscard]] std::vector<std::uint8_t> gradesOf(const traffic::Traffic &traffic,
                                                 const std::vector<analysis::Finding> &findings);

} // namespace etagere::session
