// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QTest>

#include "ui/models/focus.h"

using namespace etagere;
using traffic::ExchangeId;
using ui::Focus;

class TestFocus : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void changesAreAnnouncedOnce();
    void goesBackAndForth();
    void anotherWayForwardForgetsTheOld();
    void nothingIsNoStep();
    void remembersTheNewestHundred();
    void anotherCaptureForgetsAll();
};

void TestFocus::changesAreAnnouncedOnce() {
    Focus focus;
    QSignalSpy exchange(&focus, &Focus::exchangeChanged);
    QSignalSpy version(&focus, &Focus::versionChanged);
    QSignalSpy finding(&focus, &Focus::findingChanged);
    for (int i = 0; i < 2; ++i) {
        focus.setExchange(ExchangeId(4));
        focus.setVersion(replay::VersionId(5));
        focus.setFinding(6);
    }
    QCOMPARE(exchange.count(), 1);
    QCOMPARE(version.count(), 1);
    QCOMPARE(finding.count(), 1);
    QCOMPARE(focus.exchange(), ExchangeId(4));
    QCOMPARE(focus.version(), replay::VersionId(5));
    QCOMPARE(focus.finding(), std::optional<std::size_t>(6));
}

void TestFocus::goesBackAndForth() {
    Focus focus;
    QVERIFY(!focus.canGoBack() && !focus.canGoForward());
    focus.back();
    focus.forward();
    QVERIFY(!focus.exchange().isValid());
    for (std::uint32_t i = 0; i < 3; ++i)
        focus.setExchange(ExchangeId(i));
    QSignalSpy changed(&focus, &Focus::exchangeChanged);
    focus.back();
    focus.back();
    QCOMPARE(focus.exchange(), ExchangeId(0));
    QVERIFY(!focus.canGoBack() && focus.canGoForward());
    focus.forward();
    QCOMPARE(focus.exchange(), ExchangeId(1));
    QVERIFY(focus.canGoBack() && focus.canGoForward());
    QCOMPARE(changed.count(), 3);
}

void TestFocus::anotherWayForwardForgetsTheOld() {
    Focus focus;
    for (std::uint32_t i = 0; i < 3; ++i)
        focus.setExchange(ExchangeId(i));
    focus.back();
    focus.back();
    focus.setExchange(ExchangeId(9));
    QVERIFY(!focus.canGoForward());
    focus.back();
    QCOMPARE(focus.exchange(), ExchangeId(0));
    QVERIFY(!focus.canGoBack());
}

void TestFocus::nothingIsNoStep() {
    Focus focus;
    focus.setExchange(ExchangeId(1));
    focus.setExchange(ExchangeId(2));
    focus.setExchange({});
    QVERIFY(!focus.exchange().isValid());
    focus.setExchange(ExchangeId(2));
    focus.back();
    QCOMPARE(focus.exchange(), ExchangeId(1));
    QVERIFY(!focus.canGoBack());
}

void TestFocus::remembersTheNewestHundred() {
    Focus focus;
    for (std::uint32_t i = 0; i < 250; ++i)
        focus.setExchange(ExchangeId(i));
    int steps = 0;
    for (; focus.canGoBack(); ++steps)
        focus.back();
    QCOMPARE(steps, 99);
    QCOMPARE(focus.exchange(), ExchangeId(150));
}

void TestFocus::anotherCaptureForgetsAll() {
    Focus focus;
    focus.setExchange(ExchangeId(1));
    focus.setExchange(ExchangeId(2));
    focus.back();
    focus.setVersion(replay::VersionId(5));
    focus.setFinding(6);
    focus.clear();
    QVERIFY(!focus.exchange().isValid());
    QVERIFY(!focus.version().isValid());
    QVERIFY(!focus.finding());
    QVERIFY(!focus.canGoBack() && !focus.canGoForward());
    focus.setExchange(ExchangeId(1));
    QVERIFY(!focus.canGoBack() && !focus.canGoForward());
}

QTEST_GUILESS_MAIN(TestFocus)
#include "test_focus.moc"
