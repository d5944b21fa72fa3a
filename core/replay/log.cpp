// SPDX-License-Identifier: Apache-2.0
#include "core/replay/log.h"

namespace etagere::replay {

std::string entryName(const Version &version) {
    return "stored-by-" + std::to_string(version.response.index());
}

} // namespace etagere::replay
