// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/browsing.h"

#include <vector>

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QTableView;

namespace etagere::ui {

class BrowsingFilter;
class BrowsingModel;

/// What is recorded while people browse: the exchanges as they come, of all or of the one who is
/// chosen, and the tags of the chosen exchange in full.
class BrowseTable final : public QWidget {
    Q_OBJECT
public:
    explicit BrowseTable(QWidget *parent = nullptr);
    [[nodiscard]] BrowsingModel &model() noexcept { return *m_model; }
    /// Whose exchanges are shown when only one's are.
    void setPerson(const session::BrowsingPerson *person);
    /// Rows came: the last one is shown if the last one was.
    void grow();
    /// While one of them is visiting, rows are to come.
    void setPeople(const std::vector<session::BrowsingPerson> &people);
    /// What the keyboard reaches, in its order.
    [[nodiscard]] QWidgetList tabStops() const;

private:
    [[nodiscard]] QWidget *makeHead();
    void makeTable();
    void setWidths();
    void filter();
    void showTags();
    void showCount();
    BrowsingModel *m_model = nullptr;
    BrowsingFilter *m_filter = nullptr;
    QCheckBox *m_onlyChosen = nullptr;
    QLabel *m_count = nullptr;
    QTableView *m_table = nullptr;
    QPlainTextEdit *m_tags = nullptr;
    session::PersonId m_person;
    bool m_isLoading = false;
};

} // namespace etagere::ui
