// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/exchange_model.h"
#include "ui/models/keyed_sort.h"

#include <vector>

namespace etagere::ui {

/// What an exchange is sorted by besides its own cells. Borrowed; all but the traffic may be null.
struct OrderSubject {
    const traffic::Traffic *traffic = nullptr;
    const replay::Log *log = nullptr;
    const std::vector<std::uint8_t> *grades = nullptr;
};

/// Sorts exchanges by a column: each is given a number once and numbers are sorted, texts by their
/// rank. Remembers the ranks of one traffic's URLs.
class ExchangeOrder {
public:
    /// `rows` ascend; those with equal cells keep that order, whichever way the others are sorted.
    /// Empty cells come first, or last when descending.
    void sort(std::vector<traffic::ExchangeId> &rows, const OrderSubject &subject,
              ExchangeModel::Column column, Qt::SortOrder order);
    /// Another traffic: what was remembered is wrong.
    void forget();

private:
    void fill(const OrderSubject &subject, ExchangeModel::Column column);
    void fillFromLog(const replay::Log *log, ExchangeModel::Column column);
    void fillFromTraffic(const traffic::Traffic &traffic, ExchangeModel::Column column);
    void fillByUrl(const traffic::Traffic &traffic);
    void fillByType(const traffic::Traffic &traffic);
    void fillByVisitor(const traffic::Traffic &traffic);
    template <class TextOf>
    void fillByText(const traffic::Traffic &traffic, TextOf textOf);

    std::vector<KeyedRow> m_keyed;
    std::vector<KeyedRow> m_scratch;
    std::vector<std::uint32_t> m_urlRanks; ///< by UrlId; made when first needed
};

} // namespace etagere::ui
