// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace etagere::explain {

/// The explanation page of that id, `resources/explain/<id>.md`, in Markdown; empty when there is
/// none. The pages are compiled in.
[[nodiscard]] std::string_view pageOf(std::string_view id) noexcept;

} // namespace etagere::explain
