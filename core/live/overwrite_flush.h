// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/flush/scope.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::live {

/// What is to be flushed from a cache that cannot delete single entries: each of these URLs is once
/// asked for past the cache, which overwrites its entry. Pure.
///
/// A cache that is partitioned keeps a URL once per top-level site and frame. So a URL is done, for
/// one top-level site, only when the visit is over in which it was first met: until then every
/// request for it goes past the cache, from whatever frame.
class OverwriteFlush {
public:
    /// From now on; URLs that were done for an earlier scope are due again when this covers them.
    void add(flush::Scope scope);
    void clear() { m_parts.clear(); }
    [[nodiscard]] bool isEmpty() const noexcept { return m_parts.empty(); }

    /// Whether this request is to go past the cache; remembers that it was met.
    [[nodiscard]] bool meet(std::string_view url, std::string_view topUrl);
    /// The URLs met are done.
    void endVisit();

private:
    struct Part {
        flush::ScopeMatcher matcher;
        std::set<std::string> met{};
        std::set<std::string> done{};
    };
    std::vector<Part> m_parts;
};

} // namespace etagere::live
