// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/body/coding.h"
#include "core/lab/cluster.h"
#include "core/lab/dynamic.h"
#include "core/lab/intermediary.h"
#include "tests/lab/asking.h"

#include <set>

using namespace etagere;
using namespace etagere::lab;
using etagere::tests::ask;
using etagere::tests::noon;
using etagere::tests::outcomeOf;
using etagere::tests::Query;
using etagere::tests::valueOf;
using recipe::RecipeId;

namespace {

constexpr std::pair gzipToo{"Accept-Encoding", "gzip, br"};

FileServer serverOf(RecipeId recipe, bool gzip = false) {
    FileServerOptions options;
    options.recipe = recipe;
    options.gzip = gzip;
    return FileServer({sampleScript()}, options);
}

std::string tagOf(Origin &origin, const Query &question = {}) {
    return valueOf(ask(origin, question), "ETag");
}

std::string again(Origin &origin, const std::string &tag) {
    return outcomeOf(ask(origin, {"/app.js", {{"If-None-Match", tag}}}));
}

std::unique_ptr<Origin> boxed(RecipeId recipe) {
    return std::make_unique<FileServer>(std::vector<Resource>{sampleScript()},
                                        FileServerOptions{recipe});
}

std::string walk(Balance balance, std::uint64_t seed) {
    ClusterShape shape;
    shape.nodes = 3;
    shape.balance = balance;
    shape.seed = seed;
    const auto cluster = makeCluster({sampleScript()}, {}, shape);
    std::string nodes;
    for (int i = 0; i < 30; ++i) {
        Query question;
        question.client = i % 2 == 0 ? "198.51.100.1" : "198.51.100.2";
        static_cast<void>(ask(*cluster, question));
        nodes += static_cast<char>('0' + cluster->lastNode());
    }
    return nodes;
}

} // namespace

