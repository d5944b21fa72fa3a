// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>

#include "core/audit/report.h"

#include <cstdint>
#include <memory>

namespace etagere::ui {

/// The findings of a report, worst first: grade, what it is, origin, tags, confidence.
class FindingModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Grade, Title, Origin, Values, Bits, Confidence, Count };
    explicit FindingModel(QObject *parent = nullptr);
    void setReport(std::shared_ptr<const audit::Report> report);
    [[nodiscard]] const analysis::Finding *findingAt(int row) const; ///< null outside the rows

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] static QString display(const analysis::Finding &finding, Column column);
    [[nodiscard]] static QString toolTip(const analysis::Finding &finding, Column column);
    std::shared_ptr<const audit::Report> m_report;
};

} // namespace etagere::ui
