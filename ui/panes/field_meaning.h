// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include "core/http/field.h"

namespace etagere::ui {

/// What a field says to a cache, in a sentence; empty for those that a cache does not read.
[[nodiscard]] QString meaningOf(http::FieldName name);

} // namespace etagere::ui
