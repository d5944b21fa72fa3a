// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include "core/http/deviation.h"

namespace etagere::ui {

/// What the sender of a tag or date did that the grammar forbids, in a sentence.
[[nodiscard]] QString wordOf(http::DeviationKind deviation);

} // namespace etagere::ui
