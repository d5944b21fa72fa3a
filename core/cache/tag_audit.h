// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace etagere::cache {

struct StoredResponse;

/// How a cache finds out that a server forgets to change its tags: a share of the validations goes
/// out without validators, and the content that comes under the same validator is compared with
/// what is stored. Off without `contradicts`.
struct TagAudit {
    double share = 0; ///< of the validations, 0 to 1
    /// A number from 0 on and below 1 for each validation; needed where share is above 0.
    std::function<double()> chance{};
    /// Whether two contents under the same validator (by weak comparison) cannot both be right
    /// under it (RFC 9110 §8.8.1).
    std::function<bool(const StoredResponse &before, const StoredResponse &now)> contradicts{};
};

/// An origin that was seen to keep a validator while the content changed. No validators are sent to
/// it any more.
struct StaleTag {
    std::string origin;
    std::string url;       ///< where it was seen
    std::string validator; ///< the ETag, or else the Last-Modified, as it was sent
    Instant found{};
};

/// The origins whose validators are not believed, within a bound: those that are found once it is
/// reached are not kept.
class DistrustedOrigins {
public:
    static constexpr std::size_t most = 10'000;

    [[nodiscard]] bool empty() const noexcept { return m_origins.empty(); }
    [[nodiscard]] bool contains(const std::string &origin) const {
        return m_origins.find(origin) != m_origins.end();
    }
    /// The first that is found for an origin stays.
    void add(StaleTag found) {
        if (m_origins.size() < most)
            m_origins.emplace(found.origin, std::move(found));
    }
    /// In the order in which they were found.
    [[nodiscard]] std::vector<StaleTag> list() const;

private:
    std::unordered_map<std::string, StaleTag> m_origins;
};

} // namespace etagere::cache
