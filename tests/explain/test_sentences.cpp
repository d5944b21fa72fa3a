// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/explain/derivation.h"
#include "core/explain/error_text.h"
#include "core/explain/grades.h"
#include "core/explain/import_text.h"
#include "core/explain/rule_text.h"

#include <cerrno>
#include <set>
#include <string>

using namespace etagere;
using namespace etagere::explain;
using analysis::Evidence;
using analysis::Finding;
using analysis::Rule;

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

/// Arguments that can be found again in a sentence: 7001, "given-1"...
std::vector<analysis::Argument> recognisable(const RuleText &words) {
    std::vector<analysis::Argument> arguments;
    for (std::size_t i = 0; i < maxArguments && words.arguments[i] != ArgumentKind::None; ++i) {
        const auto number = static_cast<std::int64_t>(i) + 11;
        if (words.arguments[i] == ArgumentKind::Bits)
            arguments.emplace_back(static_cast<double>(number) + 0.5);
        else if (words.arguments[i] == ArgumentKind::Count ||
                 words.arguments[i] == ArgumentKind::Percent)
            arguments.emplace_back(number);
        else
            arguments.emplace_back("given-" + std::to_string(number));
    }
    return arguments;
}

analysis::Provenance nginx() {
    analysis::Provenance provenance;
    provenance.value = "W/\"65e1cb70-a50\"";
    provenance.recognition.recipe = recipe::RecipeId::Nginx;
    provenance.recognition.coverage = recipe::Coverage::Verified;
    recipe::Part time;
    time.end = 8;
    time.kind = recipe::PartKind::ModificationTime;
    time.encoding = recipe::Encoding::Hex;
    time.unit = recipe::TimeUnit::Seconds;
    recipe::Part length;
    length.begin = 9;
    length.end = 12;
    length.kind = recipe::PartKind::Size;
    length.encoding = recipe::Encoding::Hex;
    provenance.recognition.parts = {time, length};
    return provenance;
}

} // namespace

class TestSentences : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRuleHasASentenceWithItsArguments() {
        std::set<std::string> all;
        for (std::size_t i = 0; i < static_cast<std::size_t>(Rule::Count); ++i) {
            const RuleText &words = textOf(static_cast<Rule>(i));
            const Evidence evidence{words.rule, recognisable(words)};
            const std::string sentence = sentenceOf(evidence, Finding{});
            const QByteArray shown = bytes(sentence);
            QVERIFY2(sentence.size() > 20 && sentence.ends_with('.'), shown);
            QVERIFY2(sentence.find("\u2026") == std::string::npos, shown);
            for (std::size_t a = 0; a < evidence.arguments.size(); ++a)
                QVERIFY2(sentence.find(std::to_string(a + 11)) != std::string::npos, shown);
            all.insert(sentence);
        }
        QCOMPARE(all.size(), static_cast<std::size_t>(Rule::Count));
    }

    void singularsAgree() {
        const Finding finding;
        QVERIFY(
            sentenceOf({Rule::ReturnsLater, {std::int64_t{1}}}, finding).find("1 later visit,") !=
            std::string::npos);
        QVERIFY(
            sentenceOf({Rule::ReturnsLater, {std::int64_t{2}}}, finding).find("2 later visits,") !=
            std::string::npos);
    }

    void missingArgumentsLeaveAMark() {
        const std::string sentence = sentenceOf({Rule::EqualsCookie, {}}, Finding{});
        QVERIFY(sentence.find("\u2026") != std::string::npos);
    }

    void longValuesAreQuotedInPart() {
        const std::string value(5000, 'x');
        const std::string sentence = sentenceOf({Rule::Unexplained, {value, 64.0}}, Finding{});
        QVERIFY(sentence.size() < 400);
    }

    void derivationsNameEachPart() {
        QCOMPARE(bytes(derivationOf(nginx())),
                 bytes("65e1cb70 = Last-Modified as Unix time in hexadecimal; a50 = length 2640 "
                       "in hexadecimal (" +
                       std::string(recipe::rowOf(recipe::RecipeId::Nginx).servers) + ")"));
    }

    void derivationsWithoutTheValueNamePlaces() {
        analysis::Provenance provenance = nginx();
        provenance.value.clear();
        const std::string words = derivationOf(provenance);
        QVERIFY2(words.starts_with("characters 1-8 = Last-Modified as Unix time"), bytes(words));
        QVERIFY2(words.find("2640") == std::string::npos, bytes(words));
    }

    void explainedFallsBackOnTheProvenance() {
        Finding finding;
        finding.provenance = nginx();
        const std::string sentence = sentenceOf(
            {Rule::Explained, {std::string("\"65e1cb70-a50\""), std::string("nginx")}}, finding);
        QVERIFY2(sentence.find("65e1cb70 = Last-Modified") != std::string::npos, bytes(sentence));
    }

    void everyRepairSkipAndFailureIsNamed() {
        std::set<std::string_view> ids;
        for (int i = 0; i < static_cast<int>(traffic::Repair::Count); ++i) {
            QVERIFY(!sentenceOf(static_cast<traffic::Repair>(i)).empty());
            ids.insert(idOf(static_cast<traffic::Repair>(i)));
        }
        QCOMPARE(ids.size(), static_cast<std::size_t>(traffic::Repair::Count));
        for (int i = 0; i < static_cast<int>(traffic::Skip::Count); ++i)
            QVERIFY(!sentenceOf(static_cast<traffic::Skip>(i)).empty());
        for (int i = 0; i < static_cast<int>(audit::InputFailure::Count); ++i) {
            audit::Input input;
            input.failure = static_cast<audit::InputFailure>(i);
            input.systemError = ENOENT;
            QVERIFY(failureOf(input).ends_with('.'));
        }
    }

    void errorsSayWhatTheSystemSaid() {
        QCOMPARE(bytes(sentenceOf(FileError{FileError::Step::Open, ENOENT, "a.har"})),
                 QByteArray("a.har cannot be opened: no such file or directory"));
        store::StoreError error;
        error.kind = store::StoreError::Kind::Busy;
        QVERIFY(sentenceOf(error, "x").find("in use by another program") != std::string::npos);
    }

    void gradesAndKindsAreNamedApart() {
        std::set<std::string> names;
        for (int i = 0; i <= 5; ++i)
            names.insert(nameOf(static_cast<analysis::Grade>(i)));
        for (int i = 0; i < static_cast<int>(analysis::Kind::Count); ++i) {
            names.insert(titleOf(static_cast<analysis::Kind>(i), tags::Validator::ETag));
            names.insert(titleOf(static_cast<analysis::Kind>(i), tags::Validator::LastModified));
        }
        QCOMPARE(names.size(), 6 + 2 * static_cast<std::size_t>(analysis::Kind::Count));
    }
};

QTEST_APPLESS_MAIN(TestSentences)
#include "test_sentences.moc"
