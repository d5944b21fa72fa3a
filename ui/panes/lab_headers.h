// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtWidgets/QWidget>

#include "core/session/lab_course.h"

#include <cstdint>
#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace etagere::ui {

class LabBench;

/// The response fields that a scenario's servers send, to be changed in place.
class LabFieldModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Resource, From, Name, Value, Count };
    using QAbstractTableModel::QAbstractTableModel;
    void setCourse(std::shared_ptr<const session::LabCourse> course);
    [[nodiscard]] const session::LabField *fieldAt(int row) const; ///< null outside the rows

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    void changed(const etagere::session::LabField &field, const QString &value);

private:
    std::shared_ptr<const session::LabCourse> m_course;
    std::vector<session::LabField> m_fields;
};

/// Changes what the servers of a scenario send, and plays it again: fields are changed, added,
/// taken away; each change can be undone and redone.
class LabHeaders final : public QWidget {
    Q_OBJECT
public:
    explicit LabHeaders(LabBench &bench, QWidget *parent = nullptr);

private:
    [[nodiscard]] QWidget *makeAdding();
    [[nodiscard]] QWidget *makeButtons();
    void refill();
    void add();
    void remove();
    void enable();
    LabBench &m_bench;
    LabFieldModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    QComboBox *m_resource = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_value = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_redo = nullptr;
    QLabel *m_state = nullptr;
};

} // namespace etagere::ui
