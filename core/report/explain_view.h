// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/freshness.h"
#include "core/replay/reasons.h"
#include "core/report/explain_report.h"

#include <array>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace etagere::report {

/// The exchanges of a replay as a report may show them: as recorded, or without what identifies a
/// visitor. Redacted are tags and Last-Modified, parameter values and the like in URLs, directories
/// of files, and tags that stand whole in a path, a field name or a visitor's name. A lifetime that
/// was guessed from Last-Modified is rounded to the hour, or it would tell the date.
class ExplainView {
public:
    explicit ExplainView(const Replayed &replayed);

    [[nodiscard]] bool isRedacted() const noexcept { return m_names.has_value(); }
    /// What the log's model decided from. Valid until the next call.
    [[nodiscard]] const replay::Grounds &groundsOf(const replay::Log &log, traffic::ExchangeId id);
    /// What is in the cache for the URL after the exchange, as far as the exchange had to do with
    /// it: what was stored, renewed, used or left as it is. Invalid without one.
    [[nodiscard]] static replay::VersionId storedAfter(const replay::Log &log,
                                                       traffic::ExchangeId id);
    /// The lifetime of what is stored after the exchange, and the rule that gave it.
    [[nodiscard]] std::optional<cache::Lifetime> storedLifetime(const replay::Log &log,
                                                                traffic::ExchangeId id) const;
    /// Of an exchange or its parts: the text as it may be shown.
    [[nodiscard]] std::string urlOf(const traffic::Exchange &exchange);
    [[nodiscard]] std::string methodOf(const traffic::Exchange &exchange);
    [[nodiscard]] std::string visitorOf(const traffic::Exchange &exchange);
    [[nodiscard]] std::string titleOf(const traffic::Visit &visit);
    [[nodiscard]] audit::Input inputOf(const audit::Input &input) const;
    /// The filter may name whom it looks for: redacted, only that there was one is told.
    [[nodiscard]] std::string filterOf(const Replayed &replayed) const;
    /// Number of the visit in the capture, from 1.
    [[nodiscard]] static std::size_t visitNumber(const traffic::Exchange &exchange);

private:
    void learn(http::Fields fields);
    void learn(std::string_view value);
    [[nodiscard]] std::string swept(std::string_view text);
    std::string_view kept(std::string text);
    void redactGrounds(const cache::Model &model);
    void redactFields(std::vector<http::Field> &fields, bool badExpires);
    void blurLifetime(const cache::Model &model);

    const traffic::Traffic &m_traffic;
    std::span<const audit::Input> m_inputs;
    std::optional<Pseudonyms> m_names;
    std::unordered_set<std::string> m_known; ///< parts of tags, in lower case
    replay::Grounds m_grounds;
    traffic::Exchange m_exchange; ///< the redacted one that the grounds point to
    replay::Row m_row;
    std::vector<http::Field> m_requestFields, m_responseFields;
    std::deque<std::string> m_texts; ///< what redacted views point to
};

/// How many exchanges came out how, by each model; of those that are reported.
class ExplainTotals {
public:
    explicit ExplainTotals(std::span<const replay::Log> logs)
        : m_logs(logs)
        , m_counts(logs.size())
        , m_otherwise(logs.size()) {}
    void add(traffic::ExchangeId id) noexcept;
    [[nodiscard]] std::uint64_t exchanges() const noexcept { return m_exchanges; }
    /// By the model of that place.
    [[nodiscard]] const replay::Totals &countsOf(std::size_t model) const noexcept {
        return m_counts[model];
    }
    /// Those that come out otherwise than by the first model.
    [[nodiscard]] std::uint64_t otherwise(std::size_t model) const noexcept {
        return m_otherwise[model];
    }

private:
    std::span<const replay::Log> m_logs;
    std::vector<replay::Totals> m_counts;
    std::vector<std::uint64_t> m_otherwise;
    std::uint64_t m_exchanges = 0;
};

/// Of a report whose list is at its end.
[[nodiscard]] Written wholeOrStopped(const Replayed &replayed) noexcept;

/// Whether every replay came to this exchange before it was stopped.
[[nodiscard]] bool wasPlayed(const Replayed &replayed, traffic::ExchangeId id);

} // namespace etagere::report
