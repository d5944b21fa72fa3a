// SPDX-License-Identifier: Apache-2.0
#include "core/tags/clickhouse_sql.h"

#include "core/tags/ledger_schema.h"

#include <array>
#include <charconv>

namespace etagere::tags::clickhouse {

namespace {

// Of rows with one key the one with the highest precedence stays, which is the one that was
// recorded first. `seen` is NULL where that is unknown. Times are microseconds since 1970.
constexpr std::string_view observationTable = R"sql(
CREATE TABLE IF NOT EXISTS etagere_observation (key FixedString(16), origin String, site String,
    url String, visitor String, source String, validator UInt8, value String,
    seen Nullable(Int64), status UInt16, body_bytes Int64, body_digest String, sent_back UInt8,
    recorded_at Int64, number UInt64, recording UInt64, precedence UInt64)
ENGINE = ReplacingMergeTree(precedence) ORDER BY (origin, url, validator, key)
)sql";

constexpr std::string_view settingsTable = R"sql(
CREATE TABLE IF NOT EXISTS etagere_setting (name String, value Int64, precedence UInt64)
ENGINE = ReplacingMergeTree(precedence) ORDER BY name
)sql";

// A length stands in for the digest of a content where there is none; '' is the unknown content.
constexpr std::string_view variationView = R"sql(
CREATE VIEW IF NOT EXISTS etagere_url_variation AS
SELECT validator, origin, url, sum(n) AS observations, count() AS tags,
    uniqExactMerge(of_visitors) AS visitors, sum(visitors_of_tag) AS draws,
    countIf(visitors_of_tag = 1) AS tags_of_one, countIf(visitors_of_tag = 2) AS tags_of_two,
    uniqExactMerge(of_contents) - max(has_unknown) AS contents,
    min(earliest) AS first_seen, max(latest) AS last_seen
FROM (
    SELECT validator, origin, url, value, count() AS n, uniqExact(visitor) AS visitors_of_tag,
        uniqExactState(visitor) AS of_visitors, uniqExactState(content) AS of_contents,
        max(content = '') AS has_unknown, min(seen) AS earliest, max(seen) AS latest
    FROM (
        SELECT validator, origin, url, value, visitor, seen,
            multiIf(body_digest != '', body_digest, body_bytes >= 0,
                concat(toString(body_bytes), ' bytes'), '') AS content
        FROM etagere_observation FINAL
    )
    GROUP BY validator, origin, url, value
)
GROUP BY validator, origin, url
)sql";

constexpr std::string_view diversityView = R"sql(
CREATE VIEW IF NOT EXISTS etagere_origin_diversity AS
SELECT validator, origin, uniqExactMerge(of_urls) AS urls, sum(n) AS observations,
    count() AS tags, uniqExactMerge(of_visitors) AS visitors, sum(visitors_of_tag) AS draws,
    countIf(visitors_of_tag = 1) AS tags_of_one, countIf(visitors_of_tag = 2) AS tags_of_two
FROM (
    SELECT validator, origin, value, count() AS n, uniqExact(visitor) AS visitors_of_tag,
        uniqExactState(visitor) AS of_visitors, uniqExactState(url) AS of_urls
    FROM etagere_observation FINAL
    GROUP BY validator, origin, value
)
GROUP BY validator, origin
)sql";

std::string overCluster(const ClickHouseAddress &address, const std::string &name,
                        std::string_view key) {
    return "CREATE TABLE IF NOT EXISTS " + name + "_all AS " + name + " ENGINE = Distributed(`" +
           address.cluster + "`, `" + address.database + "`, " + name +
           (key.empty() ? std::string() : ", " + std::string(key)) + ")";
}

std::string named(const ClickHouseAddress &address, std::string_view name) {
    return std::string(name) + (address.cluster.empty() ? "" : "_all");
}

std::string anyOf(const std::vector<std::string> &urls) {
    std::string list;
    for (const std::string &url : urls)
        list.append(list.empty() ? "" : ", ").append(literal(url));
    return urls.empty() ? "0" : "url IN (" + list + ")";
}

std::string conditionsOf(const LedgerFilter &filter) {
    std::string sql;
    const auto add = [&sql](const std::string &condition) {
        sql.append(sql.empty() ? " WHERE " : " AND ").append(condition);
    };
    if (filter.origin)
        add("origin = " + literal(*filter.origin));
    if (filter.site)
        add("site = " + literal(*filter.site));
    if (filter.urlPattern)
        add("match(url, " + literal(regexFrom(*filter.urlPattern)) + ")");
    if (filter.urls)
        add(anyOf(*filter.urls));
    if (filter.value)
        add("value = " + literal(*filter.value));
    if (filter.visitor)
        add("visitor = " + literal(*filter.visitor));
    if (filter.since)
        add("ifNull(seen, recorded_at) >= " + std::to_string(countOf(*filter.since)));
    return sql;
}

/// Appends what a class in brackets at `at` means, and returns where it ends; a bracket that is
/// never closed matches nothing, as in SQLite's GLOB.
std::size_t appendClass(std::string &regex, std::string_view pattern, std::size_t at) {
    std::size_t end = at + 1;
    end += end < pattern.size() && pattern[end] == '^' ? 1U : 0U;
    end = pattern.find(']', end < pattern.size() && pattern[end] == ']' ? end + 1 : end);
    if (end == std::string_view::npos) {
        regex += "[^\\x00-\\x{10FFFF}]";
        return pattern.size();
    }
    for (std::size_t i = at; i <= end; ++i) {
        const bool inside = i > at && i < end;
        if (inside && (pattern[i] == '\\' || pattern[i] == '[' || pattern[i] == ']'))
            regex += '\\';
        regex += pattern[i];
    }
    return end;
}

} // namespace

