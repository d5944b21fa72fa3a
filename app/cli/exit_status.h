// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace etagere::cli {

/// What the program says to scripts. Of several that apply, the first of: WrongUsage, Unreadable,
/// Network, Finding, Fine. Stopped stands before all but WrongUsage: what was asked was not done.
enum class ExitStatus : int {
    Fine = 0,
    Finding = 1,    ///< at or above --fail-at
    WrongUsage = 2, ///< also: the output cannot be written
    Unreadable = 3, ///< an input, or a ledger that was named, could not be read at all
    Network = 4,
    Stopped = 130 ///< by Ctrl-C, as shells have it: 128 + SIGINT
};

} // namespace etagere::cli
