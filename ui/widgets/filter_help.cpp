// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/filter_help.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

#include <array>

namespace etagere::ui {

namespace {

struct Line {
    const char *example;
    const char *meaning;
};

/// Examples are of the language and the same in every tongue; meanings are translated.
constexpr std::array lines{
    Line{"jquery", QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "The URL has this word")},
    Line{"outcome:validated,stored",
         QT_TRANSLATE_NOOP("etagere::ui::FilterHelp",
                           "What the model decided; with commas, any of them")},
    Line{"recorded:differs",
         QT_TRANSLATE_NOOP("etagere::ui::FilterHelp",
                           "How the recorded browser got it, or whether the model agrees")},
    Line{"rule:lifetime-heuristic",
         QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "A rule the decision named")},
    Line{"-host:cdn.example",
         QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "Not of this host; a minus turns any round")},
    Line{"site:example.org",
         QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "Of the hosts of this site")},
    Line{"url:\"/a b\"",
         QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "The URL has this; quotes keep blanks")},
    Line{"method:post", QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "The method of the request")},
    Line{"status:4xx,>=500",
         QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "The status, a class of them, or a range")},
    Line{"type:image,font",
         QT_TRANSLATE_NOOP("etagere::ui::FilterHelp",
                           "document, script, style, image, font, media, data or other")},
    Line{"mime:json", QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "The media type has this")},
    Line{"size:>10k",
         QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "Bytes of the body: k, M, G; also 10k..2M")},
    Line{"age:>1h",
         QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "Its age in the cache: s, m, h, d")},
    Line{"lifetime:<=60s", QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "How long it stays fresh")},
    Line{"grade:>=3",
         QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "The worst grade of its findings")},
    Line{"tag:5e1f", QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "The tag has this")},
    Line{"visit:2", QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "Of this visit, from 1")},
    Line{"visitor:alice", QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "Of this visitor")},
    Line{"is:noted",
         QT_TRANSLATE_NOOP("etagere::ui::FilterHelp", "inferred, flagged, noted or flushed")},
    Line{"has:etag", QT_TRANSLATE_NOOP("etagere::ui::FilterHelp",
                                       "etag, last-modified, vary, cookie or body")}};

QTableWidgetItem *item(const QString &text) {
    auto *made = new QTableWidgetItem(text);
    made->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return made;
}

} // namespace

FilterHelp::FilterHelp(QWidget *parent)
    : QDialog(parent)
    , m_table(new QTableWidget(static_cast<int>(lines.size()), 2, this)) {
    setWindowTitle(tr("Filter help"));
    auto *intro = new QLabel(tr("Terms stand side by side, and all of them must hold."), this);
    intro->setTextFormat(Qt::PlainText);
    intro->setWordWrap(true);
    fill();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *insert = buttons->addButton(tr("&Add to the filter"), QDialogButtonBox::ActionRole);
    const auto choose = [this] {
        if (const QTableWidgetItem *chosen = m_table->item(m_table->currentRow(), 0))
            Q_EMIT exampleChosen(chosen->text());
    };
    connect(insert, &QPushButton::clicked, this, choose);
    connect(m_table, &QTableWidget::activated, this, choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->addWidget(intro);
    column->addWidget(m_table);
    column->addWidget(buttons);
    const int em = fontMetrics().height();
    resize(em * 36, em * 34);
}

void FilterHelp::fill() {
    m_table->setAccessibleName(tr("Keys of the filter"));
    m_table->setHorizontalHeaderLabels({tr("For example"), tr("Means")});
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    for (int row = 0; row < static_cast<int>(lines.size()); ++row) {
        const Line &line = lines[static_cast<std::size_t>(row)];
        m_table->setItem(row, 0, item(QString::fromUtf8(line.example)));
        m_table->setItem(row, 1, item(tr(line.meaning)));
    }
    m_table->setCurrentCell(0, 0);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
}

} // namespace etagere::ui
