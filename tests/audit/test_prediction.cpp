// SPDX-License-Identifier: Apache-2.0
// What a model says beside what a live browser did, and what accounts for the difference.
#include <QTest>

#include "core/audit/prediction.h"
#include "tests/support/capture_builder.h"

using namespace etagere;
using audit::Deviation;
using audit::LiveRun;
using audit::Prediction;
using tests::CaptureBuilder;
using tests::Line;
using traffic::ServedFrom;

namespace {

constexpr auto pixel = "https://shop.test/pixel.gif";
constexpr auto tag = "\"aaaa1111\"";

/// The visits of one person.
using Visits = std::vector<std::vector<Line>>;

Line first(Duration took = {}) {
    return {.url = pixel,
            .etag = tag,
            .body = "GIF89a",
            .took = took,
            .servedFrom = ServedFrom::Network};
}

Line whole() {
    return {.url = pixel, .etag = tag, .body = "GIF89a", .servedFrom = ServedFrom::Network};
}

Line validated() {
    return {.url = pixel,
            .etag = tag,
            .ifNoneMatch = tag,
            .status = 304,
            .servedFrom = ServedFrom::Network};
}

Line stale(ServedFrom from) {
    Line line = whole();
    line.cacheControl = "max-age=0, stale-while-revalidate=3600";
    line.servedFrom = from;
    return line;
}

Line renewal() {
    Line line = validated();
    line.cacheControl = "max-age=0, stale-while-revalidate=3600";
    return line;
}

Line script(const char *url = "https://shop.test/sw.js") {
    return {.url = url, .servedFrom = ServedFrom::Network, .fetchDest = "serviceworker"};
}

Line fromNowhere() {
    Line line = whole();
    line.fetchDest = "image";
    line.fetchSite = "cross-site";
    return line;
}

struct Row {
    const char *name;
    Visits visits;
    std::uint64_t agrees;
    std::uint64_t explained;
    std::uint64_t differs;
    Deviation because = Deviation::Unexplained;
};

std::vector<Row> rows() {
    return {
        {"it validates, as was to be expected", {{first()}, {validated()}}, 2, 0, 0},
        {"it asked as if it had nothing", {{first()}, {whole()}}, 1, 0, 1},
        {"the page's memory answered",
         {{first(), {.url = pixel, .etag = tag, .servedFrom = ServedFrom::MemoryCache}}},
         1,
         1,
         0,
         Deviation::MemoryCache},
        {"both were under way at once",
         {{first(std::chrono::seconds(3)), whole()}},
         1,
         1,
         0,
         Deviation::AskedTogether},
        {"a stale answer, and the request that renews it",
         {{stale(ServedFrom::Network)}, {stale(ServedFrom::DiskCache), renewal()}},
         2,
         1,
         0,
         Deviation::Background},
        {"it asked although it could have shown what is stale",
         {{stale(ServedFrom::Network)}, {renewal()}},
         1,
         0,
         1},
        {"a service worker asks for itself",
         {{script(), first()}, {whole()}},
         2,
         1,
         0,
         Deviation::ServiceWorker},
        {"a service worker of another origin",
         {{first(), script("https://news.test/sw.js")}, {whole()}},
         2,
         0,
         1},
        {"no telling which document asked",
         {{first()}, {fromNowhere()}},
         1,
         1,
         0,
         Deviation::UnknownDocument},
        {"one after the other", {{first(std::chrono::milliseconds(900)), whole()}}, 1, 0, 1},
        {"another visit is no company", {{first(std::chrono::seconds(3))}, {whole()}}, 1, 0, 1},
        {"another URL is no company",
         {{first()},
          {{.url = "https://shop.test/b",
            .took = std::chrono::seconds(3),
            .servedFrom = ServedFrom::Network},
           whole()}},
         2,
         0,
         1},
    };
}

} // namespace

class TestPrediction : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatDiffersIsExplainedOrOpen_data() {
        QTest::addColumn<std::size_t>("at");
        for (std::size_t at = 0; at < rows().size(); ++at)
            QTest::newRow(rows()[at].name) << at;
    }
    void whatDiffersIsExplainedOrOpen() {
        QFETCH(std::size_t, at);
        const Row row = rows()[at];
        CaptureBuilder builder;
        LiveRun run;
        run.engine.engine = live::Engine::Chromium;
        for (const std::vector<Line> &lines : row.visits) {
            builder.visit("somebody");
            for (const Line &line : lines)
                builder.see(line);
            audit::LiveVisit visit;
            visit.visit = traffic::VisitId::fromSize(builder.traffic().visitCount() - 1);
            run.visits.push_back(std::move(visit));
        }
        const Prediction prediction = audit::predict(builder.traffic(), {&run, 1});
        QCOMPARE(prediction.model, std::string("chromium"));
        QCOMPARE(prediction.agrees, row.agrees);
        QCOMPARE(prediction.explained, row.explained);
        QCOMPARE(prediction.differs, row.differs);
        QCOMPARE(prediction.disagreements.size(), std::size_t{row.explained + row.differs});
        if (!prediction.disagreements.empty())
            QCOMPARE(audit::nameOf(prediction.disagreements.front().because),
                     audit::nameOf(row.because));
    }

    void withoutALiveVisitNothingIsPredicted() {
        CaptureBuilder builder;
        builder.visit("somebody").see(first());
        QVERIFY(audit::predict(builder.traffic(), {}).model.empty());
    }
};

QTEST_APPLESS_MAIN(TestPrediction)
#include "test_prediction.moc"
