// SPDX-License-Identifier: Apache-2.0
#include "core/report/version.h"

#include "commit.h" // made by commit.cmake with every build

namespace etagere::report {

std::string_view toolVersion() noexcept { return ETAGERE_VERSION; }
std::string_view toolCommit() noexcept { return ETAGERE_COMMIT; }

} // namespace etagere::report
