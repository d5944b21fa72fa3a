// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "core/base/result.h"
#include "core/base/units.h"
#include "core/session/session.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::cli {

/// The files of FILE... and of --visitor NAME=FILE, each once. The error is wrong usage, in words.
[[nodiscard]] Result<std::vector<session::InputFile>, std::string>
inputsFrom(const std::vector<std::string> &files, const std::vector<std::string> &visitors);

/// "2024-03-01", "2024-03-01T12:00:00Z" (RFC 3339, UTC or with an offset), or "30d" before `now`.
[[nodiscard]] std::optional<Instant> timeFrom(std::string_view text, Instant now);

/// Now, to the microsecond.
[[nodiscard]] Instant currentTime();

/// --ledger and --no-ledger.
struct LedgerOption {
    std::string path; ///< as given; empty: the user's ledger
    bool none = false;

    void add(CLI::App &command, bool withNone);
    /// What is wrong with them; empty when nothing is.
    [[nodiscard]] std::string problem() const;
    /// The file, ":memory:" or a server's address, as session::openLedger() takes it. Empty when
    /// there is no place for the user's ledger.
    [[nodiscard]] std::string resolved() const;
    /// The same for people: without user and password.
    [[nodiscard]] std::string shown() const;
};

} // namespace etagere::cli
