// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scenario/cache_driver.h"
#include "core/scenario/client.h"
#include "core/scenario/trace_traffic.h"
#include "core/scenario/world_inside.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::scenario {

/// What a trace keeps of a text that was shown.
inline constexpr std::size_t keptText = std::size_t{64} << 10U;

/// Plays one scenario, step by step.
class Runner {
public:
    Runner(const Scenario &scenario, const RunOptions &options);
    [[nodiscard]] Trace play();

private:
    void play(std::size_t step);
    void request(std::size_t actor, const Step &step, Outcome &outcome);
    void flush(std::size_t actor, const Step &step);
    /// Over the network, written down on both ways.
    [[nodiscard]] Reply ask(std::size_t actor, const Step &step, std::string_view url,
                            const std::vector<FieldLine> &fields);
    [[nodiscard]] Driven throughCache(std::size_t actor, const Step &step,
                                      const std::vector<FieldLine> &fields);
    [[nodiscard]] Driven withoutCache(std::size_t actor, const Step &step,
                                      const std::vector<FieldLine> &fields);
    /// What somebody was shown on a step.
    struct Sight {
        const Step &step;
        const ResourceServer *server; ///< of the URL; null: none
        std::string path;             ///< the same
        /// The content, its codings undone: of a 200, or a part; nothing of a HEAD's answer.
        std::optional<std::string> content;
        bool isWhole = false; ///< it is all of a 200
    };
    /// Which version was shown, held, current.
    void weigh(std::size_t actor, const Step &step, const Driven &driven, Outcome &outcome);
    void watch(const Sight &sight, Seen &seen, Outcome &outcome) const;
    [[nodiscard]] std::uint32_t heldBy(std::size_t actor, const Sight &sight);
    /// The body with its content codings undone, at the run's cost; as it stands where that fails.
    [[nodiscard]] std::string decoded(const std::vector<FieldLine> &fields,
                                      const std::string &body);
    void record(std::size_t actor, const Step &step, const std::vector<FieldLine> &fields,
                const Driven &driven);
    /// What was asked behind the answer, as an exchange of its own.
    void recordRenewal(RecordedExchange exchange);
    void noteTrackers(Outcome &outcome);
    void noteShelves(Outcome &outcome);
    [[nodiscard]] World::Inside &world() noexcept { return *m_world.m_inside; }
    [[nodiscard]] const World::Inside &world() const noexcept { return *m_world.m_inside; }

    const Scenario &m_scenario;
    const RunOptions &m_options;
    World m_world;
    std::unique_ptr<Network> m_own; ///< in place of the world's
    Network *m_network;
    Trace m_trace;
    TraceTraffic m_traffic;
    std::vector<Client> m_clients;                    ///< by actor
    std::vector<std::vector<std::uint32_t>> m_visits; ///< of trackers' visitors, by actor
    Instant m_now{};
    std::size_t m_shelves = 0;         ///< noted so far
    std::uint64_t m_received = 0;      ///< in this step
    bool m_asked = false;              ///< the same
    bool m_waited = false;             ///< the same
    bool m_wasCut = false;             ///< the step's connection broke already
    std::vector<FieldLine> m_sent;     ///< the last request that went out in this step
    Reply m_reply;                     ///< its answer
    std::vector<FieldLine> m_renewing; ///< the same of what nobody waited for
    std::optional<Reply> m_renewed;    ///< none: nothing was asked behind the answer
};

} // namespace etagere::scenario
