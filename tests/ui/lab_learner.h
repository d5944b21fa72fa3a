// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

#include "core/scenario/lessons.h"
#include "ui/models/text.h"
#include "ui/panes/lab_bench.h"
#include "ui/panes/lab_pane.h"
#include "ui/panes/lab_question.h"

#include <memory>

namespace etagere::tests {

/// Somebody before the lab, with a mouse or with the keyboard alone.
class LabLearner {
public:
    explicit LabLearner(bool usesMouse)
        : m_usesMouse(usesMouse)
        , m_pane(std::make_unique<ui::LabPane>()) {
        m_pane->resize(1400, 900);
        m_pane->show();
        m_pane->activateWindow();
        m_isReady = QTest::qWaitForWindowActive(m_pane.get());
    }
    [[nodiscard]] bool isReady() const { return m_isReady; }
    ui::LabPane &pane() { return *m_pane; }
    ui::LabBench &bench() { return m_pane->bench(); }
    template <class Widget>
    Widget *find(const char *name) {
        return m_pane->findChild<Widget *>(QString::fromLatin1(name));
    }
    QList<ui::LabQuestion *> cards() { return m_pane->findChildren<ui::LabQuestion *>(); }

    /// Chooses a lesson in the list.
    [[nodiscard]] bool choose(const char *number) {
        auto *list = find<QTableView>("labLessons");
        int row = -1;
        for (int i = 0; i < list->model()->rowCount(); ++i) {
            if (list->model()->index(i, 0).data().toString() == QLatin1String(number))
                row = i;
        }
        if (row < 0)
            return false;
        const QModelIndex index = list->model()->index(row, 1);
        if (m_usesMouse) {
            list->scrollTo(index);
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                              list->visualRect(index).center());
        } else {
            if (!goTo(list))
                return false;
            QTest::keyClick(list, Qt::Key_Home, Qt::ControlModifier);
            for (int i = 0; i < row; ++i)
                QTest::keyClick(list, Qt::Key_Down);
            QTest::keyClick(list, Qt::Key_Return);
        }
        return isOpen(number);
    }
    [[nodiscard]] bool isOpen(const char *number) {
        return QTest::qWaitFor([&] {
            const auto plain = bench().plain();
            return plain && plain->scenario.number == number && !bench().isBusy();
        });
    }
    void step() {
        if (m_usesMouse)
            QTest::mouseClick(button(QStringLiteral("Step forward")), Qt::LeftButton);
        else
            QTest::keyClick(focus(), Qt::Key_F10);
    }
    /// Answers and waits for the verdict.
    [[nodiscard]] bool answer(ui::LabQuestion *card, const scenario::Question &question,
                              const scenario::Answer &answer) {
        bool isJudged = false;
        const auto watch = QObject::connect(&bench(), &ui::LabBench::judged, card,
                                            [&isJudged] { isJudged = true; });
        const bool isGiven =
            give(card, question, answer) && QTest::qWaitFor([&isJudged] { return isJudged; });
        QObject::disconnect(watch);
        return isGiven && QTest::qWaitFor([this] { return !bench().isBusy(); });
    }
    static QString verdict(const ui::LabQuestion *card) {
        return card->findChild<QLabel *>(QStringLiteral("verdict"))->text();
    }

private:
    QWidget *focus() {
        QWidget *const widget = QApplication::focusWidget();
        return widget != nullptr ? widget : m_pane.get();
    }
    QWidget *button(const QString &name) {
        for (auto *one : m_pane->findChildren<QAbstractButton *>()) {
            if (one->accessibleName() == name)
                return one;
        }
        return nullptr;
    }
    /// By the tabulator key alone.
    [[nodiscard]] bool goTo(QWidget *wanted) {
        constexpr int most = 300;
        for (int i = 0; i < most && QApplication::focusWidget() != wanted; ++i)
            QTest::keyClick(focus(), Qt::Key_Tab);
        return QApplication::focusWidget() == wanted;
    }
    [[nodiscard]] bool press(QAbstractButton *one) {
        if (m_usesMouse) {
            QTest::mouseClick(one, Qt::LeftButton, {}, QPoint(5, one->height() / 2));
            return true;
        }
        if (!goTo(one))
            return false;
        QTest::keyClick(one, Qt::Key_Space);
        return true;
    }
    [[nodiscard]] bool write(QLineEdit *line, const QString &text) {
        if (m_usesMouse)
            QTest::mouseClick(line, Qt::LeftButton);
        else if (!goTo(line))
            return false;
        QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(line, text);
        return line->text() == text;
    }
    static QString textOf(const std::string &json) {
        return QJsonDocument::fromJson('[' + QByteArray::fromStdString(json) + ']')
            .array()
            .at(0)
            .toString();
    }
    [[nodiscard]] bool give(ui::LabQuestion *card, const scenario::Question &question,
                            const scenario::Answer &answer) {
        using scenario::QuestionKind;
        if (question.kind == QuestionKind::Outcome) {
            for (std::size_t i = 0; i < question.options.size(); ++i) {
                if (question.options[i].id == answer.outcome)
                    return press(card->findChildren<QPushButton *>(
                        QStringLiteral("outcome"))[static_cast<qsizetype>(i)]);
            }
            return false;
        }
        if (question.kind == QuestionKind::Number &&
            !write(card->findChild<QLineEdit *>(QStringLiteral("number")),
                   QString::number(answer.number)))
            return false;
        if (question.kind == QuestionKind::Pick && !pick(card, question, answer))
            return false;
        const auto lines = card->findChildren<QLineEdit *>(QStringLiteral("edit"));
        for (const scenario::Edit &edit : answer.edits) {
            for (std::size_t i = 0; i < question.editable.size(); ++i) {
                if (question.editable[i] == edit.pointer &&
                    !write(lines[static_cast<qsizetype>(i)], textOf(edit.json)))
                    return false;
            }
        }
        return press(card->findChild<QPushButton *>(QStringLiteral("check")));
    }
    [[nodiscard]] bool pick(ui::LabQuestion *card, const scenario::Question &question,
                            const scenario::Answer &answer) {
        const auto boxes = card->findChildren<QCheckBox *>(QStringLiteral("pick"));
        for (std::size_t i = 0; i < question.options.size(); ++i) {
            QCheckBox *box = boxes[static_cast<qsizetype>(i)];
            const auto &ids = answer.picked;
            const bool wanted =
                std::find(ids.begin(), ids.end(), question.options[i].id) != ids.end();
            if (box->isChecked() != wanted && !press(box))
                return false;
        }
        return true;
    }
    bool m_usesMouse;
    bool m_isReady = false;
    std::unique_ptr<ui::LabPane> m_pane;
};

} // namespace etagere::tests
