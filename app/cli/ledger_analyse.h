// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"

namespace etagere::cli {

/// `etagere ledger analyse`.
void addAnalyse(CLI::App &group, Chosen &chosen);

} // namespace etagere::cli