std::string literal(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\0') {
            quoted += "\\0";
            continue;
        }
        if (c == '\\' || c == '\'')
            quoted += '\\';
        quoted += c;
    }
    return quoted + "'";
}

std::string regexFrom(std::string_view pattern) {
    constexpr std::string_view special = "\\.+()|{}^$";
    std::string regex = "(?s)^";
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '*')
            regex += ".*";
        else if (pattern[i] == '?')
            regex += '.';
        else if (pattern[i] == '[')
            i = appendClass(regex, pattern, i);
        else
            regex.append(special.find(pattern[i]) != std::string_view::npos ? "\\" : "")
                .append(1, pattern[i]);
    }
    return regex + "$";
}

std::vector<std::string> schemaFor(const ClickHouseAddress &address) {
    std::vector<std::string> steps{std::string(observationTable), std::string(settingsTable),
                                   std::string(variationView), std::string(diversityView)};
    if (!address.cluster.empty()) {
        steps.push_back(overCluster(address, "etagere_observation", "cityHash64(origin)"));
        steps.push_back(overCluster(address, "etagere_url_variation", {}));
        steps.push_back(overCluster(address, "etagere_origin_diversity", {}));
    }
    return steps;
}

std::string tableFor(const ClickHouseAddress &address) { return named(address, localTable); }

std::string insertRows(const ClickHouseAddress &address) {
    return "INSERT INTO " + tableFor(address) +
           " (key, origin, site, url, visitor, source, validator, value, seen, status, body_bytes,"
           " body_digest, sent_back, recorded_at, number, recording, precedence) FORMAT RowBinary";
}

std::string listRows(const ClickHouseAddress &address, const LedgerFilter &filter) {
    std::string sql = "SELECT origin, site, url, visitor, source, validator, sent_back, status,"
                      " value, seen, body_bytes, body_digest, recorded_at FROM " +
                      tableFor(address) + " FINAL" + conditionsOf(filter);
    sql += filter.newestFirst ? " ORDER BY recorded_at DESC, number DESC, key DESC"
                              : " ORDER BY recorded_at, number, key";
    if (filter.limit)
        sql += " LIMIT " + std::to_string(*filter.limit);
    return sql + " FORMAT TabSeparated";
}

std::string countAll(const ClickHouseAddress &address) {
    return "SELECT count(), min(seen), max(seen), uniqExactIf(url, value, validator = 0),"
           " uniqExact(origin), uniqExact(visitor) FROM " +
           tableFor(address) + " FINAL FORMAT TabSeparated";
}

std::string urlVariation(const ClickHouseAddress &address, Validator validator) {
    return "SELECT origin, url, observations, tags, visitors, draws, tags_of_one, tags_of_two,"
           " contents, first_seen, last_seen FROM " +
           named(address, "etagere_url_variation") +
           " WHERE validator = " + std::to_string(static_cast<int>(validator)) +
           " ORDER BY origin, url FORMAT TabSeparated";
}

std::string originDiversity(const ClickHouseAddress &address, Validator validator) {
    return "SELECT origin, urls, observations, tags, visitors, draws, tags_of_one, tags_of_two"
           " FROM " +
           named(address, "etagere_origin_diversity") +
           " WHERE validator = " + std::to_string(static_cast<int>(validator)) +
           " ORDER BY origin FORMAT TabSeparated";
}

std::string conditionOf(const EraseScope &scope) {
    switch (scope.what) {
    case EraseScope::What::Origin:
        return "origin = " + literal(scope.text);
    case EraseScope::What::Site:
        return "site = " + literal(scope.text);
    case EraseScope::What::Visitor:
        return "visitor = " + literal(scope.text);
    case EraseScope::What::Before:
        return "ifNull(seen, recorded_at) < " + std::to_string(countOf(scope.time));
    case EraseScope::What::All:
        break;
    }
    return "1";
}

store::StoreError errorFrom(std::string_view answer) noexcept {
    using Kind = store::StoreError::Kind;
    struct Row {
        int code;
        Kind kind;
    };
    // Of ClickHouse's ErrorCodes.cpp.
    constexpr std::array rows{
        Row{81, Kind::NoSuchDatabase},  Row{192, Kind::NotAllowed},  Row{193, Kind::NotAllowed},
        Row{194, Kind::NotAllowed},     Row{195, Kind::NotAllowed},  Row{516, Kind::NotAllowed},
        Row{497, Kind::NotAllowed},     Row{164, Kind::NotAllowed},  Row{291, Kind::NoSuchDatabase},
        Row{159, Kind::ServerTimedOut}, Row{243, Kind::Full},        Row{279, Kind::ShardMissing},
        Row{60, Kind::ShardMissing},    Row{170, Kind::ShardMissing}};
    constexpr std::string_view mark = "Code: ";
    store::StoreError error{Kind::NotClickHouse};
    const std::size_t at = answer.find(mark);
    if (at == std::string_view::npos)
        return error;
    answer.remove_prefix(at + mark.size());
    if (std::from_chars(answer.data(), answer.data() + answer.size(), error.code).ec != std::errc())
        return error;
    error.kind = Kind::ServerError;
    for (const Row &row : rows) {
        if (row.code == error.code)
            error.kind = row.kind;
    }
    return error;
}

bool isRecentEnough(std::string_view version) noexcept {
    constexpr int oldestMajor = 18;
    constexpr int oldestMinor = 16;
    const char *end = version.data() + version.size();
    int major = 0;
    int minor = 0;
    const auto first = std::from_chars(version.data(), end, major);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != '.')
        return false;
    if (std::from_chars(first.ptr + 1, end, minor).ec != std::errc())
        return false;
    return major > oldestMajor || (major == oldestMajor && minor >= oldestMinor);
}

} // namespace etagere::tags::clickhouse
