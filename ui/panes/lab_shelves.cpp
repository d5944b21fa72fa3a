// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/lab_shelves.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include "ui/delegates/delegates.h"
#include "ui/models/shelf_model.h"
#include "ui/models/text.h"
#include "ui/panes/lab_bench.h"
#include "ui/panes/lab_look.h"
#include "ui/panes/table_look.h"
#include "ui/widgets/empty_state.h"

#include <map>
#include <optional>

namespace etagere::ui {

using Column = ShelfModel::Column;

namespace {

constexpr std::size_t cookieLimit = 40; ///< bytes of a name or a value

} // namespace

LabShelves::LabShelves(LabBench &bench, QWidget *parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_model(new ShelfModel(this))
    , m_table(new QTableView(this))
    , m_known(plainLabel({}, this)) {
    m_table->setModel(m_model);
    m_table->setObjectName(QStringLiteral("labShelves"));
    m_table->setAccessibleName(tr("What the caches hold"));
    lookLikeTable(*m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(static_cast<int>(Column::Freshness),
                                      new FreshnessDelegate(m_table));
    const int unit = fontMetrics().averageCharWidth();
    const auto width = [&](Column column, int characters) {
        m_table->setColumnWidth(static_cast<int>(column), unit * characters);
    };
    width(Column::Cache, 18);
    width(Column::Url, 24);
    width(Column::Freshness, 32);
    width(Column::Age, 20);
    width(Column::Tag, 18);
    m_table->horizontalHeader()->setStretchLastSection(true);
    constexpr int leastLines = 5;
    m_table->setMinimumHeight(fontMetrics().height() * leastLines);
    m_known->setObjectName(QStringLiteral("labKnown"));
    m_known->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_empty = new EmptyState(m_table, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(headingLabel(tr("What the caches hold"), this));
    column->addWidget(m_empty, 1);
    column->addWidget(m_known);
    connect(&bench, &LabBench::courseChanged, this, &LabShelves::refresh);
    connect(&bench, &LabBench::placeChanged, this, &LabShelves::refresh);
    refresh();
}

QString LabShelves::nameOf(std::size_t actor) const {
    const auto &actors = m_bench.course()->scenario.actors;
    if (actor >= actors.size())
        return {};
    const std::string_view name = actors[actor].name.in(m_bench.language());
    return shown(name.empty() ? std::string_view(actors[actor].id) : name);
}

/// Of each actor, as of their last step.
QString LabShelves::cookies() const {
    const auto course = m_bench.course();
    std::map<std::size_t, const std::vector<scenario::FieldLine> *> held;
    for (std::size_t i = 0; i < std::min(m_bench.taken(), course->trace.outcomes.size()); ++i) {
        const std::string &id = course->scenario.steps[i].actor;
        held[scenario::actorAt(course->scenario, id)] = &course->trace.outcomes[i].cookies;
    }
    QStringList lines;
    for (const auto &[actor, cookies] : held) {
        QStringList all;
        for (const auto &[name, value] : *cookies)
            all.append(shown(name, cookieLimit) + u'=' + shown(value, cookieLimit));
        constexpr qsizetype most = 8;
        if (all.size() > most)
            all = all.mid(0, most) << QStringLiteral("…");
        if (!all.isEmpty())
            lines.append(
                tr("Cookies of %1: %2").arg(nameOf(actor), all.join(QStringLiteral("; "))));
    }
    return lines.join(u'\n');
}

QString LabShelves::visitors() const {
    const auto course = m_bench.course();
    if (m_bench.taken() == 0 || m_bench.taken() > course->trace.outcomes.size())
        return {};
    const auto &known = course->trace.outcomes[m_bench.taken() - 1].visitors;
    QStringList lines;
    for (std::size_t actor = 0; actor < known.size(); ++actor) {
        if (actor < course->scenario.actors.size() &&
            course->scenario.actors[actor].kind == scenario::ActorKind::Tracker)
            lines.append(tr("%1 believes to have seen %n visitor(s).", nullptr,
                            static_cast<int>(known[actor]))
                             .arg(nameOf(actor)));
    }
    return lines.join(u'\n');
}

void LabShelves::refresh() {
    const auto course = m_bench.course();
    const std::size_t taken = m_bench.taken();
    m_model->setLanguage(m_bench.language());
    m_model->setCourse(course, taken > 0 ? std::optional(taken - 1) : std::nullopt);
    m_model->setClock(m_bench.clock());
    m_empty->say(taken == 0 ? tr("Nothing has happened yet: all caches are empty.")
                            : tr("No cache holds anything now."));
    m_empty->setEmpty(m_model->rowCount() == 0);
    const QString partition =
        m_model->index(0, static_cast<int>(Column::Partition)).data().toString();
    m_table->setColumnHidden(static_cast<int>(Column::Partition), partition.isEmpty());
    QStringList lines;
    if (course)
        lines = {cookies(), visitors()};
    lines.removeAll(QString());
    m_known->setText(lines.join(u'\n'));
    m_known->setVisible(!lines.isEmpty());
}

} // namespace etagere::ui
