// SPDX-License-Identifier: Apache-2.0
#include "ui/models/exchange_order.h"

#include "core/session/resource_type.h"
#include "ui/models/exchange_cells.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace etagere::ui {

namespace {

using Column = ExchangeModel::Column;

/// Numbers sort as they are; what has none sorts below them.
template <class Number>
std::uint64_t keyOrNone(Number number) noexcept {
    return number < 0 ? 0 : static_cast<std::uint64_t>(number) + 1;
}

/// Instants as numbers without a sign.
std::uint64_t keyOf(Instant instant) noexcept {
    constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
    return static_cast<std::uint64_t>(instant.time_since_epoch().count()) ^ sign;
}

std::uint64_t keyOf(const traffic::Exchange &exchange, Column column) {
    switch (column) {
    case Column::Time:
        return exchange.started ? keyOf(*exchange.started) : 0;
    case Column::Status:
        return exchange.status;
    case Column::Size:
        return keyOrNone(session::sizeOf(exchange));
    default:
        return 0;
    }
}

} // namespace

void ExchangeOrder::sort(std::vector<traffic::ExchangeId> &rows, const OrderSubject &subject,
                         Column column, Qt::SortOrder order) {
    const bool descending = order == Qt::DescendingOrder;
    if (column == Column::Number) {
        if (descending)
            std::reverse(rows.begin(), rows.end());
        return;
    }
    m_keyed.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        m_keyed[i].row = rows[i].index();
    fill(subject, column);
    if (descending) {
        for (KeyedRow &row : m_keyed)
            row.key = ~row.key;
    }
    sortByKey(m_keyed, m_scratch);
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = traffic::ExchangeId(m_keyed[i].row);
}

void ExchangeOrder::forget() {
    m_urlRanks = {};
    m_keyed = {};
    m_scratch = {};
}

void ExchangeOrder::fill(const OrderSubject &subject, Column column) {
    const traffic::Traffic &traffic = *subject.traffic;
    switch (column) {
    case Column::Grade:
        for (KeyedRow &row : m_keyed) {
            const bool known = subject.grades != nullptr && row.row < subject.grades->size();
            row.key = known ? (*subject.grades)[row.row] : 0;
        }
        return;
    case Column::Outcome:
    case Column::Recorded:
        return fillFromLog(subject.log, column);
    case Column::Method:
        return fillByText(traffic, [](const traffic::Exchange &e) { return e.method; });
    case Column::Tag:
        return fillByText(traffic, shownTag);
    case Column::Url:
        return fillByUrl(traffic);
    case Column::Type:
        return fillByType(traffic);
    case Column::Visitor:
        return fillByVisitor(traffic);
    default:
        return fillFromTraffic(traffic, column);
    }
}

void ExchangeOrder::fillFromLog(const replay::Log *log, Column column) {
    for (KeyedRow &row : m_keyed) {
        row.key = 0;
        if (log == nullptr || row.row >= log->rows.size())
            continue;
        const replay::Row &decided = log->rows[row.row];
        row.key = column == Column::Outcome
                      ? static_cast<std::uint64_t>(decided.decision.outcome) + 1
                      : static_cast<std::uint64_t>(decided.comparison) + 1;
    }
}

void ExchangeOrder::fillFromTraffic(const traffic::Traffic &traffic, Column column) {
    for (KeyedRow &row : m_keyed)
        row.key = keyOf(traffic.exchange(traffic::ExchangeId(row.row)), column);
}

void ExchangeOrder::fillByUrl(const traffic::Traffic &traffic) {
    if (m_urlRanks.size() != traffic.urlCount()) {
        std::vector<std::string_view> urls(traffic.urlCount());
        for (std::size_t i = 0; i < urls.size(); ++i)
            urls[i] = traffic.urlText(traffic::UrlId::fromSize(i));
        m_urlRanks = ranksOf(urls);
    }
    for (KeyedRow &row : m_keyed)
        row.key = m_urlRanks[traffic.exchange(traffic::ExchangeId(row.row)).url.index()];
}

/// The traffic keeps equal MIME types in one place: each is looked up once.
void ExchangeOrder::fillByType(const traffic::Traffic &traffic) {
    std::unordered_map<const char *, std::optional<session::ResourceType>> known;
    for (KeyedRow &row : m_keyed) {
        const auto &exchange = traffic.exchange(traffic::ExchangeId(row.row));
        std::optional<session::ResourceType> type;
        if (!exchange.mimeType.empty()) {
            const auto [place, isNew] = known.try_emplace(exchange.mimeType.data());
            if (isNew)
                place->second = session::typeOfMime(exchange.mimeType);
            type = place->second;
        }
        if (!type)
            type = session::typeOf(exchange, traffic.urlText(exchange.url));
        row.key = static_cast<std::uint64_t>(*type);
    }
}

void ExchangeOrder::fillByVisitor(const traffic::Traffic &traffic) {
    std::vector<std::string_view> names(traffic.visitorCount());
    for (std::size_t i = 0; i < names.size(); ++i)
        names[i] = traffic.visitor(traffic::VisitorId::fromSize(i)).name;
    const std::vector<std::uint32_t> ranks = ranksOf(names);
    for (KeyedRow &row : m_keyed) {
        const auto &exchange = traffic.exchange(traffic::ExchangeId(row.row));
        row.key = ranks[traffic.visit(exchange.visit).visitor.index()];
    }
}

template <class TextOf>
void ExchangeOrder::fillByText(const traffic::Traffic &traffic, TextOf textOf) {
    std::vector<std::string_view> texts(m_keyed.size());
    for (std::size_t i = 0; i < texts.size(); ++i)
        texts[i] = textOf(traffic.exchange(traffic::ExchangeId(m_keyed[i].row)));
    const std::vector<std::uint32_t> ranks = ranksOf(texts);
    for (std::size_t i = 0; i < texts.size(); ++i)
        m_keyed[i].key = ranks[i];
}

} // namespace etagere::ui
