// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>

#include "core/live/alive.h"
#include "core/live/browser.h"
#include "core/live/json_params.h"
#include "core/live/transport.h"

#include <simdjson.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace etagere::live {

/// One command of the DevTools protocol.
struct DevtoolsCall {
    std::string session{}; ///< empty: the browser itself
    std::string_view method{};
    JsonParams params{};
    std::chrono::milliseconds limit = std::chrono::seconds(30); ///< then it is answered TimedOut
};

/// Speaks the DevTools protocol over a transport: calls are matched with their answers by id,
/// events are handed to the listener of their session. Whatever the browser sends is taken as
/// hostile: what is no message, or answers nothing, is counted and dropped. A listener may destroy
/// the client.
class DevtoolsClient {
public:
    /// What is handed over is borrowed: valid during the call.
    using Answer = std::function<void(Result<simdjson::dom::element, BrowserError>)>;
    using EventListener =
        std::function<void(std::string_view method, simdjson::dom::element params)>;
    using EndListener = std::function<void(const BrowserError &)>;

    explicit DevtoolsClient(std::unique_ptr<Transport> transport);
    DevtoolsClient(const DevtoolsClient &) = delete;
    DevtoolsClient &operator=(const DevtoolsClient &) = delete;
    /// Calls under way are answered no more.
    ~DevtoolsClient();

    /// `answer` is called once, from the event loop; it may be empty.
    void call(DevtoolsCall call, Answer answer = {});
    /// Events of this session, instead of to a listener before. An empty listener drops the
    /// session: calls under way on it are answered Gone from the event loop.
    void listen(const std::string &session, EventListener listener);
    /// Called once when nothing can come any more, after all calls under way were answered Gone.
    void onEnd(EndListener listener) { m_onEnd = std::move(listener); }

    [[nodiscard]] bool hasEnded() const noexcept { return m_hasEnded; }
    /// Messages that could not be read, or that answered no call.
    [[nodiscard]] std::uint64_t dropped() const noexcept { return m_dropped; }

private:
    struct Pending {
        std::string session;
        Answer answer;
        std::chrono::steady_clock::time_point deadline;
    };

    void take(std::string_view json);
    void takeAnswer(simdjson::dom::object message, std::uint64_t id);
    void takeEvent(simdjson::dom::object message, std::string_view method);
    void takeEnd(const TransportEnd &end);
    void giveUpLate();
    void answerLater(Answer answer, BrowserError error);

    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<simdjson::dom::parser> m_parser;
    std::map<std::uint64_t, Pending> m_pending;
    std::map<std::string, std::shared_ptr<const EventListener>, std::less<>> m_listeners;
    EndListener m_onEnd;
    std::uint64_t m_lastId = 0;
    std::uint64_t m_dropped = 0;
    bool m_hasEnded = false;
    LaterPtr<QTimer> m_clock;
    Alive m_alive;
};

/// The text of a member; empty when it is none. Borrowed from the element.
[[nodiscard]] std::string_view textOf(simdjson::dom::element object, std::string_view name);
/// A member of a member: textAt(params, "/targetInfo/type").
[[nodiscard]] std::string_view textAt(simdjson::dom::element object, std::string_view pointer);
[[nodiscard]] bool flagOf(simdjson::dom::element object, std::string_view name);

} // namespace etagere::live
