// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/readers/har_reader.h"
#include "core/scenario/document.h"
#include "core/scenario/from_traffic.h"
#include "tests/scenario/document_text.h"
#include "tests/support/exchange_text.h"

#include <algorithm>

using namespace etagere;
using namespace etagere::scenario;

namespace {

std::vector<traffic::ExchangeId> allOf(const traffic::Traffic &traffic) {
    std::vector<traffic::ExchangeId> all;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i)
        all.emplace_back(static_cast<std::uint32_t>(i));
    return all;
}

FromTraffic made(const traffic::Traffic &traffic, const FromTrafficOptions &options = {}) {
    return scenarioOf(traffic, allOf(traffic), options);
}

Scenario scenarioFrom(const FromTraffic &from) {
    auto read = readScenario(from.json);
    if (!read)
        qWarning("%s", test::told(read.error()).c_str());
    return read ? *read : Scenario{};
}

Scenario scenarioFrom(const char *text, const FromTrafficOptions &options = {}) {
    return scenarioFrom(made(tests::ExchangeText(text).traffic(), options));
}

const Resource &resourceOf(const Scenario &scenario, std::string_view path) {
    static const Resource none;
    const auto found = std::find_if(scenario.resources.begin(), scenario.resources.end(),
                                    [path](const Resource &one) { return one.path == path; });
    return found == scenario.resources.end() ? none : *found;
}

} // namespace

/// Recorded exchanges become a scenario that can be read and played.
class TestFromTraffic : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSampleBecomesAScenario();
    void versionsFollowWhatWasAnswered();
    void whatA304SaysIsUnderstood();
    void aPartIsTakenForTheWhole();
    void statusesOfWhatNeverCame();
    void secretsAreLeftOut();
    void queriesTellResourcesApart();
    void reloadsAndVariedFieldsAreKept();
    void whatCannotBeAStepIsCounted();
    void tooManyAreCut();
};

