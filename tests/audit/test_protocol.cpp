// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/audit/protocol.h"

#include <algorithm>
#include <map>
#include <set>

using namespace etagere;
using audit::Step;
using audit::StepKind;

Q_DECLARE_METATYPE(etagere::audit::Step)

class TestProtocol : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesComeBack();
    void theStudiedVisitorGoesThroughEveryState();
    void whoComesBackHasCookiesUnlessTheyWereDeleted();
    void othersComeBetween_data();
    void othersComeBetween();
    void theUnrelatedOneIsNobodyElse_data();
    void theUnrelatedOneIsNobodyElse();
    void trialsFollowInTheirOrder_data();
    void trialsFollowInTheirOrder();
    void onlySomebodyElsesStepBeginsBeside_data();
    void onlySomebodyElsesStepBeginsBeside();
    void peopleHaveNamesOfTheirOwn();
    void innerPagesAreTheSites_data();
    void innerPagesAreTheSites();
    void noMorePagesThanAsked();
};

void TestProtocol::namesComeBack() {
    for (int i = 0; i < static_cast<int>(StepKind::Count); ++i) {
        const auto kind = static_cast<StepKind>(i);
        QVERIFY(!nameOf(kind).empty());
        QVERIFY(audit::stepKindFrom(nameOf(kind)) == kind);
    }
    QVERIFY(!audit::stepKindFrom("nothing"));
}

void TestProtocol::theStudiedVisitorGoesThroughEveryState() {
    std::vector<StepKind> kinds;
    for (const Step &step : audit::protocolFor(audit::leastPeople)) {
        if (step.person == 0)
            kinds.push_back(step.kind);
    }
    QVERIFY((kinds == std::vector{StepKind::FirstVisit, StepKind::Return, StepKind::CookiesCleared,
                                  StepKind::Flushed}));
}

void TestProtocol::whoComesBackHasCookiesUnlessTheyWereDeleted() {
    std::string without;
    for (const Step &step : audit::protocolFor(audit::leastPeople)) {
        if (startsWithoutCookies(step.kind))
            without += std::string(nameOf(step.kind)) + ' ';
    }
    QCOMPARE(without, std::string("first-visit control unrelated cookies-cleared flushed "));
    QVERIFY(startsWithoutCookies(StepKind::TrialVisit));
    QVERIFY(!startsWithoutCookies(StepKind::TrialCheck)); // as the flush is asked for
}

void TestProtocol::othersComeBetween_data() {
    QTest::addColumn<unsigned>("people");
    QTest::newRow("as few as may be") << audit::leastPeople;
    QTest::newRow("none asked for") << 0U;
    QTest::newRow("twelve") << 12U;
    QTest::newRow("as many as may be") << audit::mostPeople;
}

// What changes with time must not look like what changes with the visitor.
void TestProtocol::othersComeBetween() {
    QFETCH(const unsigned, people);
    const std::vector<Step> steps = audit::protocolFor(people);
    for (std::size_t i = 1; i < steps.size(); ++i)
        QVERIFY(steps[i].person != 0 || steps[i - 1].person != 0);
}

void TestProtocol::theUnrelatedOneIsNobodyElse_data() { othersComeBetween_data(); }

void TestProtocol::theUnrelatedOneIsNobodyElse() {
    QFETCH(const unsigned, people);
    std::set<unsigned> controls;
    std::vector<unsigned> unrelated;
    for (const Step &step : audit::protocolFor(people)) {
        if (step.kind == StepKind::Unrelated)
            unrelated.push_back(step.person);
        else if (step.kind == StepKind::Control || step.kind == StepKind::ControlReturn)
            controls.insert(step.person);
    }
    QCOMPARE(unrelated.size(), std::size_t{1});
    QVERIFY(!controls.contains(unrelated.front()) && !controls.contains(0));
    QCOMPARE(controls.size(), std::size_t{std::max(people, audit::leastPeople) - 2});
}

void TestProtocol::trialsFollowInTheirOrder_data() {
    QTest::addColumn<int>("trials");
    for (const int trials : {0, 1, 2, 5})
        QTest::addRow("%d", trials) << trials;
}

