// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/scenario/document.h"
#include "core/session/lab_recorded.h"

#include <stop_token>

using namespace etagere;

class TestLabRecorded : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recordingsOfTwoVisitors() {
        const std::string sample = ETAGERE_SOURCE_DIR "/resources/samples/shop.har";
        scenario::FromTrafficOptions options;
        options.model = "firefox";
        const auto recorded =
            session::recordedLab({{sample, "Ann", {}}, {sample, "Ben", {}}}, options);
        QCOMPARE(recorded.inputs.size(), std::size_t{2});
        QCOMPARE(recorded.made.taken, std::size_t{42});
        const auto read = scenario::readScenario(recorded.made.json);
        QVERIFY(read.has_value());
        QCOMPARE(read->actors.at(0).name.in("en"), "Ann");
        QCOMPARE(read->actors.at(1).name.in("en"), "Ben");
        QCOMPARE(read->actors.at(1).model, "firefox");
    }

    void whatCannotBeReadIsTold() {
        const auto recorded = session::recordedLab({{"/nowhere.har", {}, {}}}, {});
        QVERIFY(recorded.inputs.at(0).failure.has_value());
        QCOMPARE(recorded.made.json, "");
    }

    void aStopMakesNothing() {
        std::stop_source source;
        source.request_stop();
        const std::string sample = ETAGERE_SOURCE_DIR "/resources/samples/shop.har";
        const auto recorded = session::recordedLab({{sample, {}, {}}}, {}, source.get_token());
        QVERIFY(recorded.stopped);
        QCOMPARE(recorded.made.json, "");
    }
};

QTEST_APPLESS_MAIN(TestLabRecorded)
#include "test_lab_recorded.moc"
