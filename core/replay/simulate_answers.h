// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/cache/facts.h"
#include "core/cache/model.h"
#include "core/replay/trace.h"
#include "core/replay/trace_policy.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace etagere::replay {

/// What the origin answers with a policy and a status, and what a model makes of it, found once.
struct TraceAnswer {
    cache::StoredFacts facts; ///< the dates as of policyReference
    Duration expiresAfter{0}; ///< Expires less Date
    std::uint32_t changesSeconds = TracePolicy::never;
    bool stored = false; ///< the model stores it
    bool varies = false; ///< it has a Vary field
};

/// The version of an object, and since when it is that.
struct TraceVersion {
    std::uint32_t number = 0;
    std::uint32_t ageSeconds = 0; ///< of the content, when it is asked for
};

/// The answers of a trace's origin. Without a dictionary in the trace, policies are drawn from the
/// one it is made with; without versions, these change as the dictionary says, each object at its
/// own time.
class TraceAnswers {
public:
    TraceAnswers(const cache::Model &model, TracePolicies assumed);

    /// Takes what of the trace's own dictionary it does not have yet.
    [[nodiscard]] Result<void, PolicyError> learn(const std::vector<std::string> &lines);
    void tell(TraceColumns columns) noexcept { m_columns = columns; }

    /// The number of the answer to a request; the same for as long as this lives.
    [[nodiscard]] std::uint32_t numberOf(const TraceRequest &request);
    [[nodiscard]] const TraceAnswer &at(std::uint32_t number) const noexcept {
        return m_answers[number];
    }
    [[nodiscard]] TraceVersion versionOf(const TraceRequest &request,
                                         const TraceAnswer &answer) const noexcept;
    [[nodiscard]] const cache::Model &model() const noexcept { return m_model; }
    [[nodiscard]] bool assumesPolicies() const noexcept { return m_own.empty(); }
    [[nodiscard]] bool assumesVersions() const noexcept {
        return !m_columns.has(TraceColumn::Version);
    }

private:
    [[nodiscard]] TraceAnswer answerOf(const TracePolicy &policy, std::uint16_t status) const;
    cache::Model m_model;
    TracePolicies m_assumed;
    PolicyDraw m_draw;
    TracePolicies m_own; ///< the trace's
    TraceColumns m_columns;
    std::vector<TraceAnswer> m_answers;
    std::unordered_map<std::uint32_t, std::uint32_t> m_numbers; ///< by policy and status
    std::vector<std::uint32_t> m_usual;                         ///< by policy, for status 200
};

} // namespace etagere::replay
