// SPDX-License-Identifier: Apache-2.0
#include "core/replay/simulate.h"

#include "core/cache/eviction_chromium.h"
#include "core/cache/eviction_firefox.h"
#include "core/cache/eviction_lru.h"
#include "core/cache/eviction_s3fifo.h"
#include "core/cache/eviction_sieve.h"
#include "core/replay/simulate_cache.h"
#include "core/replay/simulate_http.h"

#include <memory>
#include <optional>

namespace etagere::replay {

namespace {

constexpr std::size_t blockSize = 4096;

using Player = std::unique_ptr<TracePlayer>;

template <class Shelf>
Player playerWith(const SimulateRun &run, TraceAnswers *answers) {
    if (answers != nullptr)
        return std::make_unique<HttpPlayer<Shelf>>(run, *answers);
    return std::make_unique<EvictionPlayer<Shelf>>(run);
}

Player playerFor(const SimulateRun &run, TraceAnswers *answers) {
    using cache::EvictionPolicy;
    switch (run.policy) {
    case EvictionPolicy::Sieve:
        return playerWith<cache::SieveShelf>(run, answers);
    case EvictionPolicy::S3Fifo:
        return playerWith<cache::S3FifoShelf>(run, answers);
    case EvictionPolicy::ChromiumDisk:
        return playerWith<cache::ChromiumShelf>(run, answers);
    case EvictionPolicy::ChromiumMemory:
        return playerWith<cache::ChromiumMemoryShelf>(run, answers);
    case EvictionPolicy::FirefoxDisk:
        return playerWith<cache::FirefoxShelf>(run, answers);
    case EvictionPolicy::Lru:
    case EvictionPolicy::Count:
        break;
    }
    return playerWith<cache::LruShelf>(run, answers);
}

/// One pass over a trace.
class Simulation {
public:
    Simulation(const MappedFile &file, const SimulateSettings &settings, TraceReader reader)
        : m_file(file)
        , m_settings(settings)
        , m_reader(std::move(reader))
        , m_requests(blockSize)
        , m_hashes(blockSize) {}

    Result<Simulated, SimulateError> run(const StopToken &stop, const Progress &progress);

private:
    Result<void, SimulateError> prepare();
    Result<void, SimulateError> learn();
    void settle(std::span<TraceRequest> block);
    Simulated result(bool stopped) const;
    void let(std::uint64_t position);

    const MappedFile &m_file;
    const SimulateSettings &m_settings;
    TraceReader m_reader;
    std::optional<TraceAnswers> m_answers;
    std::vector<Player> m_players;
    std::vector<TraceRequest> m_requests;
    std::vector<std::uint32_t> m_hashes;
    bool m_unitSizes = false;
    bool m_variantsApart = false;
    std::optional<std::int64_t> m_firstTime;
    std::int64_t m_lastTime = 0;
    std::int64_t m_epoch = 0; ///< added to times that do not count from 1970
    std::uint64_t m_released = 0;
};

SimulateError failed(const PolicyError &error) {
    SimulateError made;
    made.policy = error;
    return made;
}

Result<void, SimulateError> Simulation::prepare() {
    const TraceColumns columns = m_reader.columns();
    m_unitSizes = !columns.has(TraceColumn::Size);
    if (m_settings.model) {
        auto assumed = readPolicies(
            m_settings.policies.empty() ? webPolicies() : std::string_view(m_settings.policies),
            *m_settings.model);
        if (!assumed)
            return Failure<SimulateError>(failed(assumed.error()));
        m_answers.emplace(*m_settings.model, *std::move(assumed));
        m_answers->tell(columns);
        m_variantsApart = columns.has(TraceColumn::Variant) &&
                          !m_settings.model->has(cache::Difference::OneVariant);
    }
    for (const SimulateRun &run : m_settings.runs)
        m_players.push_back(playerFor(run, m_answers ? &*m_answers : nullptr));
    return {};
}

Result<void, SimulateError> Simulation::learn() {
    if (!m_answers)
        return {};
    if (auto learnt = m_answers->learn(m_reader.policies()); !learnt)
        return Failure<SimulateError>(failed(learnt.error()));
    return {};
}

void Simulation::settle(std::span<TraceRequest> block) {
    // Nobody traced the web in the seventies: small times count from the trace's beginning.
    constexpr std::int64_t tenYears = 315'360'000'000'000;
    constexpr std::uint64_t variantFactor = 0x9E3779B97F4A7C15U;
    if (!m_firstTime) {
        m_firstTime = block.front().time;
        m_epoch = *m_firstTime < tenYears ? policyReference.time_since_epoch().count() : 0;
    }
    m_lastTime = block.back().time;
    for (std::size_t i = 0; i < block.size(); ++i) {
        TraceRequest &request = block[i];
        request.time += m_epoch;
        if (m_unitSizes)
            request.size = 1;
        if (m_variantsApart)
            request.key ^= request.variant * variantFactor;
        m_hashes[i] = cache::hashOfKey(request.key);
    }
}

void Simulation::let(std::uint64_t position) {
    constexpr std::uint64_t window = 32 * 1024 * 1024;
    if (position - m_released < window)
        return;
    m_file.release(m_released, position - m_released);
    m_released = position;
}

Result<Simulated, SimulateError> Simulation::run(const StopToken &stop, const Progress &progress) {
    if (auto prepared = prepare(); !prepared)
        return Failure<SimulateError>(prepared.error());
    const std::uint64_t total = m_file.bytes().size();
    bool any = false;
    while (!stop.stop_requested()) {
        const std::size_t filled = m_reader.read(m_requests).size();
        if (filled == 0)
            break;
        any = true;
        if (auto learnt = learn(); !learnt)
            return Failure<SimulateError>(learnt.error());
        settle(std::span(m_requests).first(filled));
        const TraceBlock block{std::span(m_requests).first(filled),
                               std::span(m_hashes).first(filled)};
        for (const Player &player : m_players)
            player->play(block);
        let(m_reader.position());
        progress.report(m_reader.position(), total);
    }
    if (!any && !stop.stop_requested())
        return Failure<SimulateError>(SimulateError{TraceError{TraceError::Kind::NothingRead, 0, 0},
                                                    std::nullopt, m_reader.problems(),
                                                    m_reader.format()});
    return result(stop.stop_requested());
}

Simulated Simulation::result(bool stopped) const {
    Simulated made;
    made.format = m_reader.format();
    made.columns = m_reader.columns();
    made.policiesAssumed = m_answers && m_answers->assumesPolicies();
    made.versionsAssumed = m_answers && m_answers->assumesVersions();
    made.unitSizes = m_unitSizes;
    made.stopped = stopped;
    made.firstTime = m_firstTime.value_or(0);
    made.lastTime = m_lastTime;
    made.problems = m_reader.problems();
    for (const Player &player : m_players)
        made.totals.push_back(player->totals());
    return made;
}

} // namespace

Result<Simulated, SimulateError> simulate(const MappedFile &trace, const SimulateSettings &settings,
                                          const StopToken &stop, const Progress &progress) {
    auto reader = TraceReader::open(trace.bytes(), settings.reading);
    if (!reader) {
        SimulateError error;
        error.trace = reader.error();
        return Failure<SimulateError>(error);
    }
    return Simulation(trace, settings, *std::move(reader)).run(stop, progress);
}

} // namespace etagere::replay
