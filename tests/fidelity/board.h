// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include "tests/fidelity/instants.h"
#include "tests/fidelity/origin.h"
#include "tests/fidelity/outcome.h"
#include "tests/fidelity/sequence.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace etagere::fidelity {

/// The work that lies between a browser's page, which asks for it and hands in results, and whoever
/// wants outcomes. Every member may be called from any thread.
class Board {
public:
    /// How often a sequence is run again that the machine was too busy for.
    static constexpr int maxTries = 12;
    /// Sequences that are played at the same time on an idle machine; fewer while some come late.
    static constexpr double mostAtOnce = 40;
    static constexpr double leastAtOnce = 4;

    /// Puts the sequences up and waits for their outcomes, in their order; nothing when no result
    /// came for a minute, as when the browser has died.
    [[nodiscard]] std::optional<std::vector<Outcome>> run(const std::vector<Sequence> &sequences);

    /// The next piece of work as JSON, or how long to wait for one.
    [[nodiscard]] QByteArray nextWork();
    /// What the page made of one. What cannot be read is passed over.
    void takeResult(const QByteArray &json);
    /// Answers a request of that piece of work and notes it; nothing when there is no such work.
    [[nodiscard]] std::optional<Outgoing> answer(std::uint64_t work, const Incoming &request);

private:
    struct Work {
        std::size_t place = 0; ///< in the run
        int tries = 0;
        const Sequence *sequence = nullptr;
        std::unique_ptr<Instants> instants;
        Outcome outcome;
        bool done = false;
    };

    void queue(std::size_t place, int tries);
    void finish(Work &work);
    [[nodiscard]] bool mayPlay() const noexcept;

    std::mutex m_mutex;
    std::condition_variable m_progress;
    const std::vector<Sequence> *m_sequences = nullptr;
    std::vector<Outcome> m_outcomes;
    std::size_t m_missing = 0;
    std::size_t m_playing = 0;
    double m_atOnce = mostAtOnce;
    std::deque<std::uint64_t> m_waiting;
    std::deque<Work> m_works; ///< by id: every run of a sequence has URLs of its own
};

} // namespace etagere::fidelity
