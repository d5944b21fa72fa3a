// SPDX-License-Identifier: Apache-2.0
#include "core/live/devtools_client.h"

#include <utility>
#include <vector>

namespace etagere::live {

namespace {

constexpr std::chrono::milliseconds clockStep = std::chrono::milliseconds(500);
constexpr std::size_t longestDetail = 4096;

std::string written(const DevtoolsCall &call, std::uint64_t id) {
    std::string text = "{\"id\":" + std::to_string(id) + ",\"method\":" + jsonString(call.method) +
                       ",\"params\":" + call.params.object();
    if (!call.session.empty())
        text += ",\"sessionId\":" + jsonString(call.session);
    text.push_back('}');
    return text;
}

/// WebDriver BiDi has the kind as the error, and its words beside it.
BrowserError bidiRefusal(std::string_view kind, std::string_view words) {
    const bool isUnknown = kind == "unknown command" || kind == "unsupported operation";
    return {isUnknown ? BrowserError::Kind::Unsupported : BrowserError::Kind::Refused,
            std::string(words.substr(0, longestDetail))};
}

BrowserError refusal(simdjson::dom::object message, simdjson::dom::element error) {
    std::string_view kind;
    std::string_view words;
    if (error.get(kind) == simdjson::SUCCESS) {
        if (message["message"].get(words) != simdjson::SUCCESS)
            words = kind;
        return bidiRefusal(kind, words);
    }
    std::int64_t code = 0;
    if (error["code"].get(code) != simdjson::SUCCESS)
        code = 0;
    // "Method not found": this browser has no such thing.
    constexpr std::int64_t methodNotFound = -32601;
    return {code == methodNotFound ? BrowserError::Kind::Unsupported : BrowserError::Kind::Refused,
            std::string(textOf(error, "message").substr(0, longestDetail))};
}

} // namespace

std::string_view textOf(simdjson::dom::element object, std::string_view name) {
    std::string_view text;
    return object[name].get(text) == simdjson::SUCCESS ? text : std::string_view{};
}

std::string_view textAt(simdjson::dom::element object, std::string_view pointer) {
    std::string_view text;
    return object.at_pointer(pointer).get(text) == simdjson::SUCCESS ? text : std::string_view{};
}

bool flagOf(simdjson::dom::element object, std::string_view name) {
    bool flag = false;
    return object[name].get(flag) == simdjson::SUCCESS && flag;
}

DevtoolsClient::DevtoolsClient(std::unique_ptr<Transport> transport)
    : m_transport(std::move(transport))
    , m_parser(std::make_unique<simdjson::dom::parser>())
    , m_clock(new QTimer) {
    QObject::connect(m_clock.get(), &QTimer::timeout, m_clock.get(), [this] { giveUpLate(); });
    m_transport->listen([this](std::string_view json) { take(json); },
                        [this](const TransportEnd &end) { takeEnd(end); });
}

DevtoolsClient::~DevtoolsClient() = default;

void DevtoolsClient::call(DevtoolsCall call, Answer answer) {
    if (m_hasEnded) {
        answerLater(std::move(answer), {BrowserError::Kind::Gone, {}});
        return;
    }
    const std::uint64_t id = ++m_lastId;
    m_transport->send(written(call, id));
    m_pending.emplace(id, Pending{std::move(call.session), std::move(answer),
                                  std::chrono::steady_clock::now() + call.limit});
    if (!m_clock->isActive())
        m_clock->start(clockStep);
}

void DevtoolsClient::listen(const std::string &session, EventListener listener) {
    if (listener) {
        m_listeners[session] = std::make_shared<const EventListener>(std::move(listener));
        return;
    }
    m_listeners.erase(session);
    for (auto pending = m_pending.begin(); pending != m_pending.end();) {
        if (pending->second.session != session) {
            ++pending;
            continue;
        }
        answerLater(std::move(pending->second.answer), {BrowserError::Kind::Gone, {}});
        pending = m_pending.erase(pending);
    }
}

void DevtoolsClient::take(std::string_view json) {
    const std::weak_ptr<const bool> alive = m_alive.watch();
    // The elements that listeners see live in the parser: one that spins the event loop must not
    // lose them to the next message, so each message has the parser to itself while it is told.
    std::unique_ptr<simdjson::dom::parser> parser = std::move(m_parser);
    if (!parser)
        parser = std::make_unique<simdjson::dom::parser>();
    simdjson::dom::object message;
    std::uint64_t id = 0;
    std::string_view method;
    const bool isMessage =
        !json.empty() && parser->parse(json.data(), json.size()).get(message) == simdjson::SUCCESS;
    if (isMessage && message["id"].get(id) == simdjson::SUCCESS)
        takeAnswer(message, id);
    else if (isMessage && message["method"].get(method) == simdjson::SUCCESS)
        takeEvent(message, method);
    else
        ++m_dropped;
    if (!alive.expired())
        m_parser = std::move(parser);
}

void DevtoolsClient::takeAnswer(simdjson::dom::object message, std::uint64_t id) {
    const auto found = m_pending.find(id);
    if (found == m_pending.end()) {
        ++m_dropped;
        return;
    }
    const Answer answer = std::move(found->second.answer);
    m_pending.erase(found);
    if (m_pending.empty())
        m_clock->stop();
    if (!answer)
        return;
    simdjson::dom::element value;
    if (message["result"].get(value) == simdjson::SUCCESS && value.is_object())
        answer(value);
    else if (message["error"].get(value) == simdjson::SUCCESS)
        answer(Failure<BrowserError>(refusal(message, value)));
    else
        answer(Failure<BrowserError>({BrowserError::Kind::Refused, "an answer without a result"}));
}

void DevtoolsClient::takeEvent(simdjson::dom::object message, std::string_view method) {
    std::string_view session;
    if (message["sessionId"].get(session) != simdjson::SUCCESS)
        session = {};
    simdjson::dom::element params;
    const auto found = m_listeners.find(session);
    if (found == m_listeners.end() || message["params"].get(params) != simdjson::SUCCESS ||
        !params.is_object()) {
        ++m_dropped;
        return;
    }
    // Kept alive: a listener may replace itself.
    const std::shared_ptr<const EventListener> listener = found->second;
    (*listener)(method, params);
}

void DevtoolsClient::takeEnd(const TransportEnd &end) {
    const std::weak_ptr<const bool> alive = m_alive.watch();
    m_hasEnded = true;
    m_clock->stop();
    BrowserError error{BrowserError::Kind::Gone, end.detail};
    if (end.kind == TransportEnd::Kind::TooLarge)
        error.detail = "a message of more than " + std::to_string(maxMessageBytes) + " bytes";
    while (!m_pending.empty()) {
        const Answer answer = std::move(m_pending.begin()->second.answer);
        m_pending.erase(m_pending.begin());
        if (answer)
            answer(Failure<BrowserError>(error));
        if (alive.expired())
            return;
    }
    if (m_onEnd)
        m_onEnd(error);
}

void DevtoolsClient::giveUpLate() {
    const auto now = std::chrono::steady_clock::now();
    for (auto pending = m_pending.begin(); pending != m_pending.end();) {
        if (pending->second.deadline > now) {
            ++pending;
            continue;
        }
        answerLater(std::move(pending->second.answer), {BrowserError::Kind::TimedOut, {}});
        pending = m_pending.erase(pending);
    }
    if (m_pending.empty())
        m_clock->stop();
}

void DevtoolsClient::answerLater(Answer answer, BrowserError error) {
    if (!answer)
        return;
    QTimer::singleShot(0, m_clock.get(),
                       m_alive.only([answer = std::move(answer), error = std::move(error)] {
                           answer(Failure<BrowserError>(error));
                       }));
}

} // namespace etagere::live
