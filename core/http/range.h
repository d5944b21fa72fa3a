// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/content_range.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// RFC 9110 §14.1.1, §14.2
//   Range        = range-unit "=" range-set
//   range-set    = 1#( int-range / suffix-range / other-range )
//   int-range    = first-pos "-" [ last-pos ]
//   suffix-range = "-" suffix-length
namespace etagere::http {

/// One member of a Range: from `first`, to `last` or the end; without `first` the last `suffix`
/// bytes.
struct RangeSpec {
    std::optional<std::uint64_t> first;
    std::optional<std::uint64_t> last;
    std::uint64_t suffix = 0;
    friend bool operator==(const RangeSpec &, const RangeSpec &) = default;
};

/// What a Range asks for.
struct RequestedRanges {
    bool bytes = false;             ///< the unit is bytes; of others nothing is read
    std::vector<RangeSpec> members; ///< at most 64, further ones make it invalid
    bool valid = false;             ///< an invalid one is ignored (RFC 9110 §14.2)
};
[[nodiscard]] RequestedRanges parseRange(std::string_view value);

/// The bytes of a representation of `length` bytes that are meant; none when that cannot be
/// satisfied (RFC 9110 §14.1.2).
[[nodiscard]] std::optional<ByteRange> satisfy(const RangeSpec &spec,
                                               std::uint64_t length) noexcept;

/// "bytes=5-9", "bytes=5-", as a request sends it.
[[nodiscard]] std::string formatRange(std::uint64_t first, std::optional<std::uint64_t> last);
/// "bytes 5-9/20"; "*" for an unknown length.
[[nodiscard]] std::string formatContentRange(const ByteRange &range,
                                             std::optional<std::uint64_t> length);

} // namespace etagere::http
