// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"

#include <string>
#include <string_view>

namespace etagere::explain {

/// How the value follows from its response, part by part:
/// "65e1cb70 = Last-Modified as Unix time in hexadecimal; a50 = length 2640 in hexadecimal
/// (nginx)". Parts that do not lie in the value (it was redacted) are named by their place:
/// "characters 1-8".
[[nodiscard]] std::string derivationOf(const analysis::Provenance &provenance);

/// Who makes tags by the recipe of that id; the id itself when there is none of it.
[[nodiscard]] std::string serversOf(std::string_view recipeId);

/// Whether a recipe has that id.
[[nodiscard]] bool isRecipe(std::string_view recipeId) noexcept;

/// The recipe's stable id for programs: "nginx".
[[nodiscard]] std::string_view idOf(recipe::RecipeId recipe) noexcept;

} // namespace etagere::explain
