// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QTimer>
#include <QtGui/QAccessible>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSlider>
#include <QtWidgets/QToolButton>

#include "tests/ui/accessible_names.h"
#include "ui/widgets/clock_axis.h"
#include "ui/widgets/clock_bar.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/time_dialog.h"

#include <chrono>
#include <memory>

using namespace std::chrono_literals;
using etagere::Duration;
using etagere::Instant;
using etagere::ui::ClockAxis;
using etagere::ui::ClockBar;
using etagere::ui::ElidedLabel;
using etagere::ui::TimeDialog;

namespace {

const Instant begin = std::chrono::sys_days(std::chrono::year{2026} / 3 / 1) + 12h;

/// Exchanges at these seconds after the beginning; the last response comes ten seconds on.
std::shared_ptr<etagere::replay::Log> logOf(const std::vector<int> &seconds) {
    auto log = std::make_shared<etagere::replay::Log>();
    log->begin = begin;
    for (const int second : seconds) {
        etagere::replay::Row row;
        row.at = begin + std::chrono::seconds(second);
        row.decision.outcome = etagere::cache::Outcome::Stored;
        log->rows.push_back(row);
    }
    log->end = log->rows.back().at + 10s;
    return log;
}

} // namespace

/// The scale, the texts and the keys of the virtual clock.
class TestClockBar final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void typedTimes_data();
    void typedTimes();
    void positionsGoThereAndBack_data();
    void positionsGoThereAndBack();
    void nightBetweenVisitsIsFolded();
    void shortCaptureIsNotFolded();
    void keysScrub();
    void clickOnTheMarksScrubs();
    void buttonsStepBeyondTheCapture();
    void clockStaysWithinReach();
    void settingTheClockSaysNothing();
    void textTellsPlaceAndInstant();
    void timeDialogSaysWhatIsExpected();
    void timeDialogSetsTheClock();
    void withoutACaptureItIsDisabled();
    void everyControlHasAName();
    void millionExchangesAreShown();

private:
    [[nodiscard]] QSlider *slider() const { return m_bar->findChild<QSlider *>(); }
    [[nodiscard]] QToolButton *button(const QString &text) const;
    [[nodiscard]] bool says(const QString &text) const;
    std::unique_ptr<ClockBar> m_bar;
};

void TestClockBar::init() {
    m_bar = std::make_unique<ClockBar>();
    m_bar->setLog(logOf({0, 20, 90}));
    m_bar->resize(1200, 120);
    m_bar->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_bar.get()));
}

QToolButton *TestClockBar::button(const QString &text) const {
    for (auto *one : m_bar->findChildren<QToolButton *>()) {
        if (one->text() == text)
            return one;
    }
    return nullptr;
}

bool TestClockBar::says(const QString &text) const {
    const auto labels = m_bar->findChildren<ElidedLabel *>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const ElidedLabel *label) { return label->accessibleName() == text; });
}

void TestClockBar::typedTimes_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isTime");
    QTest::addColumn<qint64>("afterBegin"); // milliseconds
    constexpr qint64 minute = 60'000;
    const auto row = [](const char *name, const QString &typed, qint64 after) {
        QTest::newRow(name) << typed << true << after;
    };
    const auto bad = [](const char *name, const QString &typed) {
        QTest::newRow(name) << typed << false << qint64{0};
    };
    row("plus counts from the clock", QStringLiteral("+90 min"), 100 * minute);
    row("minus counts back from the clock", QStringLiteral("-4min"), 6 * minute);
    row("a word processor's minus is one", QStringLiteral("\u22124 min"), 6 * minute);
    row("no sign counts from the beginning", QStringLiteral("2 h 30 min"), 150 * minute);
    row("units may be written out", QStringLiteral("1 day"), 1440 * minute);
    row("a comma is a decimal sign too", QStringLiteral("1,5 s"), 1500);
    row("a date with a time is UTC", QStringLiteral("2026-03-01 13:00"), 60 * minute);
    row("an offset of a date counts", QStringLiteral("2026-03-01T13:00:00+01:00"), 0);
    row("the clock's own spelling is understood", QStringLiteral("2026-03-01T12:00:01Z"), 1000);
    bad("nothing", QString());
    bad("a sign alone", QStringLiteral("+"));
    bad("a number without a unit", QStringLiteral("90"));
    bad("an unknown unit", QStringLiteral("90 parsecs"));
    bad("a unit without a number", QStringLiteral("min"));
    bad("a word", QStringLiteral("tomorrow"));
    bad("more than any clock shows", QStringLiteral("999999999 y"));
    bad("text behind a time", QStringLiteral("5 s later"));
}

