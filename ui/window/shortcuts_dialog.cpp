// SPDX-License-Identifier: Apache-2.0
#include "ui/window/shortcuts_dialog.h"

#include <QtGui/QAction>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

#include "ui/panes/table_look.h"
#include "ui/window/actions.h"

namespace etagere::ui {

namespace {

/// Without the mark of the key to press in a menu.
QString withoutMnemonic(QString text) {
    text.remove(u'&');
    return text;
}

QString keysOf(const QAction &action) {
    QStringList keys;
    for (const QKeySequence &one : action.shortcuts())
        keys.append(one.toString(QKeySequence::NativeText));
    return keys.join(QStringLiteral("  "));
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const Actions &actions, const std::vector<QAction *> &more,
                                 QWidget *parent)
    : QDialog(parent)
    , m_table(new QTableWidget(0, 3, this)) {
    setObjectName(QStringLiteral("shortcuts"));
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *field = new QLineEdit(this);
    field->setPlaceholderText(tr("Search"));
    field->setAccessibleName(tr("Search the shortcuts"));
    field->setClearButtonEnabled(true);
    connect(field, &QLineEdit::textChanged, this, &ShortcutsDialog::search);

    m_table->setAccessibleName(tr("Keyboard shortcuts"));
    m_table->setHorizontalHeaderLabels({tr("Menu"), tr("Does"), tr("Keys")});
    lookLikeTable(*m_table);
    m_table->setAlternatingRowColors(true);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    for (std::size_t i = 0; i < static_cast<std::size_t>(Act::Count); ++i) {
        const auto act = static_cast<Act>(i);
        addRow(Actions::nameOf(Actions::groupOf(act)), actions[act]->text(), keysOf(*actions[act]));
    }
    for (const QAction *action : more)
        addRow(Actions::nameOf(Group::View), action->text(), keysOf(*action));
    addRow(tr("Table"), tr("Type to filter"), tr("any letter"));
    addRow(tr("Table"), tr("Explain this exchange"),
           QKeySequence(Qt::Key_Return).toString(QKeySequence::NativeText));
    addRow(tr("Filter"), tr("On to the rows"),
           QKeySequence(Qt::Key_Down).toString(QKeySequence::NativeText));
    addRow(tr("Filter"), tr("Suggestions"),
           QKeySequence(Qt::CTRL | Qt::Key_Space).toString(QKeySequence::NativeText));
    m_table->resizeColumnsToContents();
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(field);
    column->addWidget(m_table, 1);
    column->addWidget(buttons);
    const int em = fontMetrics().height();
    resize(em * 32, em * 34);
}

void ShortcutsDialog::addRow(const QString &group, const QString &text, const QString &keys) {
    if (keys.isEmpty())
        return;
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    int column = 0;
    for (const QString &cell : {withoutMnemonic(group), withoutMnemonic(text), keys})
        m_table->setItem(row, column++, new QTableWidgetItem(cell));
}

void ShortcutsDialog::search(const QString &text) {
    for (int row = 0; row < m_table->rowCount(); ++row) {
        bool found = text.isEmpty();
        for (int column = 0; column < m_table->columnCount() && !found; ++column)
            found = m_table->item(row, column)->text().contains(text, Qt::CaseInsensitive);
        m_table->setRowHidden(row, !found);
    }
}

} // namespace etagere::ui
