// SPDX-License-Identifier: Apache-2.0
// Every lesson, and every "what if" of it, gets the same trace over real sockets as in process.
#include <QTest>

#include "core/scenario/document.h"
#include "core/scenario/lessons.h"
#include "core/scenario/question.h"
#include "core/session/demo_site.h"
#include "core/session/lab_network.h"

using namespace etagere;
using scenario::Course;
using scenario::Trace;

namespace {

std::string dump(const scenario::Message &message) {
    std::string text = std::to_string(static_cast<int>(message.kind)) + " step " +
                       std::to_string(message.step) + " " + std::to_string(message.from) + "->" +
                       std::to_string(message.to) + " " + message.method + " " + message.url + " " +
                       std::to_string(message.status) + " body " +
                       std::to_string(message.bodyBytes) + " " + message.bodyDigest +
                       (message.isCut ? " cut" : "") + (message.isBackground ? " background" : "");
    for (const auto &[name, value] : message.fields)
        text += "\n    " + name + ": " + value;
    return text;
}

std::string dump(const scenario::Outcome &outcome) {
    std::string text =
        std::to_string(outcome.status) + " body " + std::to_string(outcome.bodyBytes) +
        (outcome.isWhole ? " whole" : " part") + (outcome.asked ? " asked" : "") +
        (outcome.waited ? " waited" : "") + " version " + std::to_string(outcome.version) + " of " +
        std::to_string(outcome.current) + " held " + std::to_string(outcome.held) + " " +
        outcome.node + " " + outcome.knownAs + " " + outcome.originText + " " + outcome.body;
    for (const auto &[name, value] : outcome.fields)
        text += "\n    " + name + ": " + value;
    for (const auto &[name, value] : outcome.cookies)
        text += "\n    cookie " + name + "=" + value;
    for (const std::size_t count : outcome.visitors)
        text += " " + std::to_string(count);
    return text;
}

/// All that a trace says but its decisions' facts.
QStringList linesOf(const Trace &trace) {
    QStringList lines;
    for (const scenario::Message &message : trace.messages)
        lines << QString::fromStdString(dump(message));
    for (const scenario::Decided &decided : trace.decisions)
        lines << QString::fromStdString(std::string(nameOf(decided.decision.outcome)) + " " +
                                        decided.url);
    for (const scenario::Outcome &outcome : trace.outcomes)
        lines << QString::fromStdString(dump(outcome));
    return lines;
}

void compare(const Trace &inProcess, const Trace &overSockets) {
    const QStringList one = linesOf(inProcess);
    const QStringList other = linesOf(overSockets);
    for (qsizetype i = 0; i < std::min(one.size(), other.size()); ++i)
        QCOMPARE(other[i], one[i]);
    QCOMPARE(other.size(), one.size());
    QVERIFY(!scenario::firstDifference(inProcess, overSockets));
    for (std::size_t i = 0; i < inProcess.decisions.size(); ++i)
        QVERIFY(inProcess.decisions[i].decision == overSockets.decisions[i].decision);
}

} // namespace

class TestLabSockets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameHappens_data() {
        QTest::addColumn<QByteArray>("json");
        for (const scenario::Lesson &lesson : scenario::allLessons())
            QTest::newRow(std::string(lesson.file).c_str())
                << QByteArray(lesson.json.data(), static_cast<qsizetype>(lesson.json.size()));
        const std::string_view demo = session::demoDocument();
        QTest::newRow("the demo site")
            << QByteArray(demo.data(), static_cast<qsizetype>(demo.size()));
    }
    void theSameHappens() {
        QFETCH(const QByteArray, json);
        const auto read = scenario::readScenario(json.toStdString());
        QVERIFY(read);
        Course inProcess(json.toStdString(), *read);
        scenario::RunOptions options;
        options.network = session::socketNetwork();
        Course overSockets(json.toStdString(), *read, options);
        std::vector<std::string> courses{{}};
        for (const scenario::WhatIf &whatIf : read->whatIfs)
            courses.push_back(whatIf.id);
        for (const std::string &course : courses) {
            const Trace *one = inProcess.trace(course);
            const Trace *other = overSockets.trace(course);
            QVERIFY2(one && other, course.c_str());
            QVERIFY(!one->outcomes.empty());
            compare(*one, *other);
            if (QTest::currentTestFailed())
                QFAIL(course.empty() ? "as it stands" : course.c_str());
        }
    }

    void anotherAnswerIsNoticed() {
        // The same network, but for one field.
        class Altered final : public scenario::Network {
        public:
            explicit Altered(scenario::Network &inside)
                : m_inside(inside) {}
            scenario::Reply ask(std::string_view host, const lab::Request &request,
                                std::optional<std::uint64_t> cutAfter) override {
                scenario::Reply reply = m_inside.ask(host, request, cutAfter);
                reply.fields.emplace_back("X-Other", "1");
                return reply;
            }

        private:
            scenario::Network &m_inside;
        };
        const auto read = scenario::readScenario(session::demoDocument());
        scenario::RunOptions options;
        options.network = [](scenario::World &world) {
            return std::make_unique<Altered>(world.network());
        };
        QVERIFY(scenario::firstDifference(run(*read), run(*read, options)));
    }
};

QTEST_GUILESS_MAIN(TestLabSockets)
#include "test_lab_sockets.moc"
