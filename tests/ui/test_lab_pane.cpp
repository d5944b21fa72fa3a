// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QFile>
#include <QtGui/QClipboard>
#include <QtGui/QImage>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QSlider>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTextBrowser>

#include "tests/ui/accessible_names.h"
#include "tests/ui/home.h"
#include "tests/ui/lab_learner.h"
#include "tests/ui/shown_texts.h"
#include "ui/models/roles.h"
#include "ui/models/shelf_model.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/sequence_view.h"

using namespace etagere;
using namespace etagere::tests;

/// Markup wherever an author can write.
const QString hostileFile = QStringLiteral(ETAGERE_SOURCE_DIR "/tests/ui/lab_hostile.json");

/// The lab as a part of the window: clock, changes, exports, and what it is told.
class TestLabPane final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void clockIsScrubbed();
    void rowIsExplained();
    void whatIfIsMarkedAndUndone();
    void fieldIsChangedAndUndone();
    void browsersStandSideBySide();
    void languageIsChosenAndKept();
    void playingStopsWhereSomethingIsAsked();
    void everythingIsExported_data();
    void everythingIsExported();
    void whatCannotBeWrittenIsSaid();
    void brokenFileIsToldWithItsPlace();
    void markupIsShownAsText();
    void headerEditorAnswersAQuestion();
    void answersAreJudgedOneAfterTheOther();
    void theKeyboardGoesAsOneReads();
    void everyControlHasAName();

private:
    [[nodiscard]] QString notice() {
        return m_learner->find<ui::MessageBar>("labNotice")->sentence();
    }
    [[nodiscard]] bool settles() {
        return QTest::qWaitFor([this] { return !m_learner->bench().isBusy(); });
    }
    [[nodiscard]] QTableView *table(const char *name) { return m_learner->find<QTableView>(name); }
    std::unique_ptr<Home> m_home;
    std::unique_ptr<LabLearner> m_learner;
};

void TestLabPane::init() {
    m_home = std::make_unique<Home>();
    QSettings().setValue(QStringLiteral("lab/language"), QStringLiteral("en"));
    m_learner = std::make_unique<LabLearner>(true);
    QVERIFY(m_learner->isReady());
    QVERIFY(m_learner->choose("1"));
}

void TestLabPane::cleanup() {
    m_learner.reset();
    m_home.reset();
}

void TestLabPane::clockIsScrubbed() {
    ui::LabBench &bench = m_learner->bench();
    QTableView *shelves = table("labShelves");
    QCOMPARE(shelves->model()->rowCount(), 0);
    bench.setClock(std::chrono::seconds(5));
    QCOMPARE(bench.taken(), std::size_t{1});
    QCOMPARE(shelves->model()->rowCount(), 1);
    const auto left = [&] {
        return shelves->model()
            ->index(0, static_cast<int>(ui::ShelfModel::Column::Freshness))
            .data(ui::FractionRole)
            .toDouble();
    };
    const double before = left();
    auto *slider = m_learner->find<QSlider>("labScrub");
    QTest::keyClick(slider, Qt::Key_Right);
    // By a step that is seen: 200 take it over the whole scale.
    QVERIFY(bench.clock() > std::chrono::milliseconds(5100));
    QVERIFY(left() < before);
    QTest::keyClick(slider, Qt::Key_End); // long after the last step
    QCOMPARE(bench.taken(), bench.steps());
    QVERIFY(left() < 0);
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(bench.taken(), std::size_t{1}); // the first step is at the beginning
}

void TestLabPane::rowIsExplained() {
    m_learner->bench().goTo(3);
    auto *diagram = m_learner->find<ui::SequenceView>("sequenceView");
    const auto &rows = m_learner->bench().course()->sequence.rows;
    QCOMPARE(diagram->rows(), m_learner->bench().rows());
    const auto decided = std::find_if(rows.begin(), rows.end(), [](const auto &row) {
        return row.outcome == cache::Outcome::FreshHit;
    });
    QVERIFY(decided != rows.end());
    QTest::keyClick(diagram, Qt::Key_Home);
    for (auto row = rows.begin(); row != decided; ++row)
        QTest::keyClick(diagram, Qt::Key_Down);
    const QString said = m_learner->find<QTextBrowser>("labDetail")->toPlainText();
    QVERIFY2(said.contains(QStringLiteral("RFC 9111")), qPrintable(said));
    // The table has the same rows, and the same one is chosen in it.
    QTableView *rowsAsTable = table("labTable");
    QCOMPARE(rowsAsTable->model()->rowCount(), static_cast<int>(diagram->rows()));
    QCOMPARE(rowsAsTable->currentIndex().row(), diagram->selected());
}

