// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

namespace etagere::ui {

/// The sample capture as a file: compiled in, and written to the user's data when it is not there
/// yet. Empty when it cannot be written.
[[nodiscard]] QString sampleFile();

} // namespace etagere::ui
