// SPDX-License-Identifier: Apache-2.0
#include "core/cache/model.h"

#include <algorithm>
#include <array>

namespace etagere::cache {

namespace {

constexpr std::array<Model, 1> models{{
    {"rfc9111", "1", 10},
}};

} // namespace

const Model &rfc9111() noexcept { return models.front(); }

const Model *modelFrom(std::string_view name) noexcept {
    const auto *const found = std::find_if(
        models.begin(), models.end(), [name](const Model &model) { return model.name == name; });
    return found == models.end() ? nullptr : found;
}

} // namespace etagere::cache
