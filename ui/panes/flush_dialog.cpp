// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/flush_dialog.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/text.h"
#include "ui/panes/flush_model.h"
#include "ui/panes/table_look.h"
#include "ui/widgets/clock_axis.h"

#include <utility>

namespace etagere::ui {

namespace {

QLabel *plainLabel(QWidget *parent) {
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

FlushDialog::FlushDialog(session::Workspace &workspace, flush::Scope scope, std::string visitor,
                         QWidget *parent)
    : QDialog(parent)
    , m_played{workspace.traffic(), workspace.log()}
    , m_at(workspace.clock())
    , m_scope(std::move(scope))
    , m_visitor(std::move(visitor))
    , m_model(new FlushModel(m_played, m_at, this))
    , m_title(plainLabel(this))
    , m_summary(plainLabel(this)) {
    setWindowTitle(tr("Flush"));
    QFont strong = m_title->font();
    strong.setBold(true);
    m_title->setFont(strong);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_flush = buttons->addButton(tr("&Flush"), QDialogButtonBox::AcceptRole);
    m_flush->setDefault(true);

    auto *column = new QVBoxLayout(this);
    column->addWidget(m_title);
    column->addWidget(m_summary);
    offerVisitor();
    addTable();
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&workspace, &session::Workspace::captureChanged, this, &QDialog::reject);
    connect(&workspace, &session::Workspace::logChanged, this, &QDialog::reject);
    preview();
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 24);
}

void FlushDialog::offerVisitor() {
    // An entry is in one cache anyway.
    if (m_visitor.empty() || m_scope.by == flush::By::Entry || !m_played ||
        m_played.traffic->visitorCount() < 2)
        return;
    QString name = shown(m_visitor, 80);
    name.replace(QLatin1Char('&'), QLatin1String("&&"));
    m_onlyVisitor = new QCheckBox(tr("&Only in the cache of visitor “%1”").arg(name), this);
    layout()->addWidget(m_onlyVisitor);
    connect(m_onlyVisitor, &QCheckBox::toggled, this, [this](bool only) {
        m_scope.visitor = only ? m_visitor : std::string();
        preview();
    });
}

void FlushDialog::addTable() {
    m_table = new QTableView(this);
    m_table->setModel(m_model);
    lookLikeTable(*m_table);
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->setAccessibleName(tr("What the flush ends"));
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(static_cast<int>(FlushModel::Column::Url), unit * 40);
    m_table->setColumnWidth(static_cast<int>(FlushModel::Column::Visitor), unit * 12);
    m_table->setColumnWidth(static_cast<int>(FlushModel::Column::Now), unit * 56);
    m_table->horizontalHeader()->setStretchLastSection(true);
    layout()->addWidget(m_table);
}

QString FlushDialog::summary(const std::vector<replay::VersionId> &covered) const {
    if (covered.empty())
        return tr("Nothing of %1 is stored at this time of the clock. Move the clock to a time at "
                  "which it is, and flush it then.")
            .arg(EntryWords::scope(m_scope));
    int bearing = 0;
    for (const replay::VersionId version : covered) {
        const cache::ResponseFacts &facts = m_played.log->version(version).facts.response;
        bearing += facts.hasETag || facts.hasLastModified ? 1 : 0;
    }
    const ClockAxis axis(m_played.log->begin, m_played.log->end);
    const QString when = tr("Clock: %1.").arg(axis.placeOf(m_at));
    if (bearing == 0)
        return tr("%1 None of them has a validator, so their next request carries none anyway.")
            .arg(when);
    return tr("%1 %n of them would give the server its validator back. After the flush their next "
              "request carries none.",
              nullptr, bearing)
        .arg(when);
}

void FlushDialog::preview() {
    if (!m_played) {
        m_flush->setEnabled(false);
        return;
    }
    std::vector<replay::VersionId> covered =
        replay::coveredBy(*m_played.traffic, *m_played.log, replay::Flush{m_at, m_scope});
    m_summary->setText(summary(covered));
    m_title->setText(tr("Flush %1: %2")
                         .arg(EntryWords::scope(m_scope), tr("%n stored response(s)", nullptr,
                                                             static_cast<int>(covered.size()))));
    m_flush->setEnabled(!covered.empty());
    m_table->setVisible(!covered.empty());
    m_model->setVersions(std::move(covered));
}

} // namespace etagere::ui
