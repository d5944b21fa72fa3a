// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QSortFilterProxyModel>
#include <QtWidgets/QTableView>

#include "ui/models/field_model.h"

#include <memory>
#include <string_view>
#include <vector>

namespace etagere::ui {

/// The fields of one message as a table, those that caches read marked by a glyph and bold letters,
/// with their meaning as description. Only the lines that contain what is searched for.
class MarkedFields final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    MarkedFields(FieldModel &fields, QObject *parent);
    /// Case aside, in names and whole values; empty: every line.
    void setSearch(const QString &text);
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    FieldModel &m_fields;
    QByteArray m_search; ///< in lower case
};

/// A table of field lines with its context menu: copy the value, the line, all lines.
class FieldTable final : public QTableView {
    Q_OBJECT
public:
    explicit FieldTable(QWidget *parent = nullptr);
    /// `owner` keeps alive what the fields borrow from.
    void setFields(std::vector<http::Field> fields, std::shared_ptr<const void> owner);
    void setSearch(const QString &text) { m_marked->setSearch(text); }
    [[nodiscard]] int rowCount() const { return m_marked->rowCount(); }
    /// The height in which so many lines are seen.
    [[nodiscard]] int heightOf(int rows) const;
    /// Three lines; it takes whatever more there is.
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;
    /// The line that is current: none when `name` is empty.
    struct Line {
        QString name;
        std::string_view value; ///< whole; valid until the next setFields()
        QString meaning;
    };
    [[nodiscard]] Line currentLine() const;

Q_SIGNALS:
    void lineChosen(); ///< another line became current

protected:
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void addAction(const QString &text, const QKeySequence &keys,
                   QString (FieldTable::*made)() const);
    [[nodiscard]] QString currentValueText() const;
    [[nodiscard]] QString currentLineText() const;
    [[nodiscard]] QString allLinesText() const;
    [[nodiscard]] int sourceRow(const QModelIndex &index) const;
    void shareWidth();
    FieldModel *m_fields = nullptr;
    MarkedFields *m_marked = nullptr;
};

} // namespace etagere::ui
