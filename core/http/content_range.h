// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/http/deviation.h"

#include <optional>
#include <string_view>

// RFC 9110 §14.4
//   Content-Range     = range-unit SP ( range-resp / unsatisfied-range )
//   range-resp        = first-pos "-" last-pos "/" ( complete-length / "*" )
//   unsatisfied-range = "*/" complete-length
namespace etagere::http {

/// The bytes that a part holds, both ends included.
struct ByteRange {
    Bytes first;
    Bytes last;
    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

/// What a Content-Range says. No range: unsatisfied ("*/1234"), another unit, or not understood.
struct ParsedContentRange {
    std::string_view unit; ///< as written; a view into the value
    std::optional<ByteRange> range;
    std::optional<Bytes> completeLength; ///< none for "*"
    Deviations deviations;
};

/// Total. A range whose last byte is before its first or beyond the length is no range, and
/// ImpossibleRange (RFC 9110 §14.4).
[[nodiscard]] ParsedContentRange parseContentRange(std::string_view value);

} // namespace etagere::http
