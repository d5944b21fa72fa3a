// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include <filesystem>

namespace etagere::ui {

/// Where what is captured now is kept, named for its time: in the chosen folder, or where none was
/// chosen in that part of the user's data. Makes nothing.
[[nodiscard]] std::filesystem::path keptPlace(const std::filesystem::path &chosen,
                                              const QString &part);

} // namespace etagere::ui
