// SPDX-License-Identifier: Apache-2.0
#include "ui/window/rules_window.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

#include "core/cache/rule.h"
#include "core/explain/cache_rule_text.h"
#include "core/explain/page.h"
#include "ui/models/text.h"
#include "ui/panes/page_view.h"

#include <algorithm>

namespace etagere::ui {

namespace {

constexpr int idRole = Qt::UserRole;

} // namespace

RulesWindow::RulesWindow(QWidget *parent)
    : QDialog(parent)
    , m_rules(new QTreeWidget(this))
    , m_page(new PageView(this)) {
    setObjectName(QStringLiteral("rules"));
    setWindowTitle(tr("Rules and pages"));
    auto *field = new QLineEdit(this);
    field->setPlaceholderText(tr("Search"));
    field->setAccessibleName(tr("Search the rules"));
    field->setClearButtonEnabled(true);
    connect(field, &QLineEdit::textChanged, this, &RulesWindow::search);
    fill();
    connect(m_rules, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (item == nullptr || item->data(0, idRole).isNull())
            return;
        m_page->closePages();
        m_page->showPage(item->data(0, idRole).toString());
    });

    // Out of the first page leads out of the window: there is nothing behind it.
    connect(m_page, &PageView::closed, this, &QDialog::reject);

    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(field);
    column->addWidget(m_rules, 1);
    auto *halves = new QSplitter(this);
    halves->setChildrenCollapsible(false);
    halves->addWidget(left);
    halves->addWidget(m_page);
    halves->setStretchFactor(1, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *all = new QVBoxLayout(this);
    all->addWidget(halves, 1);
    all->addWidget(buttons);
    const int em = fontMetrics().height();
    resize(em * 52, em * 34);
    halves->setSizes({em * 24, em * 28});
    if (m_rules->topLevelItemCount() > 0 && m_rules->topLevelItem(0)->childCount() > 0)
        m_rules->setCurrentItem(m_rules->topLevelItem(0)->child(0));
}

void RulesWindow::fill() {
    m_rules->setAccessibleName(tr("Rules"));
    m_rules->setHeaderLabels({tr("Rule"), tr("Section")});
    m_rules->setUniformRowHeights(true);
    std::vector<QTreeWidgetItem *> questions;
    for (std::size_t i = 0; i < static_cast<std::size_t>(cache::Step::Count); ++i) {
        const auto step = static_cast<cache::Step>(i);
        auto *question = new QTreeWidgetItem(m_rules, {fromUtf8(explain::wordOf(step))});
        question->setFirstColumnSpanned(true);
        question->setExpanded(true);
        questions.push_back(question);
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(cache::Rule::Count); ++i) {
        const auto rule = static_cast<cache::Rule>(i);
        const cache::RuleRow &row = cache::rowOf(rule);
        if (explain::pageOf(row.id).empty())
            continue;
        const std::string title = explain::text(explain::textOf(rule).title);
        auto *item = new QTreeWidgetItem(questions[static_cast<std::size_t>(row.step)],
                                         {fromUtf8(title), fromUtf8(row.section)});
        item->setData(0, idRole, fromUtf8(row.id));
        item->setToolTip(0, fromUtf8(row.id));
    }
    m_rules->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_rules->header()->setStretchLastSection(false);
    m_rules->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
}

void RulesWindow::search(const QString &text) {
    for (int i = 0; i < m_rules->topLevelItemCount(); ++i) {
        QTreeWidgetItem *question = m_rules->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < question->childCount(); ++j) {
            QTreeWidgetItem *item = question->child(j);
            const std::string_view page = explain::pageOf(toUtf8(item->data(0, idRole).toString()));
            const bool found = text.isEmpty() ||
                               item->text(0).contains(text, Qt::CaseInsensitive) ||
                               fromUtf8(page).contains(text, Qt::CaseInsensitive);
            item->setHidden(!found);
            any = any || found;
        }
        question->setHidden(!any);
    }
}

} // namespace etagere::ui
