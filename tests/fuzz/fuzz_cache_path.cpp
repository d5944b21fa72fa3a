// SPDX-License-Identifier: Apache-2.0
// Lines of any bytes are taken as Fetch.requestPaused and drive a simulated cache as a browser
// would: each request is over at most once, nothing is ordered of it afterwards, and no answer of
// the cache sets a cookie.
#include "core/http/field.h"
#include "core/live/cache_path.h"
#include "core/live/paused_message.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace {

using namespace etagere;
using live::PathOrder;
using Kind = live::PathOrder::Kind;

void check(bool holds) {
    if (!holds)
        std::abort();
}

/// One browser with one cache; the clock goes on with every line.
class Session {
public:
    explicit Session(const cache::Model &model)
        : m_path(model, [this] { return m_now; }) {}

    void play(std::string_view line) {
        m_now += std::chrono::seconds(line.size());
        simdjson::dom::element params;
        if (m_parser.parse(line.data(), line.size()).get(params) != simdjson::SUCCESS)
            return;
        const live::PausedMessage message = live::readPausedMessage(params);
        simdjson::dom::element entries;
        simdjson::dom::parser parser;
        check(parser.parse(live::fieldEntries(message.fields)).get(entries) == simdjson::SUCCESS);
        const auto known = m_tickets.find(message.id);
        if (message.stage == live::PausedMessage::Stage::Request)
            begin(message, line.size());
        else if (known != m_tickets.end())
            answer(known->second, message, line);
    }
    void finish() {
        for (const live::CachePath::Ticket ticket : m_begun)
            m_path.cancel(ticket);
        for (const live::CachePath::Ticket ticket : m_renewals)
            m_path.cancel(ticket);
        check(m_path.underWay() == 0);
    }

private:
    void begin(const live::PausedMessage &message, std::size_t kind) {
        if (m_begun.size() > 100)
            return;
        live::HeldRequest held{message.method, message.url, message.fields, message.frame};
        held.mode = static_cast<cache::Mode>(kind % 6);
        const auto isOver = std::make_shared<bool>(false);
        const auto ticket =
            m_path.begin(held, [this, isOver](const PathOrder &order) { follow(order, *isOver); });
        m_begun.insert(ticket);
        m_tickets[message.id] = ticket;
    }
    void answer(live::CachePath::Ticket ticket, const live::PausedMessage &message,
                std::string_view line) {
        if (message.stage == live::PausedMessage::Stage::Failure)
            message.wasCancelled ? m_path.cancel(ticket) : m_path.failed(ticket);
        else
            m_path.received(ticket, message.response);
        if (line.size() % 3 == 0)
            m_path.lostBody(ticket);
        else
            m_path.readBody(ticket, line);
        m_path.stopWaiting(ticket);
    }
    void follow(const PathOrder &order, bool &isOver) {
        check(!isOver);
        isOver = order.kind == Kind::Pass || order.kind == Kind::Answer;
        if (order.kind != Kind::Answer)
            return;
        check(order.status != 0);
        check(std::none_of(order.fields.begin(), order.fields.end(), [](const auto &line) {
            return http::fieldNameFrom(line.name) == http::FieldName::SetCookie;
        }));
        if (order.renewal)
            m_renewals.insert(*order.renewal);
    }

    Instant m_now{std::chrono::sys_days(std::chrono::year(2030) / 1 / 1)};
    simdjson::dom::parser m_parser;
    std::map<std::string, live::CachePath::Ticket, std::less<>> m_tickets;
    std::set<live::CachePath::Ticket> m_begun;
    std::set<live::CachePath::Ticket> m_renewals;
    live::CachePath m_path; ///< last: it orders what stands above
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto models = cache::models();
    Session session(models[size % models.size()]);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        session.play(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    session.finish();
    return 0;
}
