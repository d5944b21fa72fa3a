// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/etag.h"
#include "core/http/field.h"
#include "core/http/http_date.h"

#include <optional>
#include <string_view>

// RFC 9110 §13.1
//   If-Match, If-None-Match                = "*" / #entity-tag
//   If-Modified-Since, If-Unmodified-Since = HTTP-date
//   If-Range                               = entity-tag / HTTP-date
namespace etagere::http {

/// What If-Range holds: one of the two, or neither when it could not be read.
struct IfRange {
    std::optional<ETagView> tag;
    std::optional<Instant> date;
    Deviations deviations;
};

/// Total. A value that starts with a quote or a weak prefix is a tag, what reads as a date is a
/// date, anything else an unquoted tag (RFC 9110 §13.1.5).
[[nodiscard]] IfRange parseIfRange(std::string_view value);

/// What a request asks on condition; a member that is there had its field. Borrows from the fields.
struct Conditional {
    std::optional<ETagList> ifMatch;
    std::optional<ETagList> ifNoneMatch;
    std::optional<ParsedDate> ifModifiedSince;
    std::optional<ParsedDate> ifUnmodifiedSince;
    std::optional<IfRange> ifRange;
    /// True when at least one was sent.
    [[nodiscard]] bool isConditional() const noexcept {
        return ifMatch || ifNoneMatch || ifModifiedSince || ifUnmodifiedSince || ifRange;
    }
};

/// Several If-Match or If-None-Match lines are one list, and the spans of their deviations count
/// each in its own line. Of several lines of the others the first counts.
[[nodiscard]] Conditional parseConditional(Fields requestFields);

} // namespace etagere::http
