// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/verify_bundle.h"

#include <string>

namespace etagere::report {

/// What was wrong where, one line a problem, in words. `bundle` is as the user named it.
[[nodiscard]] std::string writeVerificationText(const Verification &verification,
                                                const std::string &bundle);

/// "etagere.verification/1": bundle, verifies, manifest_sha256, files, bytes,
/// problems[] {problem, file, expected, found, at, text}; absent facts are null.
[[nodiscard]] std::string writeVerificationJson(const Verification &verification,
                                                const std::string &bundle);

} // namespace etagere::report
