// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/readers/pseudonyms.h"
#include "core/report/csv_report.h"
#include "core/report/html_report.h"
#include "core/report/json_report.h"
#include "core/report/redact.h"
#include "core/report/sarif_report.h"
#include "core/report/text_report.h"
#include "tests/report/sample_report.h"

#include <array>

using namespace etagere;
using namespace etagere::report;

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

RedactionKey key(const char *passphrase = "a") { return RedactionKey::fromPassphrase(passphrase); }

} // namespace

class TestRedact : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noIdentifierSurvivesInAnyFormat() {
        const audit::Report report = redacted(test::sampleReport(), RedactionKey::random());
        const std::array formats{writeJson(report, Identifiers::Redacted), writeCsv(report),
                                 writeHtml(report, Identifiers::Redacted),
                                 writeSarif(report, Identifiers::Redacted),
                                 writeText(report, {.verbose = true})};
        for (const std::string &format : formats) {
            const QByteArray low = bytes(format).toLower();
            for (const char *secret :
                 {"u5er1dent1f1er", "seconddent1f1er", "al1cename", "passw0rd", "s3ss10n1d",
                  "querys3cret", "barequerysecret", "fr4gments3cret", "deadbeefcafe", "65e1cb70",
                  "calc", "c1usterva1ue", "0therva1ue99", "respawnedva1ue"})
                QVERIFY2(!low.contains(secret), secret);
        }
    }

    void sanitisedLeavesOutWhatCookiesCarried() {
        const audit::Report report = sanitised(test::sampleReport());
        const auto &linked = report.findings[0];
        QCOMPARE(bytes(std::get<std::string>(linked.evidence[0].arguments[0])),
                 QByteArray("\u2026"));
        QCOMPARE(bytes(report.respawns[0].value), QByteArray("\u2026"));
        for (const std::string &format :
             {writeJson(report, Identifiers::Sanitised), writeHtml(report, Identifiers::Sanitised)})
            QVERIFY(!bytes(format).contains("passw0rd"));
        QCOMPARE(bytes(linked.values[0]), bytes(test::sampleReport().findings[0].values[0]));
        QVERIFY(linked.urls[0].starts_with("https://tracker.example/x.js;jsessionid="));
    }

    void theLevelDecides() {
        const audit::Report report = test::sampleReport();
        const auto valueAt = [&](Identifiers level) {
            return bytes(redacted(report, {level, key()}).findings[0].values[0]);
        };
        QCOMPARE(valueAt(Identifiers::Shown), bytes(report.findings[0].values[0]));
        QCOMPARE(valueAt(Identifiers::Sanitised), bytes(report.findings[0].values[0]));
        QVERIFY(valueAt(Identifiers::Redacted).contains("id-"));
        QVERIFY(privacyOf(Identifiers::Redacted) == readers::Privacy::Strict);
        QVERIFY(privacyOf(Identifiers::Sanitised) == readers::Privacy::ChromeLike);
        QVERIFY(privacyOf(Identifiers::Shown) == readers::Privacy::Full);
    }

    void aHarWithTheSameKeyHasTheSameDigits() {
        const std::string inReport = Pseudonyms(key()).of("abcdef123456");
        const std::string inHar = readers::Pseudonyms(key()).of("ABCdef123456");
        QCOMPARE(inHar.size(), std::size_t{12});
        QCOMPARE(bytes(inReport), "id-" + bytes(inHar).left(10));
    }

    void whatIsNoIdentifierStays() {
        const audit::Report report = redacted(test::sampleReport(), key());
        QCOMPARE(bytes(report.findings[0].origin), QByteArray("https://tracker.example"));
        QVERIFY(report.findings[0].urls[0].starts_with("https://id-"));
        QVERIFY(report.findings[0].urls[0].find("@tracker.example/x.js;") != std::string::npos);
        QVERIFY(report.findings[0].urls[0].find("?uid=id-") != std::string::npos);
        QCOMPARE(bytes(report.inputs[0].file), QByteArray("one.har"));
        QCOMPARE(report.findings[0].evidence[2].arguments[0], analysis::Argument(std::int64_t{2}));
    }

    void foldersAreLeftOutOfVisitorsToo() {
        audit::Report report = test::sampleReport();
        report.visitors[0].name = report.inputs[0].file + ": run 1";
        report.findings[0].visitors[0] = report.visitors[0].name;
        report = redacted(report, key());
        QCOMPARE(bytes(report.visitors[0].name), QByteArray("one.har: run 1"));
        QCOMPARE(bytes(report.findings[0].visitors[0]), QByteArray("one.har: run 1"));
    }

    void equalIdentifiersKeepEqualPseudonyms() {
        const audit::Report report = redacted(test::sampleReport(), key());
        const auto &linked = report.findings[0];
        const std::string pseudonym = std::get<std::string>(linked.evidence[0].arguments[0]);
        QVERIFY(pseudonym.starts_with("id-"));
        QVERIFY(linked.values[0].starts_with("\"" + pseudonym + "-"));
        QVERIFY(linked.urls[0].find("uid=" + pseudonym + "&") != std::string::npos);
        QVERIFY(linked.urls[1].find("/" + pseudonym + "/path.js") != std::string::npos);
    }

    void theKeyDecidesThePseudonyms() {
        const auto valueWith = [](const RedactionKey &chosen) {
            return bytes(redacted(test::sampleReport(), chosen).findings[0].values[0]);
        };
        QCOMPARE(valueWith(key("a")), valueWith(key("a")));
        QVERIFY(valueWith(key("a")) != valueWith(key("b")));
        QVERIFY(valueWith(RedactionKey::random()) != valueWith(RedactionKey::random()));
    }

    void theHmacIsThatOfTheStandard() {
        // A key of 20 bytes, as in RFC 4231 §4.2; zeros fill it up to ours (RFC 2104 §2).
        RedactionKey chosen;
        std::fill_n(chosen.bytes.begin(), 20, std::uint8_t{0x0b});
        QCOMPARE(bytes(Pseudonyms(chosen).of("hi there")), QByteArray("id-457dcb1b1c"));
        QCOMPARE(bytes(Pseudonyms(chosen).of("Hi There")), QByteArray("id-457dcb1b1c"));
    }

    void urls_data() {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("nothing to hide") << QByteArray("https://a.example:8080/b/c.js")
                                         << QByteArray("https://a.example:8080/b/c.js");
        QTest::newRow("an IPv6 host keeps its brackets")
            << QByteArray("http://[::1]:80/") << QByteArray("http://[::1]:80/");
        QTest::newRow("a data URL keeps its scheme only")
            << QByteArray("data:text/plain,secret") << QByteArray("data:id-");
        QTest::newRow("a blob URL keeps its scheme only")
            << QByteArray("blob:https://a.example/3f2a") << QByteArray("blob:id-");
    }
    void urls() {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, expected);
        Pseudonyms names(key());
        QCOMPARE(bytes(names.ofUrl(url.toStdString())).left(expected.size()), expected);
        QVERIFY(!bytes(names.ofUrl(url.toStdString())).contains("secret"));
    }
};

QTEST_APPLESS_MAIN(TestRedact)
#include "test_redact.moc"
