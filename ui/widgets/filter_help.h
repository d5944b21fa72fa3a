// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QDialog>

class QTableWidget;

namespace etagere::ui {

/// The keys of the filter language with what they mean and an example of each, which can be put
/// into the filter. Stays open beside the window.
class FilterHelp final : public QDialog {
    Q_OBJECT
public:
    explicit FilterHelp(QWidget *parent = nullptr);

Q_SIGNALS:
    void exampleChosen(const QString &term);

private:
    void fill();
    QTableWidget *m_table = nullptr;
};

} // namespace etagere::ui