void TestClockBar::typedTimes() {
    QFETCH(const QString, typed);
    QFETCH(const bool, isTime);
    QFETCH(const qint64, afterBegin);
    const auto instant = etagere::ui::instantFrom(typed, begin, begin + 10min);
    QCOMPARE(instant.has_value(), isTime);
    if (isTime)
        QCOMPARE(std::chrono::floor<std::chrono::milliseconds>(*instant - begin).count(),
                 afterBegin);
}

void TestClockBar::positionsGoThereAndBack_data() {
    QTest::addColumn<std::vector<int>>("seconds");
    QTest::newRow("a visit of a minute") << std::vector<int>{0, 5, 60};
    QTest::newRow("two visits a day apart") << std::vector<int>{0, 5, 86'400, 86'410};
    QTest::newRow("a single exchange") << std::vector<int>{0};
    QTest::newRow("many visits") << std::vector<int>{0,      3600,   7200,   9000,   20000,  40000,
                                                     90000,  99000,  200000, 300000, 400000, 500000,
                                                     600000, 700000, 900000, 1200000};
}

void TestClockBar::positionsGoThereAndBack() {
    QFETCH(const std::vector<int>, seconds);
    const ClockAxis axis(*logOf(seconds));
    QCOMPARE(axis.positionOf(axis.begin()), 0);
    QCOMPARE(axis.positionOf(axis.end()), axis.divider());
    QCOMPARE(axis.instantAt(axis.divider()), axis.end());
    Instant before = axis.instantAt(0);
    QCOMPARE(before, axis.begin());
    for (int position = 1; position <= ClockAxis::positions; ++position) {
        const Instant at = axis.instantAt(position);
        QVERIFY2(at >= before, "time never goes back along the scale");
        QVERIFY(std::abs(axis.positionOf(at) - position) <= 2 || at - before < 5ms);
        before = at;
    }
    QVERIFY2(before - axis.end() > 24h * 365, "a lifetime of a year ends on the scale");
}

