// SPDX-License-Identifier: Apache-2.0
// A copy that others read while the original grows on.
#include <QTest>

#include "core/traffic/body_spill.h"
#include "core/traffic/copy.h"

#include <string>
#include <thread>

using namespace etagere;
using namespace etagere::traffic;

namespace {

/// A recording that grows.
class Recording {
public:
    Recording()
        : m_bodies(BodySpill::create()) {
        SourceInfo info;
        info.name = "growing";
        info.browser = "Chrome/156";
        m_source = traffic.addSource(info, m_bodies);
    }
    void visit(std::string_view visitor) {
        Visit visit;
        visit.visitor = traffic.visitor(visitor);
        visit.source = m_source;
        visit.title = "page";
        m_visit = traffic.addVisit(visit);
    }
    void exchange(const std::string &url, const std::string &tag) {
        const std::string name = "ETag";
        const http::Field fields[] = {{name, tag, http::FieldName::ETag}};
        BodySpill::Blob blob;
        const std::string body = "body of " + tag;
        QVERIFY(m_bodies->append(blob, body));
        Exchange row;
        row.visit = m_visit;
        row.url = traffic.internUrl(url);
        row.method = "GET";
        row.status = 200;
        row.responseFields = fields;
        row.responseBody = {m_source, BodyForm::Blob, false, m_bodies->keep(blob), body.size()};
        traffic.append(row);
    }

    Traffic traffic;

private:
    std::shared_ptr<BodySpill> m_bodies;
    SourceId m_source;
    VisitId m_visit;
};

/// All that is in it, bodies too.
std::string textOf(const Traffic &traffic) {
    std::string text;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const Exchange &row = traffic.exchange(ExchangeId::fromSize(i));
        const Visit &visit = traffic.visit(row.visit);
        text += std::to_string(row.id.index()) + ' ' + std::string(row.method) + ' ' +
                std::string(traffic.urlText(row.url)) + ' ' +
                std::string(traffic.originText(traffic.originOf(row.url))) + ' ' +
                std::string(traffic.visitor(visit.visitor).name) + ' ' + std::string(visit.title) +
                ' ' + std::string(traffic.sourceInfo(visit.source).browser);
        for (const http::Field &field : row.responseFields)
            text += ' ' + std::string(field.name) + ": " + std::string(field.value);
        const auto body = traffic.loadBody(row.responseBody, Bytes{1000});
        text += ' ' + (body ? *body : "lost") + '\n';
    }
    return text;
}

} // namespace

class TestCopy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCopySaysWhatTheOriginalSays();
    void itCatchesUpWithWhatCameSince();
    void itOutlivesTheOriginal();
    void anotherThreadReadsItWhileTheOriginalGrows();
};

void TestCopy::aCopySaysWhatTheOriginalSays() {
    Recording recording;
    Traffic copy;
    catchUp(copy, recording.traffic);
    QCOMPARE(copy.sourceCount(), std::size_t{1});
    QCOMPARE(copy.exchangeCount(), std::size_t{0});
    recording.visit("A");
    recording.exchange("http://a.example/x", "\"1\"");
    recording.exchange("http://b.example/y", "\"2\"");
    catchUp(copy, recording.traffic);
    QVERIFY(textOf(copy).find("\"2\" body of \"2\"") != std::string::npos);
    QCOMPARE(textOf(copy), textOf(recording.traffic));
}

void TestCopy::itCatchesUpWithWhatCameSince() {
    Recording recording;
    Traffic copy;
    recording.visit("A");
    recording.exchange("http://a.example/x", "\"1\"");
    catchUp(copy, recording.traffic);
    // A new visitor, a visit that turns out to be another's, and URLs old and new.
    recording.exchange("http://c.example/z", "\"2\"");
    recording.visit("B");
    recording.exchange("http://a.example/x", "\"3\"");
    recording.traffic.assignVisit(VisitId(0), recording.traffic.visitor("C"));
    catchUp(copy, recording.traffic);
    QCOMPARE(textOf(copy), textOf(recording.traffic));
    QCOMPARE(copy.urlCount(), recording.traffic.urlCount());
    QCOMPARE(copy.visitorCount(), std::size_t{3});
    const std::string before = textOf(copy);
    catchUp(copy, recording.traffic);
    QCOMPARE(textOf(copy), before);
}

void TestCopy::itOutlivesTheOriginal() {
    Traffic copy;
    {
        Recording recording;
        recording.visit("A");
        recording.exchange("http://a.example/x", "\"1\"");
        catchUp(copy, recording.traffic);
    }
    QVERIFY(textOf(copy).ends_with("A page Chrome/156 ETag: \"1\" body of \"1\"\n"));
}

void TestCopy::anotherThreadReadsItWhileTheOriginalGrows() {
    constexpr int exchanges = 300;
    Recording recording;
    recording.visit("A");
    for (int i = 0; i < exchanges; ++i)
        recording.exchange("http://a.example/" + std::to_string(i), "\"a\"");
    const std::string expected = textOf(recording.traffic);
    Traffic copy;
    catchUp(copy, recording.traffic);
    std::string read;
    std::thread reader([&] { read = textOf(copy); });
    for (int i = 0; i < exchanges; ++i)
        recording.exchange("http://b.example/" + std::to_string(i), "\"b\"");
    reader.join();
    QCOMPARE(read, expected);
    catchUp(copy, recording.traffic);
    QCOMPARE(textOf(copy), textOf(recording.traffic));
}

QTEST_GUILESS_MAIN(TestCopy)
#include "test_copy.moc"
