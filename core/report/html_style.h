// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace etagere::report {

/// The page's style sheet. The shapes of the badges differ as well as their colours: a grade is
/// also a number and a row of filled steps.
extern const std::string_view htmlStyle;

} // namespace etagere::report
