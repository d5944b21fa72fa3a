// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/exit_status.h"

#include <string>

namespace etagere::cli {

/// The word that stands for every model where one is asked for.
inline constexpr const char *allModels = "all";
/// "rfc9111, chromium, firefox, safari, all", for people.
[[nodiscard]] std::string knownModels();
/// "rfc9111|chromium|firefox|safari|all", as options show their choices.
[[nodiscard]] std::string modelChoices();

/// Writes how the model of that name, or each of them, differs from RFC 9111. Formats: "json"
/// (schema "etagere.differences/1": models[] {name, version, browser or null, partition,
/// differences[] {id, section, link, text, source}}), "csv" (a line for each difference of a
/// model), "text". A name that is not known is wrong usage of `command`.
[[nodiscard]] ExitStatus writeDifferences(const std::string &name, const std::string &format,
                                          const std::string &output, const std::string &command);

} // namespace etagere::cli
