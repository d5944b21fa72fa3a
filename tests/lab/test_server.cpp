// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/lab/dynamic.h"
#include "core/lab/file_server.h"
#include "core/lab/server.h"
#include "core/lab/tracker.h"
#include "tests/lab/asking.h"
#include "tests/wire/client_case.h"

using namespace etagere;
using namespace etagere::tests;

namespace {

class Echo final : public lab::Origin {
public:
    lab::Response answer(const lab::Request &request) override {
        lab::Response response;
        response.body = std::string(request.method) + " " + std::string(request.target) + " " +
                        std::string(request.client) + " " + std::string(request.body);
        return response;
    }
};

struct Room {
    explicit Room(lab::ServerOptions options = {}) {
        auto made = lab::Server::open(asker.loop, std::move(options));
        server = made ? std::move(*made) : nullptr;
    }
    std::unique_ptr<Answer> ask(std::string_view method, std::string_view host,
                                std::string_view target, std::string_view body = {},
                                std::vector<http::Field> fields = {}) {
        fields.push_back({"Host", host, http::FieldName::Host});
        wire::Question question;
        question.method = method;
        question.target = target;
        question.fields = fields;
        if (!body.empty())
            question.body = wire::BodyPlan::ofLength(body.size());
        auto answer = std::make_unique<Answer>();
        answer->asked =
            asker.client.ask({false, "127.0.0.1", server->address().port}, question, *answer);
        if (!body.empty()) {
            answer->asked->send(body);
            answer->asked->finish();
        }
        return answer->isOver() ? std::move(answer) : nullptr;
    }
    Asker asker;
    std::unique_ptr<lab::Server> server;
};

} // namespace

class TestServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostsShareThePort() {
        Room room;
        QVERIFY(room.server);
        room.server->serve("a.test", std::make_shared<Echo>());
        room.server->serve("b.test", std::make_shared<lab::FileServer>(
                                         std::vector<lab::Resource>{lab::sampleScript()},
                                         lab::FileServerOptions{}));
        QCOMPARE(room.ask("GET", "a.test", "/x?y")->body, QByteArray("GET /x?y 127.0.0.1 "));
        QCOMPARE(room.ask("GET", "A.test:8080", "/")->body, QByteArray("GET / 127.0.0.1 "));
        QVERIFY(room.ask("GET", "b.test", "/app.js")->head.contains("ETag=\"65e1cb70-"));
        QVERIFY(room.ask("GET", "c.test", "/")->head.startsWith("421"));
        room.server->serve("", std::make_shared<Echo>());
        QVERIFY(room.ask("GET", "c.test", "/")->head.startsWith("200"));
        room.server->serve("", nullptr);
        QVERIFY(room.ask("GET", "[::1]:80", "/")->head.startsWith("421"));
        QCOMPARE(room.server->answered(), std::uint64_t{6});
    }

    void connectionsAreKept() {
        Room room;
        room.server->serve("", std::make_shared<Echo>());
        QVERIFY(!room.ask("GET", "a.test", "/")->asked->isReused());
        QVERIFY(room.ask("GET", "a.test", "/")->asked->isReused());
    }

    void headAndNotModifiedHaveNoBody() {
        Room room;
        room.server->serve("", std::make_shared<lab::FileServer>(
                                   std::vector<lab::Resource>{lab::sampleScript()},
                                   lab::FileServerOptions{recipe::RecipeId::KoaBody}));
        const auto head = room.ask("HEAD", "a.test", "/app.js");
        const auto size = lab::sampleScript().versions.front().body.size();
        QVERIFY(head->head.contains("Content-Length=" + QByteArray::number(qulonglong(size))));
        QVERIFY(head->body.isEmpty());
        const auto same = room.ask("GET", "a.test", "/app.js", {},
                                   {{"If-None-Match", "*", http::FieldName::IfNoneMatch}});
        QVERIFY(same->head.startsWith("304"));
        QVERIFY(!same->head.contains("Content-Length"));
        QVERIFY(room.ask("GET", "a.test", "/app.js")->asked->isReused());
    }

    void aBodyIsCutOff() {
        class Cutting final : public lab::Origin {
        public:
            lab::Response answer(const lab::Request &asked) override {
                lab::Response response;
                response.body = "0123456789";
                response.cutAfter = asked.target == "/4" ? 4 : 10;
                return response;
            }
        };
        Room room;
        room.server->serve("", std::make_shared<Cutting>());
        const auto cut = room.ask("GET", "a.test", "/4");
        QVERIFY(cut->head.contains("Content-Length=10"));
        QCOMPARE(cut->body, QByteArray("0123"));
        QCOMPARE(cut->outcome, QByteArray("error"));
        QCOMPARE(static_cast<int>(cut->error.kind),
                 static_cast<int>(wire::WireError::Kind::Truncated));
        // All of it is no cut, and HEAD has nothing to be cut off.
        const auto whole = room.ask("GET", "a.test", "/all");
        QCOMPARE(whole->outcome, QByteArray("end"));
        QCOMPARE(whole->body, QByteArray("0123456789"));
        QCOMPARE(room.ask("HEAD", "a.test", "/4")->outcome, QByteArray("end"));
    }

    void requestsHaveBodies() {
        Room room;
        room.server->serve("", std::make_shared<Echo>());
        QCOMPARE(room.ask("PUT", "a.test", "/", "some text")->body,
                 QByteArray("PUT / 127.0.0.1 some text"));
        const std::string large((1U << 20U) + 1, 'x');
        QVERIFY(room.ask("PUT", "a.test", "/", large)->head.startsWith("413"));
        QCOMPARE(room.ask("PUT", "a.test", "/", "again")->body,
                 QByteArray("PUT / 127.0.0.1 again"));
    }

    void timeAndAddressAreParameters() {
        lab::ServerOptions options;
        options.clock = [] { return noon; };
        options.addressField = "X-Forwarded-For";
        Room room(options);
        room.server->serve("echo.test", std::make_shared<Echo>());
        QCOMPARE(room.ask("GET", "echo.test", "/", {},
                          {{"X-Forwarded-For", "198.51.100.7", http::FieldName::Other}})
                     ->body,
                 QByteArray("GET / 198.51.100.7 "));
        QCOMPARE(room.ask("GET", "echo.test", "/")->body, QByteArray("GET / 127.0.0.1 "));
        std::shared_ptr<lab::Tracker> tracker = lab::makeTracker(lab::TrackerKind::PlainEcho, 1);
        room.server->serve("t.test", tracker);
        QVERIFY(room.ask("GET", "t.test", "/pixel.gif")
                    ->head.contains("Date=Sun, 22 Nov 2026 12:00:00 GMT"));
        QCOMPARE(tracker->knows().size(), std::size_t{1});
        QVERIFY(tracker->knows()[0].first == noon);
    }

    void onlyThisMachineReachesIt() {
        wire::Loop loop;
        lab::ServerOptions options;
        options.listen.address = {"0.0.0.0", 0};
        const auto server = lab::Server::open(loop, options);
        QVERIFY(!server);
        QCOMPARE(static_cast<int>(server.error().kind),
                 static_cast<int>(wire::WireError::Kind::NotLoopback));
    }
};

QTEST_GUILESS_MAIN(TestServer)
#include "test_server.moc"
