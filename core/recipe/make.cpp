// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/make.h"

#include "core/recipe/family.h"

#include <array>

namespace etagere::recipe {

std::optional<std::string> makeTag(RecipeId recipe, const FileFacts &file) {
    using Maker = std::optional<std::string> (*)(RecipeId, const FileFacts &);
    constexpr std::array<Maker, 5> families{makeForm, makePacked, makeHashed, makeContent,
                                            makeStated};
    for (const Maker make : families) {
        if (auto tag = make(recipe, file))
            return tag;
    }
    return std::nullopt;
}

} // namespace etagere::recipe
