// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/bundle_writer.h"
#include "core/report/redact.h"
#include "core/session/session.h"

#include <filesystem>
#include <string>
#include <vector>

namespace etagere::session {

/// An evidence bundle that is asked for.
struct BundleRequest {
    std::filesystem::path target; ///< a folder; an archive when it ends in ".zip"
    bool withInputs = false;      ///< the recordings are copied into it
    std::string operatorName;
    std::vector<std::string> command; ///< that makes it again, secrets left out
    report::Redaction redaction;
    Instant started{}; ///< when the audit began
};

/// Writes what an audit found, and what it found it in, as an evidence bundle. `audit` is as it was
/// judged, with `report.places`, not yet redacted; `inputs` are the files it was made from. Returns
/// the manifest's SHA-256.
[[nodiscard]] Result<std::string, report::BundleError>
writeBundle(const AuditOutcome &audit, const std::vector<InputFile> &inputs,
            const BundleRequest &request);

} // namespace etagere::session