class TestHonest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFamilyTagsAndRevalidates_data() {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < allFamilies().size(); ++i)
            QTest::newRow(std::string(recipe::rowOf(allFamilies()[i].recipe).id).c_str())
                << static_cast<int>(i);
    }
    void everyFamilyTagsAndRevalidates() {
        QFETCH(int, row);
        const Family &family = allFamilies()[static_cast<std::size_t>(row)];
        FileServer server = serverOf(family.recipe);
        const Response first = ask(server, {});
        QCOMPARE(first.status, std::uint16_t{200});
        QVERIFY(!valueOf(first, "ETag").empty());
        QCOMPARE(valueOf(first, "Last-Modified").empty(), !family.sendsLastModified);
        QCOMPARE(first.body, sampleScript().versions.front().body);
        const Response second =
            ask(server, {"/app.js", {{"If-None-Match", valueOf(first, "ETag")}}});
        QCOMPARE(second.status, std::uint16_t{304});
        QVERIFY(second.body.empty());
        QCOMPARE(valueOf(second, "ETag").empty(), !family.tagIn304);
        QCOMPARE(ask(server, {"/app.js", {{"If-None-Match", "\"never-issued\""}}}).status,
                 std::uint16_t{200});
    }

    void aFileServerKnowsItsMethodsAndFiles() {
        FileServer server = serverOf(RecipeId::Nginx);
        QCOMPARE(ask(server, {"/other.js"}).status, std::uint16_t{404});
        QCOMPARE(ask(server, {"/app.js", {}, "PUT"}).status, std::uint16_t{405});
        QCOMPARE(ask(server, {"/app.js?v=2"}).status, std::uint16_t{200});
    }

    void compressionMarksTheTag_data() {
        QTest::addColumn<int>("recipe");
        QTest::addColumn<QString>("end");
        QTest::addColumn<int>("revalidated");
        const auto row = [](RecipeId recipe, const char *end, int status) {
            QTest::newRow(std::string(recipe::rowOf(recipe).id).c_str())
                << static_cast<int>(recipe) << QString::fromLatin1(end) << status;
        };
        row(RecipeId::Nginx, "\"", 304);
        row(RecipeId::ApacheSizeTime, "-gzip\"", 200);
        row(RecipeId::Lighttpd, "-gzip\"", 304);
        row(RecipeId::Jetty, "--gzip\"", 304);
        row(RecipeId::LiteSpeed, ";gz\"", 304);
    }
    void compressionMarksTheTag() {
        QFETCH(int, recipe);
        QFETCH(QString, end);
        QFETCH(int, revalidated);
        FileServer server = serverOf(static_cast<RecipeId>(recipe), true);
        const Response coded = ask(server, {"/app.js", {gzipToo}});
        const std::string tag = valueOf(coded, "ETag");
        QVERIFY2(tag.ends_with(end.toStdString()), tag.c_str());
        QVERIFY(tag != tagOf(server));
        const auto body = body::decode(body::Coding::Gzip, coded.body, Bytes{1U << 20U});
        QVERIFY(body.has_value());
        QCOMPARE(*body, sampleScript().versions.front().body);
        const Response second = ask(server, {"/app.js", {gzipToo, {"If-None-Match", tag}}});
        QCOMPARE(static_cast<int>(second.status), revalidated);
    }

    void quirksOfFamilies() {
        FileServer nginx = serverOf(RecipeId::Nginx, true);
        const Response weak = ask(nginx, {"/app.js", {gzipToo}});
        QVERIFY(valueOf(weak, "ETag").starts_with("W/"));
        const Response renewed =
            ask(nginx, {"/app.js", {gzipToo, {"If-None-Match", valueOf(weak, "ETag")}}});
        QCOMPARE("W/" + valueOf(renewed, "ETag"), valueOf(weak, "ETag"));

        FileServer hapi = serverOf(RecipeId::HapiInert);
        const std::string tag = tagOf(hapi);
        QCOMPARE(again(hapi, "W/" + tag), "304 W/" + tag);
        QCOMPARE(again(hapi, tag), "304 " + tag);

        FileServer litespeed = serverOf(RecipeId::LiteSpeed);
        std::string changed = tagOf(litespeed);
        changed.replace(changed.size() - 3, 3, "xyz");
        QCOMPARE(again(litespeed, changed), "304 " + changed);
        QCOMPARE(tagOf(litespeed), changed); // the others get it as well
    }

    void partsOfAFile() {
        FileServer server = serverOf(RecipeId::KoaBody);
        const std::string tag = tagOf(server);
        const std::pair<std::string, std::string> range{"Range", "bytes=3-9"};
        const Response part = ask(server, {"/app.js", {range}});
        QCOMPARE(part.status, std::uint16_t{206});
        QCOMPARE(part.body, sampleScript().versions.front().body.substr(3, 7));
        QCOMPARE(ask(server, {"/app.js", {range, {"If-Range", tag}}}).status, std::uint16_t{206});
        QCOMPARE(ask(server, {"/app.js", {range, {"If-Range", "W/" + tag}}}).status,
                 std::uint16_t{200});
        QCOMPARE(ask(server, {"/app.js", {{"Range", "bytes=9999-"}}}).status, std::uint16_t{416});
    }

    void aDeployChangesTheFile() {
        Resource file = sampleScript();
        deploy(file, noon, false);
        deploy(file, noon + std::chrono::hours(1), true);
        FileServer server({file}, {});
        Query question;
        question.now = noon - std::chrono::seconds(1);
        const Response old = ask(server, question);
        question.now = noon;
        const Response changed = ask(server, question);
        question.now = noon + std::chrono::hours(1);
        const Response copied = ask(server, question);
        QVERIFY(old.body != changed.body);
        QCOMPARE(changed.body, copied.body);
        const std::set<std::string> tags{valueOf(old, "ETag"), valueOf(changed, "ETag"),
                                         valueOf(copied, "ETag")};
        QCOMPARE(tags.size(), std::size_t{3});
        question.fields = {{"If-None-Match", valueOf(old, "ETag")}};
        QCOMPARE(ask(server, question).status, std::uint16_t{200});
    }

    void clustersBalance() {
        QCOMPARE(walk(Balance::RoundRobin, 1), std::string("012012012012012012012012012012"));
        QCOMPARE(walk(Balance::Random, 1), walk(Balance::Random, 1));
        QVERIFY(walk(Balance::Random, 1) != walk(Balance::Random, 2));
        const std::string random = walk(Balance::Random, 1);
        QCOMPARE(std::set<char>(random.begin(), random.end()).size(), std::size_t{3});
        const std::string sticky = walk(Balance::Sticky, 1);
        for (std::size_t i = 2; i < sticky.size(); ++i)
            QCOMPARE(sticky[i], sticky[i - 2]);
    }

    void machinesDifferInTheirFiles() {
        std::set<std::string> tags;
        std::set<std::string> dates;
        for (const Spread spread : {Spread::Seconds, Spread::SameSecond}) {
            tags.clear();
            dates.clear();
            for (std::size_t i = 0; i < 12; ++i) {
                FileServerOptions options;
                options.recipe = RecipeId::ActixFiles;
                options.machine = machineAt(i, spread, 7);
                FileServer server({sampleScript()}, options);
                const Response response = ask(server, {});
                tags.insert(valueOf(response, "ETag"));
                dates.insert(valueOf(response, "Last-Modified"));
            }
            QCOMPARE(tags.size(), std::size_t{12});
            QCOMPARE(dates.size() > 1, spread == Spread::Seconds);
        }
        QCOMPARE(dates.size(), std::size_t{1});
    }

    void intermediaries() {
        const std::string tag = tagOf(*boxed(RecipeId::KoaBody));
        WeakeningNetwork network(boxed(RecipeId::KoaBody));
        QCOMPARE(tagOf(network), "W/" + tag);
        QCOMPARE(again(network, "W/" + tag), "304 W/" + tag);
        WeakeningNetwork unquoted(boxed(RecipeId::Webrick));
        QCOMPARE(tagOf(unquoted), std::string());

        const std::string suffixed = tag.substr(0, tag.size() - 1) + "-gzip\"";
        for (const bool undoes : {true, false}) {
            CodingProxyOptions options;
            options.mark = CodingMark::DashGzip;
            options.undoesMark = undoes;
            CodingProxy proxy(boxed(RecipeId::KoaBody), options);
            const Response coded = ask(proxy, {"/app.js", {gzipToo}});
            QCOMPARE(valueOf(coded, "ETag"), suffixed);
            QCOMPARE(valueOf(coded, "Content-Encoding"), std::string("gzip"));
            const Response second = ask(proxy, {"/app.js", {gzipToo, {"If-None-Match", suffixed}}});
            QCOMPARE(static_cast<int>(second.status), undoes ? 304 : 200);
            const Response plain = ask(proxy, {"/app.js"});
            QCOMPARE(valueOf(plain, "ETag"), tag);
            for (const Response &one : {coded, second, plain})
                QCOMPARE(valueOf(one, "Vary"), std::string("Accept-Encoding"));
        }

        FieldRemover bare(boxed(RecipeId::Nginx), http::FieldName::LastModified);
        QCOMPARE(valueOf(ask(bare, {}), "Last-Modified"), std::string());
        Changeover moved(boxed(RecipeId::Nginx), boxed(RecipeId::KoaBody), noon);
        QCOMPARE(tagOf(moved), tag);
    }

    void pagesMadeWhenAsked() {
        DynamicOrigin personal(DynamicKind::PersonalPage, RecipeId::BodyMd5, 1);
        const Response first = ask(personal, {"/"});
        const std::string cookie = valueOf(first, "Set-Cookie").substr(0, 40);
        QVERIFY(cookie.starts_with("session="));
        const Response other = ask(personal, {"/"});
        QVERIFY(other.body != first.body);
        const Response back =
            ask(personal, {"/", {{"Cookie", cookie}, {"If-None-Match", valueOf(first, "ETag")}}});
        QCOMPARE(back.status, std::uint16_t{304});

        DynamicOrigin drupal(DynamicKind::ServingTime, RecipeId::Drupal, 1);
        Query question{"/"};
        const std::string tag = tagOf(drupal, question);
        QCOMPARE(tag, std::string("\"1795348800\""));
        question.now = noon + std::chrono::minutes(9);
        QCOMPARE(tagOf(drupal, question), tag);
        question.now = noon + std::chrono::minutes(10);
        QCOMPARE(tagOf(drupal, question), std::string("\"1795349400\""));

        DynamicOrigin byAgent(DynamicKind::ByUserAgent, RecipeId::BodyMd5, 1);
        QVERIFY(tagOf(byAgent, {"/"}) != tagOf(byAgent, {"/", {{"User-Agent", "x Mobile"}}}));
    }

    void lostUpdates() {
        EditableOrigin wiki({});
        const auto put = [&wiki](std::string_view text,
                                 std::vector<std::pair<std::string, std::string>> fields) {
            Query question{"/page", std::move(fields), "PUT"};
            question.body = text;
            return ask(wiki, question).status;
        };
        QCOMPARE(put("one", {{"If-None-Match", "*"}}), std::uint16_t{201});
        const std::string tag = tagOf(wiki, {"/page"});
        QCOMPARE(put("two", {{"If-Match", tag}}), std::uint16_t{204});
        QCOMPARE(put("three", {{"If-Match", tag}}), std::uint16_t{412});
        QCOMPARE(wiki.textOf("/page"), std::string_view("two"));
        QCOMPARE(put("four", {}), std::uint16_t{204}); // what was two is lost
        QCOMPARE(wiki.textOf("/page"), std::string_view("four"));

        EditableOrigin strict({true, true, {}});
        Query question{"/page", {}, "PUT"};
        QCOMPARE(ask(strict, question).status, std::uint16_t{428});
        question.fields = {{"If-None-Match", "*"}};
        QCOMPARE(ask(strict, question).status, std::uint16_t{201});
        question.fields = {{"If-Match", tagOf(strict, {"/page"})}};
        QCOMPARE(ask(strict, question).status, std::uint16_t{412});
    }
};

QTEST_GUILESS_MAIN(TestHonest)
#include "test_honest.moc"
