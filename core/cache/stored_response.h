// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/content.h"
#include "core/cache/facts.h"
#include "core/http/field_block.h"

#include <cstdint>
#include <optional>
#include <string>

namespace etagere::cache {

/// A response that a cache holds (RFC 9111 §3): its head, the request fields that its Vary names,
/// what it has of its bytes. A value: what a transaction serves stays as it was when it began.
struct StoredResponse {
    std::string url;
    bool head = false; ///< it answers HEAD only (Difference::HeadApart)
    StoredFacts facts;
    http::FieldBlock fields;  ///< as stored and as every 304 since has updated them
    http::FieldBlock request; ///< of the request that brought it, those that matter to Vary
    Content content;
    /// Of the whole representation; none while unknown.
    std::optional<std::uint64_t> length;
    bool complete = true;     ///< `content` is the whole representation
    bool truncated = false;   ///< a 200 that broke off (RFC 9111 §3.3)
    bool sparse = false;      ///< it came as parts (206)
    std::uint64_t number = 0; ///< in the order of storing; names it in lists and flushes

    /// What it counts for against the capacity: bytes of body, fields and a fixed part.
    [[nodiscard]] std::uint64_t weight() const noexcept;
    /// Every byte of it is there.
    [[nodiscard]] bool isWhole() const noexcept { return length && content.size() == *length; }
};

} // namespace etagere::cache
