// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/report/identifiers.h"

#include <string>

namespace etagere::report {

/// The report as one HTML file: no script, nothing loaded from elsewhere (a Content-Security-Policy
/// says so), light and dark, fit for print. Everything that was recorded is escaped.
[[nodiscard]] std::string writeHtml(const audit::Report &report, Identifiers identifiers);

} // namespace etagere::report