void TestClockBar::nightBetweenVisitsIsFolded() {
    const ClockAxis axis(*logOf({0, 20, 40, 60, 86'400, 86'420, 86'440, 86'460}));
    QCOMPARE(axis.pieces().size(), std::size_t{3});
    QVERIFY(!axis.pieces()[0].folded);
    QVERIFY(axis.pieces()[1].folded);
    QVERIFY(!axis.pieces()[2].folded);
    // A minute of the first visit takes far more room than the night.
    QVERIFY(axis.positionOf(begin + 60s) > 1000);
    const int night = axis.positionOf(begin + 86'400s) - axis.positionOf(begin + 200s);
    QVERIFY(night < 1000);
}

void TestClockBar::shortCaptureIsNotFolded() {
    const ClockAxis axis(*logOf({0, 1, 40}));
    QCOMPARE(axis.pieces().size(), std::size_t{1});
}

void TestClockBar::keysScrub() {
    QSignalSpy scrubbed(m_bar.get(), &ClockBar::scrubbed);
    m_bar->setClock(begin);
    slider()->setFocus();
    QTest::keyClick(slider(), Qt::Key_Right);
    QCOMPARE(scrubbed.size(), 1);
    const Instant step = m_bar->clock();
    QVERIFY(step > begin);
    QTest::keyClick(slider(), Qt::Key_PageUp);
    QVERIFY(m_bar->clock() - step > step - begin);
    QTest::keyClick(slider(), Qt::Key_Home);
    QCOMPARE(m_bar->clock(), begin);
    QTest::keyClick(slider(), Qt::Key_End);
    QVERIFY(m_bar->clock() > begin + 24h * 365);
    QCOMPARE(scrubbed.last().first().value<Instant>(), m_bar->clock());
}

void TestClockBar::clickOnTheMarksScrubs() {
    const QSignalSpy scrubbed(m_bar.get(), &ClockBar::scrubbed);
    QWidget *scale = slider()->parentWidget();
    QTest::mouseClick(scale, Qt::LeftButton, {}, QPoint(scale->width() / 4, 2));
    QCOMPARE(scrubbed.size(), 1);
    QVERIFY(m_bar->clock() > begin);
    QVERIFY(m_bar->clock() < begin + 100s);
    QTest::mouseClick(slider(), Qt::LeftButton, {},
                      QPoint(slider()->width() * 3 / 4, slider()->height() / 2));
    QVERIFY2(m_bar->clock() > begin + 100s, "the slider goes where it is clicked");
}

void TestClockBar::buttonsStepBeyondTheCapture() {
    QTest::mouseClick(button(QStringLiteral("End")), Qt::LeftButton);
    QCOMPARE(m_bar->clock(), begin + 100s);
    QTest::mouseClick(button(QStringLiteral("+1 min")), Qt::LeftButton);
    QTest::mouseClick(button(QStringLiteral("+1 h")), Qt::LeftButton);
    button(QStringLiteral("+1 d"))->setFocus();
    QTest::keyClick(button(QStringLiteral("+1 d")), Qt::Key_Space);
    QCOMPARE(m_bar->clock(), begin + 100s + 1min + 1h + 24h);
    QTest::mouseClick(button(QStringLiteral("Beginning")), Qt::LeftButton);
    QCOMPARE(m_bar->clock(), begin);
}

void TestClockBar::clockStaysWithinReach() {
    m_bar->setClock(begin - 1h);
    QCOMPARE(m_bar->clock(), begin);
    m_bar->setClock(begin + 24h * 365 * 1000);
    QCOMPARE(m_bar->clock(), begin + 100s + etagere::ui::clockReach);
}

void TestClockBar::settingTheClockSaysNothing() {
    const QSignalSpy scrubbed(m_bar.get(), &ClockBar::scrubbed);
    m_bar->setClock(begin + 42s);
    QCOMPARE(m_bar->clock(), begin + 42s);
    QCOMPARE(scrubbed.size(), 0);
}

void TestClockBar::textTellsPlaceAndInstant() {
    m_bar->setClock(begin + 12'300ms);
    QVERIFY(says(QStringLiteral("12.3 s after the beginning")));
    QVERIFY(says(QStringLiteral("2026-03-01T12:00:12.300Z")));
    m_bar->setClock(begin + 100s + 80min);
    QVERIFY(says(QStringLiteral("1 h 20 min after the end")));
    QVERIFY2(slider()->accessibleDescription().contains(QStringLiteral("after the end")),
             "who cannot see the scale hears the time");
}

void TestClockBar::timeDialogSaysWhatIsExpected() {
    TimeDialog dialog(ClockAxis(begin, begin + 100s), begin + 5s);
    auto *field = dialog.findChild<QLineEdit *>();
    auto *set = dialog.findChild<QDialogButtonBox *>()->buttons().first();
    for (auto *one : dialog.findChildren<QPushButton *>()) {
        if (one->isDefault())
            set = one;
    }
    QVERIFY2(set->isEnabled(), "it begins with the clock's own time");
    field->setText(QStringLiteral("soon"));
    QVERIFY(!set->isEnabled());
    QVERIFY(!dialog.chosen());
    QVERIFY(field->accessibleDescription().contains(QStringLiteral("+90 min")));
    field->setText(QStringLiteral("-1 h"));
    QVERIFY(!set->isEnabled());
    QVERIFY(field->accessibleDescription().contains(QStringLiteral("before the capture")));
    field->setText(QStringLiteral("+200 y"));
    QVERIFY(!set->isEnabled());
    field->setText(QStringLiteral("+1 h"));
    QVERIFY(set->isEnabled());
    QCOMPARE(*dialog.chosen(), begin + 5s + 1h);
    QVERIFY(etagere::tests::namelessControls(dialog).isEmpty());
}

void TestClockBar::timeDialogSetsTheClock() {
    const QSignalSpy scrubbed(m_bar.get(), &ClockBar::scrubbed);
    m_bar->setClock(begin);
    QTimer::singleShot(0, this, [] {
        auto *dialog = qobject_cast<TimeDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog != nullptr);
        auto *field = dialog->findChild<QLineEdit *>();
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("+90 min"));
        QTest::keyClick(field, Qt::Key_Return);
    });
    QTest::mouseClick(button(QStringLiteral("Set time…")), Qt::LeftButton);
    QCOMPARE(m_bar->clock(), begin + 90min);
    QCOMPARE(scrubbed.size(), 1);
}

void TestClockBar::withoutACaptureItIsDisabled() {
    m_bar->setLog(nullptr);
    QVERIFY(!m_bar->isEnabled());
    QVERIFY(says(QStringLiteral("No capture")));
}

void TestClockBar::everyControlHasAName() {
    QCOMPARE(etagere::tests::namelessControls(*m_bar), QStringList());
}

void TestClockBar::millionExchangesAreShown() {
    auto log = std::make_shared<etagere::replay::Log>(*logOf({0}));
    log->rows.resize(1'000'000, log->rows.front());
    for (std::size_t i = 0; i < log->rows.size(); ++i)
        log->rows[i].at = begin + std::chrono::milliseconds(i);
    log->end = log->rows.back().at;
    m_bar->setLog(log);
    const QImage image = m_bar->grab().toImage();
    // The lane of what came from the network is filled from end to end.
    QWidget *scale = slider()->parentWidget();
    const QPoint lane = scale->mapTo(m_bar.get(), QPoint(0, 0));
    QSet<QRgb> colours;
    for (int y = lane.y(); y < lane.y() + slider()->y(); ++y)
        colours.insert(image.pixel(lane.x() + scale->width() / 3, y));
    QVERIFY(colours.size() > 1);
}

QTEST_MAIN(TestClockBar)
#include "test_clock_bar.moc"
