// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableWidget>

#include "ui/widgets/filter_bar.h"
#include "ui/widgets/filter_help.h"

using namespace etagere;

/// The filter's line by itself.
class TestFilterBar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_bar = std::make_unique<ui::FilterBar>();
        m_bar->show();
        m_bar->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_bar.get()));
    }
    void cleanup() { m_bar.reset(); }
    void keysAreGatheredBeforeItFilters();
    void aTextThatIsSetIsAnnouncedAtOnce();
    void whatIsNotFinishedIsNoMistake_data();
    void whatIsNotFinishedIsNoMistake();
    void theMistakeIsMarkedInTheText();
    void countsAreSaidInWords_data();
    void countsAreSaidInWords();
    void helpsExamplesAreUnderstood();
    void escapeIsLeftToTheWindowWhenThereIsNothingToClear();

private:
    QLineEdit *field() { return m_bar->findChild<QLineEdit *>(); }
    QLabel *error() { return m_bar->findChild<QLabel *>(QStringLiteral("filterError")); }
    std::unique_ptr<ui::FilterBar> m_bar;
};

void TestFilterBar::keysAreGatheredBeforeItFilters() {
    QSignalSpy texts(m_bar.get(), &ui::FilterBar::textChanged);
    m_bar->focusField();
    QTest::keyClicks(field(), QStringLiteral("logo"));
    QCOMPARE(texts.size(), qsizetype{0});
    QTRY_COMPARE(texts.size(), qsizetype{1});
    QCOMPARE(texts.front().front().toString(), QStringLiteral("logo"));
}

void TestFilterBar::aTextThatIsSetIsAnnouncedAtOnce() {
    QSignalSpy texts(m_bar.get(), &ui::FilterBar::textChanged);
    m_bar->setText(QStringLiteral("a"));
    QCOMPARE(texts.size(), qsizetype{1});
    m_bar->setText(QStringLiteral("a"));
    QCOMPARE(texts.size(), qsizetype{1});
    m_bar->addTerm(QStringLiteral("host"), QStringLiteral("b c"));
    QCOMPARE(m_bar->text(), QStringLiteral("a host:\"b c\""));
}

void TestFilterBar::whatIsNotFinishedIsNoMistake_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("mistake");
    QTest::newRow("a key without its value yet") << QStringLiteral("outcome:") << false;
    QTest::newRow("a quote that is still open") << QStringLiteral("url:\"a") << false;
    QTest::newRow("a key that was left without a value") << QStringLiteral("outcome: logo") << true;
    QTest::newRow("a key that there is not") << QStringLiteral("hots:a") << true;
    QTest::newRow("a word") << QStringLiteral("hots") << false;
    QTest::newRow("no number") << QStringLiteral("size:>many ") << true;
}

void TestFilterBar::whatIsNotFinishedIsNoMistake() {
    QFETCH(QString, typed);
    QFETCH(bool, mistake);
    QSignalSpy texts(m_bar.get(), &ui::FilterBar::textChanged);
    m_bar->focusField();
    QTest::keyClicks(field(), typed);
    QTRY_VERIFY(!texts.isEmpty());
    QCOMPARE(error()->isVisible(), mistake);
    QCOMPARE(error()->text().isEmpty(), !mistake);
}

void TestFilterBar::theMistakeIsMarkedInTheText() {
    m_bar->setText(QStringLiteral("logo"));
    const QImage before = field()->grab().toImage();
    m_bar->setText(QStringLiteral("hots:a"));
    QVERIFY(error()->isVisible());
    const QImage marked = field()->grab().toImage();
    m_bar->setText(QStringLiteral("host:a"));
    QVERIFY(!error()->isVisible());
    const QImage plain = field()->grab().toImage();
    // The mark is drawn below the letters, where the plain text has nothing.
    int markedDots = 0;
    int plainDots = 0;
    for (int x = 0; x < marked.width(); ++x) {
        for (int y = marked.height() / 2; y < marked.height(); ++y) {
            const auto red = [](QRgb dot) { return qRed(dot) > qGreen(dot) + 60; };
            markedDots += red(marked.pixel(x, y)) ? 1 : 0;
            plainDots += red(plain.pixel(x, y)) ? 1 : 0;
        }
    }
    QVERIFY2(markedDots > plainDots + 10, "no mark under the mistake");
    QVERIFY(before != marked);
    QCOMPARE(field()->text(), QStringLiteral("host:a"));
}

void TestFilterBar::countsAreSaidInWords_data() {
    QTest::addColumn<std::size_t>("shown");
    QTest::addColumn<std::size_t>("total");
    QTest::addColumn<QString>("text");
    QTest::newRow("some") << std::size_t{42} << std::size_t{318} << QStringLiteral("42 of 318");
    QTest::newRow("all") << std::size_t{318} << std::size_t{318} << QStringLiteral("318");
    QTest::newRow("none of them") << std::size_t{0} << std::size_t{3} << QStringLiteral("0 of 3");
}

void TestFilterBar::countsAreSaidInWords() {
    QFETCH(std::size_t, shown);
    QFETCH(std::size_t, total);
    QFETCH(QString, text);
    m_bar->setCounts(shown, total);
    QCOMPARE(m_bar->findChild<QLabel *>(QStringLiteral("filterCounts"))->text(), text);
}

void TestFilterBar::helpsExamplesAreUnderstood() {
    QTest::keyClick(field(), Qt::Key_F1);
    auto *help = m_bar->findChild<ui::FilterHelp *>();
    QVERIFY(help != nullptr && help->isVisible());
    auto *table = help->findChild<QTableWidget *>();
    QVERIFY(table->rowCount() >= 20);
    for (int row = 0; row < table->rowCount(); ++row) {
        const QString example = table->item(row, 0)->text();
        QVERIFY(!table->item(row, 1)->text().isEmpty());
        m_bar->setText({});
        Q_EMIT help->exampleChosen(example);
        QCOMPARE(m_bar->text(), example);
        QVERIFY2(!error()->isVisible(),
                 qPrintable(example + QStringLiteral(": ") + error()->text()));
    }
}

void TestFilterBar::escapeIsLeftToTheWindowWhenThereIsNothingToClear() {
    m_bar->setText(QStringLiteral("a"));
    QTest::keyClick(field(), Qt::Key_Escape);
    QCOMPARE(m_bar->text(), QString());
    QKeyEvent escape(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
    escape.ignore();
    QCoreApplication::sendEvent(field(), &escape);
    QVERIFY(!escape.isAccepted());
}

QTEST_MAIN(TestFilterBar)
#include "test_filter_bar.moc"
