// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "core/session/lab.h"

#include <optional>
#include <string>

namespace etagere::cli {

/// Each adds its command to `etagere lab`.
void addLabList(CLI::App &lab, Chosen &chosen);
void addLabShow(CLI::App &lab, Chosen &chosen);
void addLabRun(CLI::App &lab, Chosen &chosen);
void addLabCheck(CLI::App &lab, Chosen &chosen);
void addLabHandout(CLI::App &lab, Chosen &chosen);
void addLabTry(CLI::App &lab, Chosen &chosen);
void addLabServe(CLI::App &lab, Chosen &chosen);
void addLabFrom(CLI::App &lab, Chosen &chosen);

/// A scenario that was named on the command line; complains when it cannot be opened.
[[nodiscard]] std::optional<session::LabDocument> openedLab(const std::string &fileOrId);
/// What went wrong, on standard error, and the exit status that it means.
ExitStatus tellLabFailure(const session::LabFailure &failure);

/// --language, else the environment's.
[[nodiscard]] std::string chosenLanguage(const std::string &asked);
/// Adds --language to a command.
void addLanguage(CLI::App &command, std::string &language);

} // namespace etagere::cli
