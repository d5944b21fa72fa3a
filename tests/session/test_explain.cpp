// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/replay/replay.h"
#include "core/session/explain.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

using namespace etagere;

namespace {

const std::string sample = ETAGERE_SOURCE_DIR "/resources/samples/shop.har";

session::ExplainRequest byEveryModel() {
    session::ExplainRequest request;
    request.inputs = {{sample, ""}};
    const auto models = cache::models();
    request.models.assign(models.begin(), models.end());
    return request;
}

} // namespace

/// Several models, each replayed in a thread of its own.
class TestSessionExplain : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyModelReplaysAsItWouldAlone() {
        const session::Explained explained = session::runExplain(byEveryModel(), {}, {});
        QCOMPARE(explained.logs.size(), cache::models().size());
        QVERIFY(!explained.stopped && !explained.exchanges.empty());
        for (std::size_t i = 0; i < explained.logs.size(); ++i) {
            const replay::Log alone = replay::replay(explained.opened.traffic, cache::models()[i]);
            QCOMPARE(explained.logs[i].model.name, cache::models()[i].name);
            QCOMPARE(explained.logs[i].rows.size(), alone.rows.size());
            for (std::size_t row = 0; row < alone.rows.size(); ++row)
                QVERIFY(explained.logs[i].rows[row].decision == alone.rows[row].decision);
        }
    }

    void theFilterIsAskedAboutTheFirstModel() {
        session::ExplainRequest request = byEveryModel();
        request.filter = "outcome:validated";
        const session::Explained explained = session::runExplain(request, {}, {});
        QVERIFY(!explained.exchanges.empty());
        for (const traffic::ExchangeId id : explained.exchanges)
            QVERIFY(explained.logs.front().row(id).decision.outcome == cache::Outcome::Validated);
    }

    void progressIsThatOfAllModelsTogether() {
        std::mutex mutex;
        std::vector<std::pair<std::uint64_t, std::uint64_t>> heard;
        const session::StageListener listener = [&](session::Stage stage, std::uint64_t done,
                                                    std::uint64_t total) {
            const std::lock_guard lock(mutex);
            if (stage == session::Stage::Replaying)
                heard.emplace_back(done, total);
        };
        const session::Explained explained = session::runExplain(byEveryModel(), {}, listener);
        const std::uint64_t all = explained.opened.traffic.exchangeCount() * cache::models().size();
        QVERIFY(!heard.empty());
        std::uint64_t before = 0;
        for (const auto &[done, total] : heard) {
            QCOMPARE(total, all);
            QVERIFY(done >= before && done <= all);
            before = done;
        }
        QCOMPARE(before, all);
    }

    void aStopReachesEveryModel() {
        std::stop_source source;
        const session::StageListener stopWhenRead = [&source](session::Stage stage, std::uint64_t,
                                                              std::uint64_t) {
            if (stage == session::Stage::Reading)
                source.request_stop();
        };
        const session::Explained explained =
            session::runExplain(byEveryModel(), source.get_token(), stopWhenRead);
        QVERIFY(explained.stopped);
        QCOMPARE(explained.logs.size(), cache::models().size());
    }
};

QTEST_APPLESS_MAIN(TestSessionExplain)
#include "test_explain.moc"