void TestLabPane::whatIfIsMarkedAndUndone() {
    ui::LabBench &bench = m_learner->bench();
    bench.goTo(bench.steps());
    auto *box = m_learner->find<QCheckBox>("whatIf");
    QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(5, box->height() / 2));
    QVERIFY(settles());
    QVERIFY(box->isChecked());
    const auto &differs = bench.differs();
    QVERIFY(std::find(differs.begin(), differs.end(), true) != differs.end());
    QVERIFY(bench.course() != bench.plain());
    m_learner->pane().undo().undo();
    QVERIFY(settles());
    QVERIFY(!box->isChecked());
    QCOMPARE(bench.course(), bench.plain());
    m_learner->pane().undo().redo();
    QVERIFY(settles());
    QVERIFY(box->isChecked());
}

void TestLabPane::fieldIsChangedAndUndone() {
    ui::LabBench &bench = m_learner->bench();
    QTableView *fields = table("labFields");
    QModelIndex value;
    for (int row = 0; row < fields->model()->rowCount(); ++row) {
        if (fields->model()->index(row, 2).data().toString() == QStringLiteral("Cache-Control"))
            value = fields->model()->index(row, 3);
    }
    QVERIFY(value.isValid());
    QVERIFY(fields->model()->setData(value, QStringLiteral("no-store"), Qt::EditRole));
    QVERIFY(settles());
    bench.goTo(1);
    QCOMPARE(table("labShelves")->model()->rowCount(), 0);
    m_learner->pane().undo().undo();
    QVERIFY(settles());
    QCOMPARE(table("labShelves")->model()->rowCount(), 1);
    // A field is added, and taken away again.
    m_learner->find<QTabWidget>("labSide")->setCurrentIndex(2);
    const int before = fields->model()->rowCount();
    QTest::keyClicks(m_learner->find<QLineEdit>("labFieldName"), QStringLiteral("X-More"));
    QTest::keyClicks(m_learner->find<QLineEdit>("labFieldValue"), QStringLiteral("a \"b\""));
    QTest::mouseClick(m_learner->find<QPushButton>("labAddField"), Qt::LeftButton);
    QVERIFY(settles());
    QCOMPARE(fields->model()->rowCount(), before + 1);
    for (int row = 0; row < fields->model()->rowCount(); ++row) {
        if (fields->model()->index(row, 2).data().toString() == QStringLiteral("X-More")) {
            QCOMPARE(fields->model()->index(row, 3).data().toString(), QStringLiteral("a \"b\""));
            fields->selectRow(row);
        }
    }
    QTest::mouseClick(m_learner->find<QPushButton>("labRemoveField"), Qt::LeftButton);
    QVERIFY(settles());
    QCOMPARE(fields->model()->rowCount(), before);
}

void TestLabPane::browsersStandSideBySide() {
    m_learner->find<QTabWidget>("labViews")->setCurrentIndex(2);
    QTableView *compared = table("labCompared");
    QTRY_COMPARE(compared->model()->rowCount(), static_cast<int>(m_learner->bench().steps()));
    QCOMPARE(compared->model()->columnCount(), 6);
    QVERIFY(!m_learner->find<QLabel>("labDiffering")->text().isEmpty());
    QVERIFY(!compared->model()->index(0, 2).data().toString().isEmpty());
}

void TestLabPane::languageIsChosenAndKept() {
    m_learner->step();
    auto *language = m_learner->find<QComboBox>("labLanguage");
    language->setCurrentIndex(language->findData(QStringLiteral("pt")));
    Q_EMIT language->activated(language->currentIndex());
    QVERIFY(settles());
    const auto &title = m_learner->bench().plain()->scenario.title;
    QCOMPARE(m_learner->find<QLabel>("labTitle")->text(), ui::fromUtf8(title.in("pt")));
    QCOMPARE(table("labLessons")->model()->index(0, 1).data().toString(),
             ui::fromUtf8(title.in("pt")));
    QCOMPARE(m_learner->bench().taken(), std::size_t{1}); // the place is kept
    QCOMPARE(QSettings().value(QStringLiteral("lab/language")).toString(), QStringLiteral("pt"));
}

