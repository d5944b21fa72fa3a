// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

class QUrl;

namespace etagere::ui {

class Article;
class EmptyState;
class LabBench;
class PageView;

/// Everything about the chosen row of the diagram: a message with all its fields, or a decision
/// with its reasons in the order weighed, their numbers and RFC sections, and their pages on
/// demand.
class LabDetail final : public QWidget {
    Q_OBJECT
public:
    explicit LabDetail(LabBench &bench, QWidget *parent = nullptr);
    void showRow(int row); ///< of the course's diagram; -1: none

private:
    void write();
    void follow(const QUrl &link);
    LabBench &m_bench;
    int m_row = -1;
    Article *m_text = nullptr;
    PageView *m_page = nullptr;
    EmptyState *m_empty = nullptr;
};

} // namespace etagere::ui
