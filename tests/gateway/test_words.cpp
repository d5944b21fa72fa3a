// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/explain/gateway_text.h"

#include <set>
#include <string>

using namespace etagere;
using gateway::Refusal;
using wire::Fault;
using wire::WireError;

/// Every error and refusal has words, and different ones.
class TestWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyError() {
        std::set<std::string> seen;
        for (int kind = 0; kind < static_cast<int>(WireError::Kind::Count); ++kind) {
            WireError error;
            error.kind = static_cast<WireError::Kind>(kind);
            const std::string sentence = explain::sentenceOf(error, "host.example");
            QVERIFY2(sentence.find("host.example") != std::string::npos, sentence.c_str());
            QVERIFY(sentence.find('%') == std::string::npos);
            QVERIFY(seen.insert(sentence).second);
        }
    }

    void everyStepThatTookTooLong() {
        std::set<std::string> seen;
        for (int step = 0; step < static_cast<int>(WireError::Step::Count); ++step) {
            const WireError error{static_cast<WireError::Step>(step), WireError::Kind::TimedOut};
            QVERIFY(seen.insert(explain::sentenceOf(error, "h")).second);
        }
    }

    void everyFault() {
        std::set<std::string> seen;
        for (int fault = 0; fault < static_cast<int>(Fault::Count); ++fault) {
            Refusal refusal;
            refusal.error.kind = WireError::Kind::Malformed;
            refusal.error.fault = static_cast<Fault>(fault);
            const std::string sentence = explain::sentenceOf(refusal);
            QVERIFY(sentence.ends_with('.') && seen.insert(sentence).second);
        }
    }

    void everyRefusal() {
        std::set<std::string> seen;
        for (int kind = 0; kind < static_cast<int>(Refusal::Kind::Count); ++kind) {
            Refusal refusal;
            refusal.kind = static_cast<Refusal::Kind>(kind);
            refusal.about = "http://h/a";
            QVERIFY(seen.insert(explain::sentenceOf(refusal)).second);
        }
    }

    void numbersAreTold() {
        WireError cut{WireError::Step::Body, WireError::Kind::Truncated, Fault::None, 1234, 5000};
        QCOMPARE(explain::sentenceOf(cut, "http://h"),
                 std::string("http://h closed the connection after 1,234 of the 5,000 bytes that "
                             "it had announced"));
        WireError chunk{WireError::Step::Body, WireError::Kind::Malformed, Fault::Chunk, 7};
        QCOMPARE(explain::sentenceOf(chunk, "http://h"),
                 std::string("http://h sent what cannot be understood, after 7 bytes: a chunk "
                             "size, or a chunk's end, was expected"));
        Refusal none;
        none.kind = Refusal::Kind::NoAnswer;
        none.about = "https://h";
        none.error = {WireError::Step::Encrypt, WireError::Kind::Certificate};
        none.error.detail = "it has expired";
        QCOMPARE(explain::sentenceOf(none),
                 std::string("No answer: the certificate of https://h is not trusted: it has "
                             "expired."));
    }
};

QTEST_GUILESS_MAIN(TestWords)
#include "test_words.moc"