void TestLabPane::playingStopsWhereSomethingIsAsked() {
    QTest::keyClick(&m_learner->pane(), Qt::Key_F5);
    QTRY_COMPARE(m_learner->bench().taken(), std::size_t{1});
    // The first question of lesson 1 comes after its first step.
    QVERIFY(!m_learner->cards().first()->isHidden());
    QVERIFY(m_learner->cards().last()->isHidden());
    QTest::keyClick(&m_learner->pane(), Qt::Key_F10, Qt::ControlModifier);
    QCOMPARE(m_learner->bench().taken(), std::size_t{0});
    QTest::keyClick(&m_learner->pane(), Qt::Key_End, Qt::AltModifier);
    QCOMPARE(m_learner->bench().taken(), m_learner->bench().steps());
}

void TestLabPane::everythingIsExported_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("begins");
    const auto row = [](const char *name, ui::LabFormat format, const char *begins) {
        QTest::newRow(name) << static_cast<int>(format) << QByteArray(begins);
    };
    row("drawing", ui::LabFormat::Svg, "<");
    row("picture", ui::LabFormat::Png, "\x89PNG");
    row("Mermaid", ui::LabFormat::Mermaid, "sequenceDiagram");
    row("table", ui::LabFormat::Text, "");
    row("scenario", ui::LabFormat::Scenario, "{");
    row("page", ui::LabFormat::HandoutHtml, "<!");
    row("document", ui::LabFormat::HandoutPdf, "%PDF");
}

void TestLabPane::everythingIsExported() {
    QFETCH(int, format);
    QFETCH(QByteArray, begins);
    const QString path = m_home->file(QStringLiteral("out"));
    m_learner->pane().exportTo(static_cast<ui::LabFormat>(format), path);
    QTRY_VERIFY2(notice().startsWith(QStringLiteral("Written to")), qPrintable(notice()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.size() > 200);
    QVERIFY2(bytes.startsWith(begins), bytes.left(40).constData());
    if (begins == "\x89PNG")
        QVERIFY(QImage::fromData(bytes).width() > 200);
}

void TestLabPane::whatCannotBeWrittenIsSaid() {
    m_learner->pane().exportTo(ui::LabFormat::Svg, m_home->file(QStringLiteral("gone/out.svg")));
    QTRY_VERIFY2(notice().contains(QStringLiteral("cannot be written")), qPrintable(notice()));
}

void TestLabPane::brokenFileIsToldWithItsPlace() {
    const QString path = m_home->write(
        QStringLiteral("broken.json"),
        "{\"schema\": \"etagere.scenario/1\",\n \"id\": \"x\",\n \"titel\": \"<b>\"}");
    const auto before = m_learner->bench().plain();
    m_learner->pane().openFile(path);
    QTRY_VERIFY(!notice().isEmpty());
    QVERIFY2(notice().contains(QStringLiteral("titel")) ||
                 notice().contains(QStringLiteral("Line")),
             qPrintable(notice()));
    QCOMPARE(m_learner->bench().plain(), before);
    m_learner->pane().openFile(m_home->file(QStringLiteral("not-there.json")));
    QTRY_VERIFY(notice().contains(QStringLiteral("not-there.json")));
}

void TestLabPane::markupIsShownAsText() {
    m_learner->pane().openFile(hostileFile);
    QTRY_COMPARE(m_learner->bench().plain()->scenario.id, std::string("hostile"));
    m_learner->bench().goTo(1);
    for (int tab = 0; tab < 3; ++tab) {
        m_learner->find<QTabWidget>("labSide")->setCurrentIndex(tab);
        for (const QLabel *label : m_learner->pane().findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                     qPrintable(label->text()));
    }
    const QString title = m_learner->find<QLabel>("labTitle")->text();
    QVERIFY2(title.startsWith(QStringLiteral("<b>bold</b>")), qPrintable(title));
    auto *diagram = m_learner->find<ui::SequenceView>("sequenceView");
    for (std::size_t row = 0; row < diagram->rows(); ++row) {
        QTest::keyClick(diagram, Qt::Key_Down);
        const auto *detail = m_learner->find<QTextBrowser>("labDetail");
        QVERIFY(!detail->toHtml().contains(QStringLiteral("<b>note</b>")));
    }
    // Tool tips would guess.
    for (const auto *view : m_learner->pane().findChildren<QTableView *>()) {
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column)
                QVERIFY(!Qt::mightBeRichText(
                    view->model()->index(row, column).data(Qt::ToolTipRole).toString()));
        }
    }
}

