// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/session.h"

namespace etagere::session {

/// Reads one input into `traffic`, whatever sort of file it is, and tells what became of it.
[[nodiscard]] audit::Input openInput(const InputFile &file, traffic::Traffic &traffic,
                                     const StopToken &stop, const Progress &progress);

} // namespace etagere::session
