// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/field_table.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHeaderView>

#include "core/explain/printable.h"
#include "ui/models/text.h"
#include "ui/panes/field_meaning.h"
#include "ui/panes/table_look.h"

#include <algorithm>

namespace etagere::ui {

namespace {

constexpr int fewestRows = 3;
constexpr int nameColumn = static_cast<int>(FieldModel::Column::Name);
constexpr int valueColumn = static_cast<int>(FieldModel::Column::Value);

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool contains(std::string_view text, std::string_view lowerCase) {
    return std::search(text.begin(), text.end(), lowerCase.begin(), lowerCase.end(),
                       [](char a, char b) { return lowered(a) == b; }) != text.end();
}

} // namespace

MarkedFields::MarkedFields(FieldModel &fields, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_fields(fields) {
    setSourceModel(&fields);
}

void MarkedFields::setSearch(const QString &text) {
    m_search = text.trimmed().toUtf8();
    std::transform(m_search.begin(), m_search.end(), m_search.begin(), lowered);
    invalidateFilter();
}

bool MarkedFields::filterAcceptsRow(int row, const QModelIndex &) const {
    if (m_search.isEmpty())
        return true;
    const std::string_view wanted(m_search.constData(), static_cast<std::size_t>(m_search.size()));
    const QString name = m_fields.index(row, nameColumn).data().toString();
    return contains(toUtf8(name), wanted) || contains(m_fields.wholeValue(row), wanted);
}

QVariant MarkedFields::data(const QModelIndex &index, int role) const {
    QVariant said = QSortFilterProxyModel::data(index, role);
    const bool isOurs = role == Qt::DisplayRole || role == Qt::FontRole ||
                        role == Qt::ToolTipRole || role == Qt::AccessibleTextRole ||
                        role == Qt::AccessibleDescriptionRole;
    if (!isOurs || index.column() != nameColumn)
        return said;
    const QString name = QSortFilterProxyModel::data(index, Qt::DisplayRole).toString();
    const QString meaning = meaningOf(http::fieldNameFrom(toUtf8(name)));
    if (meaning.isEmpty())
        return said;
    switch (role) {
    case Qt::DisplayRole:
        return QString(QStringLiteral("\u25c6 ") + name);
    case Qt::AccessibleTextRole:
        return tr("%1, read by caches").arg(name);
    case Qt::FontRole: {
        QFont font;
        font.setBold(true);
        return font;
    }
    default:
        return meaning;
    }
}

FieldTable::FieldTable(QWidget *parent)
    : QTableView(parent)
    , m_fields(new FieldModel(this))
    , m_marked(new MarkedFields(*m_fields, this)) {
    setModel(m_marked);
    lookLikeTable(*this);
    setSelectionMode(SingleSelection);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    horizontalHeader()->setStretchLastSection(true);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    addAction(tr("Copy &value"), {}, &FieldTable::currentValueText);
    addAction(tr("Copy &line"), QKeySequence::Copy, &FieldTable::currentLineText);
    addAction(tr("Copy &all lines"), {}, &FieldTable::allLinesText);
}

void FieldTable::addAction(const QString &text, const QKeySequence &keys,
                           QString (FieldTable::*made)() const) {
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, [this, made] {
        const QString copied = (this->*made)();
        if (!copied.isEmpty())
            QGuiApplication::clipboard()->setText(copied);
    });
    QTableView::addAction(action);
}

void FieldTable::setFields(std::vector<http::Field> fields, std::shared_ptr<const void> owner) {
    m_fields->setFields(std::move(fields), std::move(owner));
    shareWidth();
}

int FieldTable::heightOf(int rows) const {
    return horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() +
           2 * frameWidth();
}

QSize FieldTable::minimumSizeHint() const {
    return {QTableView::minimumSizeHint().width(), heightOf(fewestRows)};
}

QSize FieldTable::sizeHint() const {
    return {QTableView::sizeHint().width(), heightOf(fewestRows)};
}

int FieldTable::sourceRow(const QModelIndex &index) const {
    return m_marked->mapToSource(index).row();
}

FieldTable::Line FieldTable::currentLine() const {
    if (!currentIndex().isValid())
        return {};
    const int row = sourceRow(currentIndex());
    const QString name = m_fields->index(row, nameColumn).data().toString();
    return {name, m_fields->wholeValue(row), meaningOf(http::fieldNameFrom(toUtf8(name)))};
}

QString FieldTable::currentValueText() const {
    return fromUtf8(explain::validUtf8(currentLine().value));
}

QString FieldTable::currentLineText() const {
    const Line line = currentLine();
    return line.name.isEmpty()
               ? QString()
               : line.name + QStringLiteral(": ") + fromUtf8(explain::validUtf8(line.value));
}

QString FieldTable::allLinesText() const {
    QString all;
    for (int row = 0; row < m_fields->rowCount(); ++row)
        all += m_fields->index(row, nameColumn).data().toString() + QStringLiteral(": ") +
               fromUtf8(explain::validUtf8(m_fields->wholeValue(row))) + u'\n';
    return all;
}

void FieldTable::currentChanged(const QModelIndex &current, const QModelIndex &previous) {
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || !current.isValid())
        Q_EMIT lineChosen();
}

void FieldTable::resizeEvent(QResizeEvent *event) {
    QTableView::resizeEvent(event);
    shareWidth();
}

void FieldTable::shareWidth() {
    // Values need the room more than names do.
    const int most = viewport()->width() * 2 / 5;
    setColumnWidth(nameColumn, std::min(sizeHintForColumn(nameColumn), most));
    setColumnWidth(valueColumn, viewport()->width() - columnWidth(nameColumn));
}

} // namespace etagere::ui
