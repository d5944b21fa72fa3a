// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/cache.h"
#include "core/scenario/world_inside.h"

#include <cstddef>
#include <vector>

namespace etagere::scenario {

/// A cache for everybody in front of another server (RFC 9111 §1, "shared cache").
class SharedCache final : public lab::Origin {
public:
    SharedCache(World::Inside &inside, std::size_t actor, std::size_t upstream);
    [[nodiscard]] lab::Response answer(const lab::Request &request) override;
    [[nodiscard]] cache::Cache &cache() noexcept { return m_cache; }

private:
    [[nodiscard]] Reply askUpstream(const lab::Request &request,
                                    const std::vector<FieldLine> &lines);
    World::Inside &m_inside;
    std::size_t m_actor;
    Link m_upstream;
    cache::Cache m_cache;
};

} // namespace etagere::scenario