void TestProtocol::trialsFollowInTheirOrder() {
    QFETCH(const int, trials);
    const std::vector<Step> protocol = audit::protocolFor(audit::leastPeople);
    const std::vector<Step> steps =
        audit::stepsFor(audit::leastPeople, static_cast<std::size_t>(trials));
    QCOMPARE(steps.size(), protocol.size() + 3 * static_cast<std::size_t>(trials));
    QVERIFY(std::equal(protocol.begin(), protocol.end(), steps.begin()));
    std::map<unsigned, std::vector<StepKind>> ofPerson;
    for (std::size_t i = protocol.size(); i < steps.size(); ++i) {
        ofPerson[steps[i].person].push_back(steps[i].kind);
        const bool hasOther =
            trials > 1 && steps[i].person + 1 < audit::leastPeople + static_cast<unsigned>(trials);
        if (hasOther) // nobody waits for a page of their own to become quiet
            QVERIFY(steps[i].person != steps[i - 1].person);
    }
    QCOMPARE(ofPerson.size(), static_cast<std::size_t>(trials));
    for (const auto &[person, kinds] : ofPerson)
        QVERIFY((kinds ==
                 std::vector{StepKind::TrialVisit, StepKind::TrialReturn, StepKind::TrialCheck}));
}

void TestProtocol::onlySomebodyElsesStepBeginsBeside_data() {
    QTest::addColumn<Step>("next");
    QTest::addColumn<Step>("other");
    QTest::addColumn<bool>("may");
    const auto row = [](const char *name, Step next, Step other, bool may) {
        QTest::newRow(name) << next << other << may;
    };
    row("a control beside the studied one", {StepKind::Control, 1}, {StepKind::FirstVisit, 0},
        true);
    row("the studied one beside a control", {StepKind::Flushed, 0}, {StepKind::ControlReturn, 1},
        true);
    row("a return beside the visit before", {StepKind::Return, 0}, {StepKind::FirstVisit, 0},
        false);
    row("a trial beside a visit that is judged", {StepKind::TrialVisit, 3}, {StepKind::Flushed, 0},
        false);
    row("a trial beside another", {StepKind::TrialVisit, 4}, {StepKind::TrialVisit, 3}, true);
    row("a trial's check beside its own visit", {StepKind::TrialCheck, 3},
        {StepKind::TrialReturn, 3}, false);
}

void TestProtocol::onlySomebodyElsesStepBeginsBeside() {
    QFETCH(const Step, next);
    QFETCH(const Step, other);
    QFETCH(const bool, may);
    QCOMPARE(mayBeginBeside(next, other), may);
}

void TestProtocol::peopleHaveNamesOfTheirOwn() {
    std::set<std::string> names;
    for (unsigned person = 0; person < audit::mostPeople; ++person)
        names.insert(audit::personName(person));
    QCOMPARE(names.size(), std::size_t{audit::mostPeople});
    QCOMPARE(audit::personName(0), std::string("A"));
}

void TestProtocol::innerPagesAreTheSites_data() {
    QTest::addColumn<QString>("link");
    QTest::addColumn<bool>("followed");
    QTest::newRow("another page") << "https://shop.example.org/news" << true;
    QTest::newRow("another host of the site") << "https://blog.example.org/" << true;
    QTest::newRow("a page with a query") << "https://example.org/?page=2" << true;
    QTest::newRow("plain http") << "http://example.org/old" << true;
    QTest::newRow("a place in the same page") << "https://example.org/#top" << false;
    QTest::newRow("another site") << "https://example.com/" << false;
    QTest::newRow("another site of the same suffix") << "https://sample.org/" << false;
    QTest::newRow("a mail address") << "mailto:a@example.org" << false;
    QTest::newRow("a script") << "javascript:void(0)" << false;
    QTest::newRow("a file") << "file:///etc/passwd" << false;
    QTest::newRow("signing out") << "https://example.org/account/SignOut" << false;
    QTest::newRow("ending a subscription") << "https://example.org/unsubscribe?u=1" << false;
    QTest::newRow("nothing") << "" << false;
}

void TestProtocol::innerPagesAreTheSites() {
    QFETCH(const QString, link);
    QFETCH(const bool, followed);
    const std::vector<std::string> links{link.toStdString(), link.toStdString() + "#part"};
    const auto pages = audit::innerPages("https://example.org/", links, 5);
    QCOMPARE(pages.size(), std::size_t{followed ? 1U : 0U});
    if (followed)
        QCOMPARE(pages.front(), link.toStdString());
}

void TestProtocol::noMorePagesThanAsked() {
    std::vector<std::string> links;
    for (int i = 0; i < 20; ++i)
        links.push_back("https://example.org/" + std::to_string(i));
    QCOMPARE(audit::innerPages("https://example.org/", links, 3),
             (std::vector<std::string>{links[0], links[1], links[2]}));
}

QTEST_GUILESS_MAIN(TestProtocol)
#include "test_protocol.moc"
