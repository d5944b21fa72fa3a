// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/analysis/linkability.h"

#include <optional>

class QLabel;
class QModelIndex;
class QTableView;

namespace etagere::ui {

class EmptyState;
class LinkGraph;
class LinkabilityModel;

/// Which sites a finding's tag could link, in which browser's cache and against which defence.
///
/// The user reads the matrix, chooses a cell, and sees below in a sentence why it is so, and in a
/// graph which sites it concerns.
class LinkabilityView final : public QWidget {
    Q_OBJECT
public:
    explicit LinkabilityView(QWidget *parent = nullptr);
    /// None: a sentence says why there is nothing to show.
    void setLinkability(const std::optional<analysis::Linkability> &linkability);

private:
    [[nodiscard]] QWidget *makeContent();
    void showCell(const QModelIndex &index);
    void fitTable();
    LinkabilityModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_sentence = nullptr;
    LinkGraph *m_graph = nullptr;
    EmptyState *m_empty = nullptr;
};

} // namespace etagere::ui
