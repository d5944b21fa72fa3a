// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/network_recorder.h"
#include "tests/live/wire_row.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::tests {

/// What a recorder made of events.
struct Played {
    std::vector<live::LiveExchange> exchanges;
    live::Blindness blindness;
    std::vector<WireRow> log;   ///< the server's, where it was recorded
    std::vector<bool> wasQuiet; ///< after each event
    std::string topUrl;         ///< in the end
};

/// A body that was asked for.
struct Asked {
    std::uint64_t ticket = 0;
    std::string session;
    std::string requestId;
};

/// Hands events to a recorder; bodies are answered at once, after the event, with "body of r1", or
/// as told.
class EventPlayer {
public:
    explicit EventPlayer(const live::RecorderLimits &limits = {});
    /// "Network.loadingFinished {'requestId':'r1'}": apostrophes stand for quotation marks. A
    /// session other than "s1" stands before: "s2 Network.…". "wait" leaves what is asked
    /// unanswered from here on, "answer" answers it, "lose" answers with errors from here on.
    void play(std::string_view line);
    void take(std::string_view session, std::string_view method, simdjson::dom::element params);
    void answer();
    [[nodiscard]] live::NetworkRecorder &recorder() noexcept { return m_recorder; }
    [[nodiscard]] const std::vector<Asked> &asked() const noexcept { return m_asked; }
    /// Ends the visit.
    [[nodiscard]] Played finish();

private:
    Played m_played;
    std::vector<Asked> m_asked; ///< and not answered
    live::NetworkRecorder m_recorder;
    bool m_answers = true;
    bool m_loses = false;
};

/// The visits of a recording: lines {"visit"}, {"session", "method", "params"}, {"log"}.
[[nodiscard]] std::vector<Played> playRecording(const std::filesystem::path &file);

/// "GET http://a.test/x 304 validated sent transferred=160 absent If-None-Match=x Cookie=y".
[[nodiscard]] std::string lineOf(const live::LiveExchange &exchange);

} // namespace etagere::tests
