// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/report/identifiers.h"

#include <optional>
#include <string>
#include <vector>

namespace etagere::report {

/// Where, when and by whom evidence was made.
struct Environment {
    std::string operatorName;           ///< as given; empty: nobody was named
    std::string machine;                ///< its name in the network
    std::string system;                 ///< kernel and its version, processor
    std::string distribution;           ///< "Debian GNU/Linux 12 (bookworm)"; empty: unknown
    std::string clockSource;            ///< what the system's clock counts by; empty: unknown
    bool synchronised = false;          ///< the system says that its clock follows another
    std::optional<Duration> clockError; ///< as the system estimates it, when synchronised
    Instant started{}, ended{};
    std::vector<std::string> command; ///< program and arguments, secrets left out
};

/// The arguments as one line that a POSIX shell takes apart again.
[[nodiscard]] std::string shellLine(const std::vector<std::string> &words);

/// "etagere.environment/1"; redacted, the machine's name is left out. The clock's offset is null:
/// no other clock is asked, which is said.
[[nodiscard]] std::string writeEnvironment(const Environment &environment, Identifiers identifiers);

} // namespace etagere::report
