// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/exit_status.h"

#include <string>

namespace etagere::cli {

/// Writes the catalogue of the cache's rules: all of them, or the page of the one with that id.
/// Formats: "json" (schema "etagere.rules/1": rules[] {id, step, section, link, title}, and `page`
/// for a single one, in Markdown), "csv", "text". An id that is not known is wrong usage of
/// `command`.
[[nodiscard]] ExitStatus writeRules(const std::string &id, const std::string &format,
                                    const std::string &output, const std::string &command);

} // namespace etagere::cli