/// The question's line follows the stage's editor, as long as nothing else was written there.
void TestLabPane::headerEditorAnswersAQuestion() {
    ui::LabBench &bench = m_learner->bench();
    bench.goTo(bench.steps());
    auto *line = m_learner->find<QLineEdit>("edit");
    QVERIFY(line != nullptr);
    const QString before = line->text();
    const auto fields = session::fieldsOf(bench.plain()->scenario);
    const auto field = std::find_if(fields.begin(), fields.end(),
                                    [](const auto &one) { return one.name == "Cache-Control"; });
    QVERIFY(field != fields.end());
    bench.edit({{field->pointer, "\"max-age=100\""}}, QStringLiteral("edit"));
    QVERIFY(settles());
    QCOMPARE(line->text(), QStringLiteral("max-age=100"));
    m_learner->pane().undo().undo();
    QVERIFY(settles());
    QCOMPARE(line->text(), before);
    line->setText(QStringLiteral("no-store"));
    m_learner->pane().undo().redo();
    QVERIFY(settles());
    QCOMPARE(line->text(), QStringLiteral("no-store"));
}

/// Somebody who answers quickly hears of each answer.
void TestLabPane::answersAreJudgedOneAfterTheOther() {
    ui::LabBench &bench = m_learner->bench();
    const auto &questions = bench.plain()->scenario.questions;
    QVERIFY(questions.size() >= 3);
    QSignalSpy judged(&bench, &ui::LabBench::judged);
    for (std::size_t i = 0; i < questions.size(); ++i)
        bench.judge(i, questions[i].right);
    QTRY_COMPARE(static_cast<std::size_t>(judged.size()), questions.size());
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const QList<QVariant> &told = judged.at(static_cast<int>(i));
        QCOMPARE(told.at(0).value<std::size_t>(), i);
        QVERIFY(told.at(1).value<scenario::Verdict>().isRight);
    }
}

void TestLabPane::theKeyboardGoesAsOneReads() {
    const QStringList wanted{QStringLiteral("labLeave"),    QStringLiteral("labLanguage"),
                             QStringLiteral("labOpen"),     QStringLiteral("labExport"),
                             QStringLiteral("labLessons"),  QStringLiteral("sequenceView"),
                             QStringLiteral("labTable"),    QStringLiteral("labCompared"),
                             QStringLiteral("labScrub"),    QStringLiteral("labShelves"),
                             QStringLiteral("labTasks"),    QStringLiteral("labDetail"),
                             QStringLiteral("labFields"),   QStringLiteral("playResponse"),
                             QStringLiteral("playStatus"),  QStringLiteral("playAge"),
                             QStringLiteral("playRequest"), QStringLiteral("playAnswers"),
                             QStringLiteral("playWhy"),     QStringLiteral("playStage")};
    QStringList met;
    const QWidget *pane = &m_learner->pane();
    for (const QWidget *at = pane->nextInFocusChain(); at != pane; at = at->nextInFocusChain()) {
        if (wanted.contains(at->objectName()))
            met.append(at->objectName());
    }
    QCOMPARE(met, wanted);
}

void TestLabPane::everyControlHasAName() {
    m_learner->bench().goTo(m_learner->bench().steps());
    const auto all = [this] { return namelessControls(m_learner->pane()); };
    for (const char *tabs : {"labViews", "labSide", "labTabs"}) {
        auto *one = m_learner->find<QTabWidget>(tabs);
        for (int i = 0; i < one->count(); ++i) {
            one->setCurrentIndex(i);
            QVERIFY2(all().isEmpty(), qPrintable(all().join(u' ')));
        }
    }
}

QTEST_MAIN(TestLabPane)
#include "test_lab_pane.moc"
