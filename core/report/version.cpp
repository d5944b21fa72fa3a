// SPDX-License-Identifier: Apache-2.0
#include "core/report/version.h"

namespace etagere::report {

std::string_view toolVersion() noexcept { return ETAGERE_VERSION; }

} // namespace etagere::report
