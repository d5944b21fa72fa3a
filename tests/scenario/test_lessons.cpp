// SPDX-License-Identifier: Apache-2.0
// Every built-in lesson: its courses can be played, its right answers pass, its wrong ones fail.
#include <QTest>

#include "core/scenario/document.h"
#include "core/scenario/lessons.h"
#include "core/scenario/question.h"

#include <string>

using namespace etagere;
using namespace etagere::scenario;

namespace {

QByteArray bytes(std::string_view text) {
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QString told(const CheckFailure &failure) {
    constexpr std::array<const char *, 4> words{
        "the right answer fails, it is",
        "the wrong answer passes:", "is no scenario:", "differs over sockets:"};
    return QString::fromStdString(failure.question + ": " +
                                  words[static_cast<std::size_t>(failure.kind)] + " " +
                                  failure.detail);
}

} // namespace

class TestLessons : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void passItsCheck_data() {
        QTest::addColumn<QByteArray>("json");
        for (const Lesson &lesson : allLessons())
            QTest::newRow(std::string(lesson.file).c_str()) << bytes(lesson.json);
    }
    void passItsCheck() {
        QFETCH(const QByteArray, json);
        const std::string text = json.toStdString();
        const auto scenario = readScenario(text);
        QVERIFY(scenario);
        QVERIFY(!scenario->questions.empty());
        Course course(text, *scenario);
        QStringList failures;
        for (const CheckFailure &failure : check(course))
            failures << told(failure);
        QVERIFY2(failures.isEmpty(), qPrintable(failures.join(u'\n')));
    }
    void allAreThere() { QCOMPARE(allLessons().size(), std::size_t{18}); }
};

QTEST_GUILESS_MAIN(TestLessons)
#include "test_lessons.moc"
