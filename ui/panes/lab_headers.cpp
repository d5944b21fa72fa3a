// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/lab_headers.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/sequence_model.h"
#include "ui/models/text.h"
#include "ui/panes/lab_bench.h"
#include "ui/panes/lab_look.h"
#include "ui/panes/table_look.h"

#include <algorithm>
#include <utility>

namespace etagere::ui {

namespace {

constexpr std::size_t editLimit = 16'384; ///< bytes of a value

std::string_view pathOf(const scenario::Scenario &scenario, std::size_t resource) {
    return scenario.resources[resource].path;
}

} // namespace

void LabFieldModel::setCourse(std::shared_ptr<const session::LabCourse> course) {
    beginResetModel();
    m_course = std::move(course);
    m_fields = m_course ? session::fieldsOf(m_course->scenario) : std::vector<session::LabField>{};
    endResetModel();
}

const session::LabField *LabFieldModel::fieldAt(int row) const {
    const auto at = static_cast<std::size_t>(row);
    return row < 0 || at >= m_fields.size() ? nullptr : &m_fields[at];
}

int LabFieldModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_fields.size());
}

int LabFieldModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant LabFieldModel::data(const QModelIndex &index, int role) const {
    const session::LabField *const field = fieldAt(index.row());
    if (!index.isValid() || field == nullptr)
        return {};
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::EditRole && column == Column::Value)
        return fromUtf8(field->value.substr(0, editLimit));
    if (role == Qt::ToolTipRole && column == Column::Value)
        return toolTipOf(field->value);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Resource:
        return shown(pathOf(m_course->scenario, field->resource));
    case Column::From: {
        if (!field->version)
            return tr("always");
        const auto &versions = m_course->scenario.resources[field->resource].versions;
        return tr("from %1", "a time").arg(labTime(versions[*field->version].from));
    }
    case Column::Name:
        return shown(field->name);
    case Column::Value:
        return shown(field->value);
    case Column::Count:
        break;
    }
    return {};
}

bool LabFieldModel::setData(const QModelIndex &index, const QVariant &value, int role) {
    const session::LabField *const field = fieldAt(index.row());
    if (role != Qt::EditRole || field == nullptr ||
        static_cast<Column>(index.column()) != Column::Value)
        return false;
    const QString text = value.toString();
    if (toUtf8(text) == field->value)
        return false;
    const session::LabField copy = *field; // the model is filled anew on account of this
    Q_EMIT changed(copy, text);
    return true;
}

Qt::ItemFlags LabFieldModel::flags(const QModelIndex &index) const {
    Qt::ItemFlags all = QAbstractTableModel::flags(index);
    if (index.isValid() && static_cast<Column>(index.column()) == Column::Value)
        all |= Qt::ItemIsEditable;
    return all;
}

QVariant LabFieldModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Resource:
        return tr("Resource");
    case Column::From:
        return tr("When");
    case Column::Name:
        return tr("Field");
    case Column::Value:
        return tr("Value");
    case Column::Count:
        break;
    }
    return {};
}

LabHeaders::LabHeaders(LabBench &bench, QWidget *parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_model(new LabFieldModel(this))
    , m_table(new QTableView(this)) {
    m_table->setModel(m_model);
    m_table->setObjectName(QStringLiteral("labFields"));
    m_table->setAccessibleName(tr("Response fields of the servers"));
    lookLikeTable(*m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto *column = new QVBoxLayout(this);
    column->addWidget(plainLabel(tr("What the servers send. Change a value (F2 or a double click): "
                                    "the scenario is played again at once."),
                                 this));
    column->addWidget(m_table, 1);
    column->addWidget(makeButtons());
    column->addWidget(makeAdding());
    m_state = plainLabel({}, this);
    m_state->setObjectName(QStringLiteral("labEdited"));
    column->addWidget(m_state);
    connect(m_model, &LabFieldModel::changed, this,
            [this](const session::LabField &field, const QString &value) {
                m_bench.edit({{field.pointer, session::jsonText(toUtf8(value))}},
                             tr("Change %1").arg(shown(field.name)));
            });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &LabHeaders::enable);
    connect(&bench, &LabBench::courseChanged, this, &LabHeaders::refill);
    connect(&bench.undo(), &QUndoStack::indexChanged, this, &LabHeaders::enable);
    enable();
}

QWidget *LabHeaders::makeButtons() {
    auto *box = new QWidget(this);
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const QString &text, const char *name) {
        auto *button = new QPushButton(text, box);
        button->setObjectName(QString::fromLatin1(name));
        button->setAutoDefault(false);
        line->addWidget(button);
        return button;
    };
    m_remove = add(tr("Take away"), "labRemoveField");
    line->addStretch(1);
    m_undo = add(tr("Undo"), "labUndo");
    m_redo = add(tr("Redo"), "labRedo");
    connect(m_remove, &QPushButton::clicked, this, &LabHeaders::remove);
    connect(m_undo, &QPushButton::clicked, &m_bench.undo(), &QUndoStack::undo);
    connect(m_redo, &QPushButton::clicked, &m_bench.undo(), &QUndoStack::redo);
    return box;
}

