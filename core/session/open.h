// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/session.h"

namespace etagere::session {

/// Reads one input into `traffic`, whatever sort of file it is, and tells what became of it. Unless
/// it is null, `attachments` gets those of a capture document and nothing of any other file.
[[nodiscard]] audit::Input openInput(const InputFile &file, traffic::Traffic &traffic,
                                     const StopToken &stop, const Progress &progress,
                                     std::optional<traffic::Attachments> *attachments = nullptr);

} // namespace etagere::session