void TestFromTraffic::theSampleBecomesAScenario() {
    traffic::Traffic traffic;
    auto file = MappedFile::open(ETAGERE_SOURCE_DIR "/resources/samples/shop.har");
    QVERIFY(file.has_value());
    QVERIFY(readers::readHar(*std::move(file), {}, traffic).has_value());
    const FromTraffic from = made(traffic);
    QCOMPARE(from.taken, traffic.exchangeCount());
    QCOMPARE(from.others, std::size_t{0});
    const Scenario scenario = scenarioFrom(from);
    QCOMPARE(scenario.steps.size(), std::size_t{21});
    QCOMPARE(scenario.resources.size(), std::size_t{7});
    QCOMPARE(scenario.start, Instant(std::chrono::seconds(1'772'442'000)));
    const Resource &style = resourceOf(scenario, "/style.css");
    QCOMPARE(style.tag, "\"69981822-1d8\"");
    QCOMPARE(style.versions.size(), std::size_t{1});
    QCOMPARE(style.versions.at(0).body.size(), std::size_t{472});
    const Resource &tracker = resourceOf(scenario, "/collect/etag");
    QCOMPARE(tracker.versions.size(), std::size_t{2});
    QCOMPARE(tracker.versions.at(1).tag, "\"w3hn8t05ydcrj\"");
    QCOMPARE(scenario.steps.at(0).at, Duration(37'000));
    QVERIFY(scenario.steps.at(0).isDocument);
    QCOMPARE(scenario.steps.at(5).page, "https://www.teapots.example/");
}

void TestFromTraffic::versionsFollowWhatWasAnswered() {
    const Scenario scenario =
        scenarioFrom("GET https://a.test/x at=0.5 status=200\n< ETag: \"1\"\n< Cache-Control: "
                     "max-age=5\n< Last-Modified: Sun, 01 Mar 2026 11:00:00 GMT\n"
                     "GET https://a.test/x at=10 status=200\n< ETag: \"1\"\n< Cache-Control: "
                     "max-age=5\n< Last-Modified: Sun, 01 Mar 2026 11:00:00 GMT\n< X-Request: 2\n"
                     "GET https://a.test/x at=20 status=200\n< ETag: W/\"2\"\n< Cache-Control: "
                     "no-cache\n");
    const Resource &resource = resourceOf(scenario, "/x");
    QCOMPARE(resource.versions.size(), std::size_t{2});
    QCOMPARE(resource.versions[0].from, Duration(0));
    QCOMPARE(resource.versions[0].tag, "\"1\"");
    QCOMPARE(resource.versions[0].modified, std::optional(Duration(-std::chrono::hours(1))));
    QCOMPARE(resource.versions[1].from, Duration(20'000'000));
    QCOMPARE(resource.versions[1].tag, "W/\"2\"");
    QCOMPARE(resource.versions[1].fields, (std::vector<FieldLine>{{"Cache-Control", "no-cache"}}));
    QVERIFY(resource.lastModified);
    QCOMPARE(scenario.steps.size(), std::size_t{3});
    QCOMPARE(scenario.steps[0].at, Duration(500'000));
    QCOMPARE(scenario.steps[0].id, "e1");
}

void TestFromTraffic::whatA304SaysIsUnderstood() {
    const Scenario known = scenarioFrom("GET https://a.test/x at=0 status=200\n< ETag: \"1\"\n"
                                        "GET https://a.test/x at=9 status=304\n> If-None-Match: "
                                        "\"1\"\n< ETag: \"1\"\n< Cache-Control: max-age=9\n");
    QCOMPARE(resourceOf(known, "/x").versions.size(), std::size_t{1});
    QCOMPARE(known.steps.size(), std::size_t{2});
    QVERIFY(known.steps[1].fields.empty()); // the browser asks by itself
    const Scenario before = scenarioFrom("GET https://a.test/x at=0 status=304\n> If-None-Match: "
                                         "\"0\"\n< Cache-Control: max-age=9\n");
    const Resource &resource = resourceOf(before, "/x");
    QCOMPARE(resource.tag, "\"0\"");
    QCOMPARE(resource.status, std::uint16_t{200});
    QCOMPARE(resource.fields, (std::vector<FieldLine>{{"Cache-Control", "max-age=9"}}));
    const Scenario then = scenarioFrom("GET https://a.test/x at=0 status=304\n> If-None-Match: "
                                       "\"0\"\nGET https://a.test/x at=9 status=200\n< ETag: "
                                       "\"1\"\n");
    QCOMPARE(resourceOf(then, "/x").tag, "\"1\"");
}

void TestFromTraffic::aPartIsTakenForTheWhole() {
    const Scenario scenario =
        scenarioFrom("GET https://a.test/x at=0 status=206\n> Range: bytes=0-9\n< ETag: \"1\"\n< "
                     "Content-Range: bytes 0-9/20\n");
    const Resource &resource = resourceOf(scenario, "/x");
    QCOMPARE(resource.status, std::uint16_t{200});
    QVERIFY(resource.fields.empty());
    QCOMPARE(scenario.steps.at(0).fields, (std::vector<FieldLine>{{"Range", "bytes=0-9"}}));
}

void TestFromTraffic::statusesOfWhatNeverCame() {
    const Scenario scenario = scenarioFrom("GET https://a.test/old at=0 status=301\n< Location: "
                                           "/new\nGET https://a.test/new at=1 status=404\n"
                                           "GET https://a.test/new at=2 status=200\n");
    QCOMPARE(resourceOf(scenario, "/old").status, std::uint16_t{301});
    QCOMPARE(resourceOf(scenario, "/old").fields, (std::vector<FieldLine>{{"Location", "/new"}}));
    QCOMPARE(resourceOf(scenario, "/new").status, std::uint16_t{200});
}

void TestFromTraffic::secretsAreLeftOut() {
    const char *text = "GET https://ann:pass@a.test/x at=0 status=200\n> Cookie: sid=s3cret\n"
                       "> Authorization: Bearer s3cret\n< Set-Cookie: sid=s3cret; Path=/; Secure\n";
    const FromTraffic from = made(tests::ExchangeText(text).traffic());
    QVERIFY(from.json.find("s3cret") == std::string::npos);
    QVERIFY(from.json.find("pass") == std::string::npos);
    const Scenario scenario = scenarioFrom(from);
    QCOMPARE(scenario.steps.at(0).fields, (std::vector<FieldLine>{{"Authorization", "redacted"}}));
    QCOMPARE(resourceOf(scenario, "/x").fields,
             (std::vector<FieldLine>{{"Set-Cookie", "sid=redacted; Path=/; Secure"}}));
    FromTrafficOptions open;
    open.keepsSecrets = true;
    const Scenario whole = scenarioFrom(text, open);
    QCOMPARE(whole.steps.at(0).fields,
             (std::vector<FieldLine>{{"Authorization", "Bearer s3cret"}}));
    QCOMPARE(resourceOf(whole, "/x").fields,
             (std::vector<FieldLine>{{"Set-Cookie", "sid=s3cret; Path=/; Secure"}}));
}

void TestFromTraffic::queriesTellResourcesApart() {
    const Scenario scenario =
        scenarioFrom("GET https://a.test/x?v=1 at=0 status=200\n< ETag: \"1\"\n"
                     "GET https://a.test/x?v=2 at=1 status=200\n< ETag: \"2\"\n"
                     "GET https://a.test/y?only=1 at=2 status=200\n");
    QCOMPARE(resourceOf(scenario, "/x;v=1").tag, "\"1\"");
    QCOMPARE(resourceOf(scenario, "/x;v=2").tag, "\"2\"");
    QCOMPARE(scenario.steps.at(1).url, "https://a.test/x;v=2");
    QCOMPARE(scenario.steps.at(2).url, "https://a.test/y?only=1");
    QCOMPARE(resourceOf(scenario, "/y").on.size(), std::size_t{1});
}

void TestFromTraffic::reloadsAndVariedFieldsAreKept() {
    const Scenario scenario = scenarioFrom(
        "GET https://a.test/x at=0 status=200\n> Accept-Language: fr\n> Accept: */*\n< Vary: "
        "Accept-Language\nGET https://a.test/x at=1 status=200\n> Cache-Control: no-cache\n> "
        "Pragma: no-cache\nGET https://a.test/x at=2 status=200\n> Cache-Control: max-age=0\n");
    QCOMPARE(scenario.steps.at(0).fields, (std::vector<FieldLine>{{"Accept-Language", "fr"}}));
    QCOMPARE(scenario.steps.at(1).reload, Reload::Hard);
    QCOMPARE(scenario.steps.at(2).reload, Reload::Normal);
}

void TestFromTraffic::whatCannotBeAStepIsCounted() {
    const FromTraffic from = made(
        tests::ExchangeText("GET https://a.test/x at=0 status=200\nPOST https://a.test/x at=1 "
                            "status=200\nGET data:,x at=2 status=200\nGET https://a.test/y at=3 "
                            "status=0\nGET https://[::1]/y at=3 status=200\n")
            .traffic());
    QCOMPARE(from.taken, std::size_t{1});
    QCOMPARE(from.others, std::size_t{4});
    const FromTraffic none = made(tests::ExchangeText("GET data:,x at=2 status=200\n").traffic());
    QCOMPARE(none.json, "");
    QCOMPARE(none.others, std::size_t{1});
}

void TestFromTraffic::tooManyAreCut() {
    std::string text;
    for (int i = 0; i < 1200; ++i)
        text += "GET https://h" + std::to_string(i % 30) + ".test/" + std::to_string(i % 9) +
                " at=" + std::to_string(i) + " status=200\n< ETag: \"" + std::to_string(i) + "\"\n";
    const FromTraffic from = made(tests::ExchangeText(text).traffic());
    const Scenario scenario = scenarioFrom(from);
    QVERIFY(from.taken > 0 && from.taken <= 1000);
    QCOMPARE(from.taken + from.others, std::size_t{1200});
    QCOMPARE(scenario.steps.size(), from.taken);
}

QTEST_APPLESS_MAIN(TestFromTraffic)
#include "test_from_traffic.moc"
