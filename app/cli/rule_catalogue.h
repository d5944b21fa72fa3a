// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/exit_status.h"

#include <string>

namespace etagere::cli {

/// Writes the catalogue of rules: all of them by family, or the page of that id.
/// Formats: "json" (schema "etagere.rules/1": rules[] {id, step, section, link, title, family}, and
/// `page` where one id was asked for, in Markdown; `link` is empty where a section has no page),
/// "csv", "text". An id that is not known is wrong usage of `command`; the nearest ones are named.
[[nodiscard]] ExitStatus writeRules(const std::string &id, const std::string &format,
                                    const std::string &output, const std::string &command);

} // namespace etagere::cli