QWidget *LabHeaders::makeAdding() {
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    m_resource = new QComboBox(box);
    m_resource->setAccessibleName(tr("Resource that gets a field"));
    m_name = new QLineEdit(box);
    m_name->setAccessibleName(tr("Name of the field to add"));
    m_name->setPlaceholderText(QStringLiteral("Expires"));
    m_value = new QLineEdit(box);
    m_value->setAccessibleName(tr("Value of the field to add"));
    m_value->setPlaceholderText(tr("value"));
    m_add = new QPushButton(tr("Add field"), box);
    m_add->setObjectName(QStringLiteral("labAddField"));
    m_add->setAutoDefault(false);
    m_name->setObjectName(QStringLiteral("labFieldName"));
    m_value->setObjectName(QStringLiteral("labFieldValue"));
    grid->addWidget(m_resource, 0, 0, 1, 2);
    grid->addWidget(m_name, 1, 0);
    grid->addWidget(m_value, 1, 1);
    grid->addWidget(m_add, 0, 2, 2, 1);
    grid->setColumnStretch(1, 1);
    connect(m_add, &QPushButton::clicked, this, &LabHeaders::add);
    connect(m_value, &QLineEdit::returnPressed, this, &LabHeaders::add);
    connect(m_name, &QLineEdit::textChanged, this, &LabHeaders::enable);
    return box;
}

void LabHeaders::refill() {
    const QModelIndex before = m_table->currentIndex();
    m_model->setCourse(m_bench.course());
    m_table->resizeColumnsToContents();
    m_table->setCurrentIndex(m_model->index(std::min(before.row(), m_model->rowCount() - 1),
                                            static_cast<int>(LabFieldModel::Column::Value)));
    const int chosen = m_resource->currentIndex();
    m_resource->clear();
    for (const scenario::Resource &resource : m_bench.course()->scenario.resources) {
        std::string on;
        for (const std::string &id : resource.on)
            on += on.empty() ? id : ", " + id;
        m_resource->addItem(tr("%1 on %2", "path, servers").arg(shown(resource.path), shown(on)));
    }
    m_resource->setCurrentIndex(std::clamp(chosen, 0, std::max(0, m_resource->count() - 1)));
    enable();
}

void LabHeaders::add() {
    const auto course = m_bench.course();
    const std::string name = toUtf8(m_name->text().trimmed());
    const int resource = m_resource->currentIndex();
    if (!course || name.empty() || resource < 0)
        return;
    const auto at = static_cast<std::size_t>(resource);
    m_bench.edit({{session::fieldPointer(at, std::nullopt, name),
                   session::jsonText(toUtf8(m_value->text()))}},
                 tr("Add %1").arg(shown(name)));
    m_name->clear();
    m_value->clear();
    m_table->setFocus(Qt::OtherFocusReason);
}

void LabHeaders::remove() {
    if (const session::LabField *field = m_model->fieldAt(m_table->currentIndex().row()))
        m_bench.edit({{field->pointer, {}}}, tr("Take %1 away").arg(shown(field->name)));
}

void LabHeaders::enable() {
    m_remove->setEnabled(m_model->fieldAt(m_table->currentIndex().row()) != nullptr);
    m_add->setEnabled(m_bench.course() != nullptr && !m_name->text().trimmed().isEmpty());
    m_undo->setEnabled(m_bench.undo().canUndo());
    m_redo->setEnabled(m_bench.undo().canRedo());
    const auto count = static_cast<int>(m_bench.change().edits.size());
    m_state->setText(count == 0
                         ? tr("As the scenario says.")
                         : tr("%n change(s). Rows that differ are marked by ≠.", nullptr, count));
}

} // namespace etagere::ui
