// SPDX-License-Identifier: Apache-2.0
#include "core/replay/simulate_answers.h"

#include "core/cache/storing.h"

#include <limits>
#include <utility>

namespace etagere::replay {

namespace {

constexpr std::uint16_t usualStatus = 200;
constexpr std::uint32_t unknownNumber = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t daySeconds = 86'400;
/// What never changes came to be a year before.
constexpr std::uint32_t settledAge = 365 * daySeconds;
/// A version that the trace tells has an age that it does not tell.
constexpr std::uint32_t toldAge = daySeconds;

std::uint64_t spread(std::uint64_t key) noexcept {
    key *= 0xA0761D6478BD642FU;
    return key ^ key >> 32U;
}

} // namespace

TraceAnswers::TraceAnswers(const cache::Model &model, TracePolicies assumed)
    : m_model(model)
    , m_assumed(std::move(assumed))
    , m_draw(m_assumed) {}

Result<void, PolicyError> TraceAnswers::learn(const std::vector<std::string> &lines) {
    while (m_own.size() < lines.size()) {
        auto policy = readPolicies(lines[m_own.size()], m_model);
        if (!policy)
            return Failure<PolicyError>(PolicyError{policy.error().kind, m_own.size() + 1});
        m_own.push_back(std::move(policy->front()));
    }
    return {};
}

std::uint32_t TraceAnswers::numberOf(const TraceRequest &request) {
    const TracePolicies &policies = m_own.empty() ? m_assumed : m_own;
    const std::uint16_t policy = m_own.empty() ? m_draw.of(request.key) : request.policy;
    const std::uint16_t status = request.status == 0 ? usualStatus : request.status;
    if (status == usualStatus && policy < m_usual.size() && m_usual[policy] != unknownNumber)
        return m_usual[policy];
    constexpr unsigned statusBits = 16;
    const auto [place, isNew] = m_numbers.emplace(std::uint32_t{policy} << statusBits | status,
                                                  static_cast<std::uint32_t>(m_answers.size()));
    if (isNew)
        m_answers.push_back(answerOf(policies[policy], status));
    if (status == usualStatus) {
        m_usual.resize(std::max<std::size_t>(m_usual.size(), policy + 1U), unknownNumber);
        m_usual[policy] = place->second;
    }
    return place->second;
}

TraceAnswer TraceAnswers::answerOf(const TracePolicy &policy, std::uint16_t status) const {
    TraceAnswer answer;
    answer.facts.response = policy.facts;
    answer.facts.response.status = status;
    answer.changesSeconds = policy.changesSeconds;
    if (policy.facts.expires)
        answer.expiresAfter = *policy.facts.expires - policyReference;
    cache::Reasons reasons;
    answer.stored = cache::decideStoring({}, answer.facts.response, m_model, reasons);
    answer.varies = policy.facts.hasVary;
    return answer;
}

TraceVersion TraceAnswers::versionOf(const TraceRequest &request,
                                     const TraceAnswer &answer) const noexcept {
    if (!assumesVersions())
        return {request.version, toldAge};
    if (answer.changesSeconds == TracePolicy::never)
        return {0, settledAge};
    constexpr std::uint64_t microseconds = 1'000'000;
    const std::uint64_t moment = static_cast<std::uint64_t>(request.time) / microseconds +
                                 spread(request.key) % answer.changesSeconds;
    return {static_cast<std::uint32_t>(moment / answer.changesSeconds),
            static_cast<std::uint32_t>(moment % answer.changesSeconds)};
}

} // namespace etagere::replay
