// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/fidelity/sequence.h"

#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace etagere::fidelity {

using Second = std::chrono::sys_seconds;

/// Field values name instants in braces, so that a sequence is the same whenever it is run:
///
///     {z-100}      100 seconds before the sequence's first second
///     {t+60}       60 seconds after the second in which the request is due
///     {asc:t-5}    the same in another format: asc, 850, dash, utc, nogmt, lower
class Instants {
public:
    /// zero: the whole second after which the sequence starts by startPhase.
    Instants(const Sequence &sequence, Second zero);

    /// The value as it goes over the wire; index is the request it belongs to.
    [[nodiscard]] std::string rendered(std::string_view value, std::size_t index) const;
    [[nodiscard]] Lines rendered(const Lines &lines, std::size_t index) const;
    /// The value with every instant that this sequence names written as `{z+N}` again, so that what
    /// was seen at different times can be compared.
    [[nodiscard]] std::string timeless(std::string_view value) const;

private:
    void remember(const Lines &lines, std::size_t index);

    const Sequence *m_sequence;
    Second m_zero;
    std::map<std::string, std::string> m_known; ///< rendered text to its name
};

} // namespace etagere::fidelity
