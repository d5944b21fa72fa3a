// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

namespace etagere::live {

/// Whether a process of that group still does anything. One that has ended and that nobody has
/// buried yet does not: where the first process of a container buries nobody, such ones stay.
[[nodiscard]] bool isGroupAlive(pid_t group);

} // namespace etagere::live
