// SPDX-License-Identifier: Apache-2.0
#include "tests/live/event_script.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

namespace etagere::tests {

namespace {

using live::BodyState;
using live::LiveExchange;

std::string_view nameOf(traffic::ServedFrom from) {
    static constexpr std::array<std::string_view, 9> names{
        "unknown", "network", "validated", "validated-as-200", "memory",
        "disk",    "cache",   "worker",    "cache-inferred"};
    return names.at(static_cast<std::size_t>(from));
}

std::string_view nameOf(BodyState state) {
    static constexpr std::array<std::string_view, 4> names{"absent", "whole", "cut", "lost"};
    return names.at(static_cast<std::size_t>(state));
}

std::string_view upTo(std::string_view &text, char end) {
    const std::size_t at = std::min(text.find(end), text.size());
    const std::string_view first = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return first;
}

/// "GET http://a.localhost/|tag|date|200|cookies".
WireRow rowOf(std::string_view text) {
    WireRow row;
    row.method = upTo(text, ' ');
    row.url = upTo(text, '|');
    row.ifNoneMatch = upTo(text, '|');
    row.ifModifiedSince = upTo(text, '|');
    const std::string_view status = upTo(text, '|');
    std::from_chars(status.data(), status.data() + status.size(), row.status);
    row.cookie = text;
    return row;
}

} // namespace

EventPlayer::EventPlayer(const live::RecorderLimits &limits)
    : m_recorder(
          limits,
          [this](LiveExchange exchange) { m_played.exchanges.push_back(std::move(exchange)); },
          [this](std::uint64_t ticket, std::string_view session, std::string_view requestId) {
              m_asked.push_back({ticket, std::string(session), std::string(requestId)});
          }) {}

void EventPlayer::answer() {
    for (const Asked &asked : std::exchange(m_asked, {})) {
        if (m_loses)
            m_recorder.loseBody(asked.ticket);
        else
            m_recorder.takeBody(asked.ticket, "body of " + asked.requestId, false);
    }
}

void EventPlayer::take(std::string_view session, std::string_view method,
                       simdjson::dom::element params) {
    m_recorder.take(session, method, params);
    if (m_answers)
        answer();
    m_played.wasQuiet.push_back(m_recorder.isQuiet());
}

void EventPlayer::play(std::string_view line) {
    if (line == "wait" || line == "answer") {
        m_answers = line == "answer";
        return m_answers ? answer() : void();
    }
    if (line == "lose") {
        m_loses = true;
        return;
    }
    std::string_view session = "s1";
    if (!line.starts_with("Network.") && !line.starts_with("Page.") &&
        !line.starts_with("Etagere."))
        session = upTo(line, ' ');
    const std::string_view method = upTo(line, ' ');
    std::string json(line);
    std::replace(json.begin(), json.end(), '\'', '"');
    simdjson::dom::parser parser;
    take(session, method, parser.parse(json).value());
}

Played EventPlayer::finish() {
    m_played.blindness = m_recorder.finish();
    m_played.topUrl = m_recorder.topUrl();
    return std::move(m_played);
}

std::vector<Played> playRecording(const std::filesystem::path &file) {
    std::vector<Played> visits;
    std::unique_ptr<EventPlayer> player;
    std::ifstream lines(file);
    std::string line;
    simdjson::dom::parser parser;
    while (std::getline(lines, line)) {
        const simdjson::dom::element message = parser.parse(line).value();
        simdjson::dom::array log;
        if (message["log"].get(log) == simdjson::SUCCESS && player) {
            visits.push_back(player->finish());
            for (const simdjson::dom::element row : log)
                visits.back().log.push_back(rowOf(row.get_string().value()));
        } else if (message["visit"].error() == simdjson::SUCCESS) {
            player = std::make_unique<EventPlayer>();
        } else if (player) {
            player->take(message["session"].get_string().value(),
                         message["method"].get_string().value(), message["params"].value());
        }
    }
    return visits;
}

std::string lineOf(const LiveExchange &exchange) {
    std::string line = exchange.method + " " + exchange.url + " " +
                       std::to_string(exchange.status) + " " +
                       std::string(nameOf(exchange.servedFrom));
    line += exchange.isRequestAsSent ? " sent" : "";
    line += exchange.isInferred ? " inferred" : "";
    line += " transferred=" + std::to_string(exchange.transferredBytes) + " " +
            std::string(nameOf(exchange.bodyState));
    line += exchange.failure.empty() ? "" : " " + exchange.failure;
    for (const std::string_view name : {"If-None-Match", "Cookie", "ETag"}) {
        const bool isTag = name == "ETag";
        const std::string value =
            valueOf(isTag ? exchange.responseFields : exchange.requestFields, name);
        line += value.empty() ? "" : " " + std::string(name) + "=" + value;
    }
    return line;
}

} // namespace etagere::tests
