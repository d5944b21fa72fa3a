// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "core/tags/ledger.h"

namespace etagere::cli {

/// Adds `ledger erase` to the group.
void addErase(CLI::App &group, Chosen &chosen);

/// Remarks how much was erased, and what of it lingers.
void tellErased(const tags::EraseLog &log);

} // namespace etagere::cli
