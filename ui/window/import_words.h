// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include "core/audit/report.h"

#include <vector>

namespace etagere::ui {

/// What to say about files that were not read, or not whole. Plain text.
struct ImportWords {
    QString sentence{};    ///< empty: all is well
    QStringList details{}; ///< a remark each, with the file's name
    bool failed = false;   ///< nothing of one was read
};
[[nodiscard]] ImportWords wordsOn(const std::vector<audit::Input> &inputs);

} // namespace etagere::ui
