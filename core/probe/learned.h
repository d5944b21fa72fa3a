// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/probe/judge.h"

#include <functional>
#include <string>
#include <vector>

namespace etagere::probe {

/// The outcomes of one validator at the probed URL, and what each probe's tell.
class Learned {
public:
    Learned(const Material &material, tags::Validator validator);

    void visits(analysis::Probed &out) const;     ///< P1
    void ownTags(analysis::Probed &out) const;    ///< P2
    void madeUp(analysis::Probed &out) const;     ///< P3
    void replays(analysis::Probed &out) const;    ///< P4
    void dependence(analysis::Probed &out) const; ///< P5
    void respawn(analysis::Probed &out) const;    ///< P6
    void otherAgent(analysis::Probed &out) const; ///< P7
    void drift(analysis::Probed &out) const;      ///< P8

private:
    using Selected = std::vector<const Outcome *>;
    /// Answered by the origin itself, as far as the guards look at that.
    [[nodiscard]] bool isUsable(const Outcome &outcome) const;
    [[nodiscard]] Selected of(Role role) const;
    [[nodiscard]] bool isNew(const Outcome &outcome) const;
    [[nodiscard]] bool counts(const Outcome &outcome, bool echoesEverything) const;
    [[nodiscard]] bool has(Guard guard) const { return m_material.guards.has(guard); }
    void variation(analysis::Probed &out) const;

    const Material &m_material;
    tags::Validator m_validator;
    std::string m_url;
    std::vector<std::string> m_issued;
};

} // namespace etagere::probe
