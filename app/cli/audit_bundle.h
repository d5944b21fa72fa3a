// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "core/report/redact.h"
#include "core/session/bundle.h"

#include <optional>
#include <string>
#include <vector>

namespace etagere::cli {

/// --bundle and what belongs to it.
struct BundleOptions {
    std::string target; ///< empty: none is asked for
    bool withInputs = false;
    std::string operatorName;

    void add(CLI::App &command);
    /// What is wrong with them; empty when nothing is.
    [[nodiscard]] std::string problem(report::Identifiers level) const;
};

/// The level that "none", "sanitised" and "strict" stand for, as --redact has it.
[[nodiscard]] std::optional<report::Identifiers> redactionFrom(const std::string &name);

/// Writes the bundle; complains when that fails. `audit` is not redacted yet, and has its places.
bool writeBundle(const BundleOptions &options, const session::AuditOutcome &audit,
                 const session::AuditRequest &made, session::BundleRequest request);

/// `etagere audit --verify BUNDLE`: prints what holds and what does not.
[[nodiscard]] ExitStatus verifyBundle(const std::string &bundle, const std::string &format,
                                      const std::string &output);

} // namespace etagere::cli
