// SPDX-License-Identifier: Apache-2.0
// Lines of any bytes are taken as DevTools events, as a browser would send them that a hostile page
// has in its power. The recorder stays within its bounds and tells each request at most once a hop.
#include "core/live/network_recorder.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace etagere;

void check(bool holds) {
    if (!holds)
        std::abort();
}

live::RecorderLimits smallLimits() {
    live::RecorderLimits limits;
    limits.body = Bytes{100};
    limits.visitBodies = Bytes{1000};
    limits.requests = 20;
    limits.held = 50'000;
    return limits;
}

/// Hands every line to a recorder and answers its questions in changing ways.
class Session {
public:
    Session()
        : m_recorder(
              smallLimits(), [this](live::LiveExchange exchange) { take(exchange); },
              [this](std::uint64_t ticket, std::string_view, std::string_view) {
                  check(m_tickets.insert(ticket).second);
                  m_asked.push_back(ticket);
              }) {}

    void play(std::string_view line) {
        simdjson::dom::element message;
        if (m_parser.parse(line.data(), line.size()).get(message) != simdjson::SUCCESS)
            return;
        std::string_view session;
        std::string_view method;
        simdjson::dom::element params;
        if (message["method"].get(method) != simdjson::SUCCESS ||
            message["params"].get(params) != simdjson::SUCCESS)
            return;
        if (message["session"].get(session) != simdjson::SUCCESS)
            session = "s1";
        m_recorder.take(session, method, params);
        check(m_recorder.isQuiet() == (m_recorder.underWay() == 0));
        if (line.size() % 3 != 0)
            answer(line);
    }
    void finish() {
        const live::Blindness blindness = m_recorder.finish();
        check(m_recorder.underWay() == 0);
        check(blindness.unseenUrls.size() <= 20);
        check(blindness == m_recorder.finish());
        check(m_lost == blindness.lostBodies && m_inferred == blindness.inferred);
        check(m_bodies <= smallLimits().visitBodies.count);
    }

private:
    void answer(std::string_view line) {
        for (const std::uint64_t ticket : m_asked) {
            if (ticket % 4 == 0)
                m_recorder.loseBody(ticket);
            else
                m_recorder.takeBody(ticket, line, ticket % 2 == 0);
        }
        m_asked.clear();
    }
    void take(const live::LiveExchange &exchange) {
        check(exchange.body.size() <= smallLimits().body.count);
        check(exchange.isInferred == (exchange.servedFrom == traffic::ServedFrom::ValidatedAs200));
        check(exchange.servedFrom != traffic::ServedFrom::Validated || exchange.body.empty());
        check(exchange.transferredBytes >= -1);
        check(exchange.duration >= Duration(0));
        m_bodies += exchange.body.size();
        m_lost += exchange.bodyState == live::BodyState::Lost ? 1U : 0U;
        m_inferred += exchange.isInferred ? 1U : 0U;
    }

    simdjson::dom::parser m_parser;
    std::set<std::uint64_t> m_tickets;
    std::vector<std::uint64_t> m_asked;
    std::uint64_t m_bodies = 0;
    std::uint32_t m_lost = 0;
    std::uint32_t m_inferred = 0;
    live::NetworkRecorder m_recorder; ///< last: it is told to what stands above
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    std::string_view text(reinterpret_cast<const char *>(data), size);
    Session session;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        session.play(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    session.finish();
    return 0;
}
