// SPDX-License-Identifier: Apache-2.0
// Lines of any bytes are taken as WebDriver BiDi events, as Firefox would send them that a hostile
// page has in its power. The recorder keeps to its budgets, counts what it tells and ends.
#include "core/live/bidi_recorder.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace etagere;
using live::BidiRecorder;

void check(bool holds) {
    if (!holds)
        std::abort();
}

/// Hands every line to a recorder and answers its questions in changing ways.
class Session {
public:
    explicit Session(bool hasObserver)
        : m_recorder(
              {Bytes{100}, Bytes{1000}, hasObserver},
              [this](const live::LiveExchange &exchange) { take(exchange); },
              [this](const std::string &request, BidiRecorder::Part part) {
                  m_asked.emplace_back(request, part);
              }) {}

    void play(std::string_view line) {
        simdjson::dom::element message;
        std::string_view method;
        simdjson::dom::element params;
        if (m_parser.parse(line.data(), line.size()).get(message) != simdjson::SUCCESS ||
            message["method"].get(method) != simdjson::SUCCESS ||
            message["params"].get(params) != simdjson::SUCCESS)
            return;
        m_recorder.take(method, params);
        if (line.size() % 3 != 0)
            answer(line);
        // What waits for streams as well is never the more quiet.
        check(!m_recorder.isQuiet() || m_recorder.isQuiet(BidiRecorder::Streams::Ignored));
    }
    void finish() {
        const live::Blindness blindness = m_recorder.finish();
        check(blindness.unseenUrls.size() <= 20);
        check(blindness.lostBodies == m_lost && blindness.cutBodies == m_cut);
        check(blindness == m_recorder.finish());
        check(m_recorder.isQuiet());
        check(m_bodies <= 1000);
    }

private:
    void answer(std::string_view line) {
        for (const auto &[request, part] : std::exchange(m_asked, {})) {
            std::optional<std::string> body;
            if (line.size() % 4 != 0)
                body = std::string(line);
            m_recorder.takeBody(request, part, std::move(body));
        }
    }
    void take(const live::LiveExchange &exchange) {
        check(exchange.body.size() <= 100 && exchange.requestBody.size() <= 100);
        check(exchange.status <= 999 && !exchange.url.empty());
        check(exchange.body.empty() || exchange.bodyState == live::BodyState::Whole ||
              exchange.bodyState == live::BodyState::Cut);
        m_bodies += exchange.body.size() + exchange.requestBody.size();
        m_lost += exchange.bodyState == live::BodyState::Lost ? 1U : 0U;
        m_cut += exchange.bodyState == live::BodyState::Cut ? 1U : 0U;
    }

    BidiRecorder m_recorder;
    simdjson::dom::parser m_parser;
    std::vector<std::pair<std::string, BidiRecorder::Part>> m_asked;
    std::size_t m_bodies = 0;
    std::uint32_t m_lost = 0;
    std::uint32_t m_cut = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    for (const bool hasObserver : {true, false}) {
        Session session(hasObserver);
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            session.play(text.substr(begin, end - begin));
            begin = end + 1;
        }
        session.finish();
    }
    return 0;
}
