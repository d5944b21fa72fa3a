// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include "core/scenario/playground.h"
#include "core/session/job.h"

#include <memory>
#include <string>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QTableView;

namespace etagere::ui {

class Article;
class PageView;
class TrialModel;

/// Response headers as somebody types or pastes them, and at once what each browser model makes of
/// them: stored or not, for how long, what is sent the next time, and why. Can be shared as a
/// scenario and as a command line.
class LabPlayground final : public QWidget {
    Q_OBJECT
public:
    explicit LabPlayground(QWidget *parent = nullptr);
    [[nodiscard]] bool isTrying() const { return m_job.isRunning() || m_pause.isActive(); }

Q_SIGNALS:
    /// It is to be looked at as a scenario.
    void scenarioMade(const std::string &json);

private:
    [[nodiscard]] QWidget *makeQuestion();
    [[nodiscard]] QWidget *makeAnswer();
    [[nodiscard]] QWidget *makeSharing();
    [[nodiscard]] bool readQuestion(scenario::Experiment &experiment);
    void ask();
    void tryOut();
    void take(std::shared_ptr<const scenario::Trial> trial);
    void writeWhy();
    void saveScenario();
    [[nodiscard]] QString remarksOn(const scenario::Trial &trial) const;
    session::Job m_job;
    QTimer m_pause;
    std::shared_ptr<const scenario::Trial> m_trial;
    TrialModel *m_model = nullptr;
    QPlainTextEdit *m_response = nullptr;
    QPlainTextEdit *m_request = nullptr;
    QComboBox *m_method = nullptr;
    QSpinBox *m_status = nullptr;
    QLineEdit *m_age = nullptr;
    QComboBox *m_reload = nullptr;
    QLabel *m_remarks = nullptr;
    QTableView *m_table = nullptr;
    Article *m_why = nullptr;
    PageView *m_page = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_stage = nullptr;
};

} // namespace etagere::ui
