// SPDX-License-Identifier: Apache-2.0
// The other end of the pipe: in the program that is the browser.
#include <QTest>

#include "app/browser/descriptor_transport.h"
#include "tests/wire/raw_peers.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>

using namespace etagere;
using namespace etagere::tests;
using live::TransportEnd;

class TestDescriptorTransport : public QObject {
    Q_OBJECT

    std::array<int, 2> m_commands{-1, -1}; ///< the transport reads [0]
    std::array<int, 2> m_answers{-1, -1};  ///< and writes to [1]
    std::unique_ptr<DescriptorTransport> m_transport;
    std::vector<std::string> m_told;
    std::optional<TransportEnd> m_end;

private Q_SLOTS:
    void init() {
        QCOMPARE(::pipe2(m_commands.data(), O_CLOEXEC), 0);
        QCOMPARE(::pipe2(m_answers.data(), O_CLOEXEC), 0);
        m_transport = std::make_unique<DescriptorTransport>(m_commands[0], m_answers[1], 1000);
        m_told.clear();
        m_end.reset();
        m_transport->listen([this](std::string_view json) { m_told.emplace_back(json); },
                            [this](const TransportEnd &end) { m_end = end; });
    }
    void cleanup() {
        m_transport.reset();
        ::close(m_commands[1]);
        ::close(m_answers[0]);
    }

    void messagesGoBothWays() {
        QCOMPARE(::write(m_commands[1], "one\0two\0", 8), ssize_t{8});
        QVERIFY(waitFor([this] { return m_told.size() == 2; }));
        QCOMPARE(m_told, (std::vector<std::string>{"one", "two"}));
        m_transport->send("three");
        std::string read(6, 'x');
        QVERIFY(waitFor([this] {
            int waiting = 0;
            return ::ioctl(m_answers[0], FIONREAD, &waiting) == 0 && waiting == 6;
        }));
        QCOMPARE(::read(m_answers[0], read.data(), read.size()), ssize_t{6});
        QCOMPARE(read, std::string("three\0", 6));
    }

    /// A client that is stopped reads nothing: what a page makes the engine tell must not pile up.
    void aClientThatReadsNothingIsTakenForDead() {
        const std::string filling(4096, 'x');
        while (::write(m_answers[1], filling.data(), filling.size()) > 0) {
        }
        for (int i = 0; i < 20; ++i)
            m_transport->send(std::string(100, 'y'));
        QVERIFY(!m_end); // never from within send()
        QVERIFY(waitFor([this] { return m_end.has_value(); }));
        QVERIFY(m_end->kind == TransportEnd::Kind::TooLarge);
        m_transport->send("late");
    }

    void aClientThatGoesIsTold() {
        ::close(m_commands[1]);
        QVERIFY(waitFor([this] { return m_end.has_value(); }));
        QVERIFY(m_end->kind == TransportEnd::Kind::Gone);
        m_commands[1] = -1;
    }
};

QTEST_GUILESS_MAIN(TestDescriptorTransport)
#include "test_descriptor_transport.moc"
