// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/traffic.h"

namespace etagere::traffic {

/// Makes `copy` equal to `original` as that is now, for threads that read while `original` grows
/// on. `copy` is empty, or was made by this from the same one earlier: then only what came since is
/// copied. Ids are the same in both; the sources' bytes are shared. Nobody may read `copy`
/// meanwhile.
void catchUp(Traffic &copy, const Traffic &original);

} // namespace etagere::traffic
