// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>

#include "core/replay/contents.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::ui {

/// What the simulated caches hold at the clock, and how fresh each stored response is. Moving the
/// clock within the life of the same versions only renews cells; else rows are reset.
class ContentsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t {
        Url,
        Freshness,
        Age,
        Lifetime,
        Tag,
        LastModified,
        Visitor,
        Next,
        Count
    };
    explicit ContentsModel(QObject *parent = nullptr);
    void setSource(std::shared_ptr<const traffic::Traffic> traffic,
                   std::shared_ptr<const replay::Log> log);
    void setClock(Instant at);
    /// Only URLs that contain it, case aside.
    void setSearch(const QString &text);
    [[nodiscard]] replay::VersionId versionAt(int row) const;
    [[nodiscard]] std::optional<int> rowOf(replay::VersionId version) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    /// Equal cells stand oldest first; a number that is no column sorts all of them so.
    void sort(int column, Qt::SortOrder order) override;

private:
    [[nodiscard]] std::vector<replay::VersionId> wantedRows() const;
    void refill();
    void announceTime();
    void sortRows(std::vector<replay::VersionId> &rows) const;
    void rearrange(std::vector<replay::VersionId> rows);
    [[nodiscard]] bool matches(const replay::Version &version) const;
    void findUrls();
    [[nodiscard]] cache::Freshness freshnessOf(replay::VersionId version) const;
    [[nodiscard]] std::uint64_t keyOf(replay::VersionId id) const;
    [[nodiscard]] std::vector<std::uint64_t>
    keysOf(const std::vector<replay::VersionId> &rows) const;
    [[nodiscard]] std::vector<std::uint64_t>
    textKeysOf(const std::vector<replay::VersionId> &rows) const;
    [[nodiscard]] std::string_view textOf(replay::VersionId id, Column column) const;
    [[nodiscard]] QString display(replay::VersionId id, Column column) const;
    [[nodiscard]] QString freshnessText(replay::VersionId id) const;
    [[nodiscard]] QString nextText(replay::VersionId id) const;
    [[nodiscard]] QString toolTip(replay::VersionId id, Column column) const;
    [[nodiscard]] QString nextToolTip(replay::VersionId id) const;
    [[nodiscard]] double fractionOf(replay::VersionId id) const;

    std::shared_ptr<const traffic::Traffic> m_traffic;
    std::shared_ptr<const replay::Log> m_log;
    Instant m_clock{};
    std::string m_search;             ///< in lower case
    std::vector<bool> m_matchingUrls; ///< by UrlId; empty without a search
    std::vector<replay::VersionId> m_rows;
    int m_sortColumn = -1; ///< oldest first
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace etagere::ui
