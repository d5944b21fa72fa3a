// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/lab/cluster.h"
#include "core/lab/dynamic.h"
#include "core/lab/intermediary.h"
#include "tests/probe/probe_case.h"

#include <functional>

using namespace etagere;
using lab::Balance;
using lab::FileServerOptions;
using lab::Manner;
using tests::ProbeCase;

namespace {

constexpr const char *script = "http://origin.test/app.js";
const Instant noon{std::chrono::sys_days(std::chrono::year(2030) / 6 / 1)};

using MakeOrigin = std::function<std::unique_ptr<lab::Origin>(std::uint64_t seed)>;

std::vector<lab::Resource> files() { return {lab::sampleScript()}; }

MakeOrigin single(const FileServerOptions &options) {
    return [options](std::uint64_t) { return std::make_unique<lab::FileServer>(files(), options); };
}

MakeOrigin quirk(recipe::RecipeId recipe, const Manner &manner) {
    FileServerOptions options;
    options.recipe = recipe;
    options.manner = manner;
    return single(options);
}

MakeOrigin cluster(recipe::RecipeId recipe, std::size_t nodes, Balance balance) {
    return [=](std::uint64_t seed) {
        FileServerOptions options;
        options.recipe = recipe;
        return lab::makeCluster(files(), options, {nodes, balance, lab::Spread::Seconds, seed});
    };
}

MakeOrigin deployed(recipe::RecipeId recipe, bool keepBytes) {
    return [=](std::uint64_t) {
        auto changing = files();
        // In the midst of the fresh visits, and again during the replays.
        lab::deploy(changing.front(), noon + std::chrono::seconds(8), keepBytes);
        lab::deploy(changing.front(), noon + std::chrono::seconds(22), keepBytes);
        FileServerOptions options;
        options.recipe = recipe;
        return std::make_unique<lab::FileServer>(changing, options);
    };
}

MakeOrigin dynamic(lab::DynamicKind kind) {
    return [kind](std::uint64_t seed) {
        return std::make_unique<lab::DynamicOrigin>(kind, recipe::RecipeId::ExpressBody, seed);
    };
}

MakeOrigin weakened(recipe::RecipeId recipe, unsigned share) {
    return [=](std::uint64_t) {
        FileServerOptions options;
        options.recipe = recipe;
        return std::make_unique<lab::WeakeningNetwork>(
            std::make_unique<lab::FileServer>(files(), options), share);
    };
}

struct Row {
    const char *name;
    MakeOrigin origin;
};

std::vector<Row> quirkRows() {
    using recipe::RecipeId;
    Manner all304;
    all304.alwaysNotModified = true;
    Manner since;
    since.modifiedSinceDespiteTag = true;
    Manner never;
    never.neverNotModified = true;
    Manner tail;
    tail.ignoredTail = 3;
    Manner unquoted;
    unquoted.readsUnquoted = true;
    return {
        {"304 to anything that is conditional", quirk(RecipeId::Nginx, all304)},
        {"304 to anything, with a tag that nothing explains", quirk(RecipeId::Lighttpd, all304)},
        {"If-Modified-Since counts although the tag failed", quirk(RecipeId::Nginx, since)},
        {"never a 304", quirk(RecipeId::ApacheSizeTime, never)},
        {"the last three characters are ignored and copied", quirk(RecipeId::LiteSpeed, tail)},
        {"tags without quotes match", quirk(RecipeId::Werkzeug, unquoted)},
        {"hapi repeats the weak form", single({.recipe = RecipeId::HapiInert})},
        {"three nodes at random", cluster(RecipeId::ApacheInodeSizeTime, 3, Balance::Random)},
        {"twelve nodes at random", cluster(RecipeId::ApacheInodeSizeTime, 12, Balance::Random)},
        {"twelve nodes in turn", cluster(RecipeId::Lighttpd, 12, Balance::RoundRobin)},
        {"forty nodes in turn", cluster(RecipeId::Lighttpd, 40, Balance::RoundRobin)},
        {"two hundred nodes at random", cluster(RecipeId::Lighttpd, 200, Balance::Random)},
        {"deploys that keep the bytes", deployed(RecipeId::Lighttpd, true)},
        {"deploys that change the bytes", deployed(RecipeId::Lighttpd, false)},
        {"a page for each visitor", dynamic(lab::DynamicKind::PersonalPage)},
        {"a page for each sort of browser", dynamic(lab::DynamicKind::ByUserAgent)},
        {"the tag is the time of serving", dynamic(lab::DynamicKind::ServingTime)},
        {"the page counts its visits", dynamic(lab::DynamicKind::Counter)},
        {"a network that weakens half of the tags", weakened(RecipeId::Lighttpd, 50)},
        {"a network that weakens all tags", weakened(RecipeId::Nginx, 100)},
    };
}

} // namespace

class TestHonest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noFamilyIsAccused_data();
    void noFamilyIsAccused();
    void noQuirkIsAccused_data();
    void noQuirkIsAccused();
};

void TestHonest::noFamilyIsAccused_data() {
    QTest::addColumn<int>("family");
    QTest::addColumn<bool>("gzip");
    const auto families = lab::allFamilies();
    for (std::size_t i = 0; i < families.size(); ++i) {
        const std::string name(recipe::rowOf(families[i].recipe).id);
        QTest::newRow(name.c_str()) << static_cast<int>(i) << false;
        QTest::newRow((name + ", compressed").c_str()) << static_cast<int>(i) << true;
    }
}

void TestHonest::noFamilyIsAccused() {
    QFETCH(int, family);
    QFETCH(bool, gzip);
    FileServerOptions options;
    options.recipe = lab::allFamilies()[static_cast<std::size_t>(family)].recipe;
    options.gzip = gzip;
    lab::FileServer origin(files(), options);
    ProbeCase probing({}, script);
    const auto findings = probing.run(origin);
    QVERIFY(!findings.empty());
    QVERIFY2(tests::worstOf(findings) <= 1, tests::evidenceOf(findings).constData());
}

void TestHonest::noQuirkIsAccused_data() {
    QTest::addColumn<int>("row");
    const auto rows = quirkRows();
    for (std::size_t i = 0; i < rows.size(); ++i)
        QTest::newRow(rows[i].name) << static_cast<int>(i);
}

void TestHonest::noQuirkIsAccused() {
    QFETCH(int, row);
    const Row r = quirkRows()[static_cast<std::size_t>(row)];
    const bool isPage =
        QByteArray(r.name).contains("page") || QByteArray(r.name).contains("serving");
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        probe::Options options;
        options.seed = seed;
        ProbeCase probing(options, isPage ? "http://origin.test/" : script);
        const auto origin = r.origin(seed);
        const auto findings = probing.run(*origin);
        QVERIFY(!findings.empty());
        const QByteArray evidence = tests::evidenceOf(findings);
        QVERIFY2(tests::worstOf(findings) <= 2, evidence.constData());
    }
}

QTEST_APPLESS_MAIN(TestHonest)
#include "test_honest.moc"
