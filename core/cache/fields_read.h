// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/field_set.h"

namespace etagere::cache {

/// The fields that requestFactsOf() reads.
inline constexpr http::FieldSet requestFieldsRead{
    http::FieldName::Authorization,     http::FieldName::CacheControl, http::FieldName::IfMatch,
    http::FieldName::IfModifiedSince,   http::FieldName::IfNoneMatch,  http::FieldName::IfRange,
    http::FieldName::IfUnmodifiedSince, http::FieldName::Pragma,       http::FieldName::Range};

/// The fields that responseFactsOf() reads.
inline constexpr http::FieldSet responseFieldsRead{
    http::FieldName::Age,      http::FieldName::CacheControl, http::FieldName::Date,
    http::FieldName::ETag,     http::FieldName::Expires,      http::FieldName::LastModified,
    http::FieldName::Location, http::FieldName::Pragma,       http::FieldName::Vary};

/// What a cache reads of a request whose stored response has these fields: the above, and what
/// its Vary names.
[[nodiscard]] http::FieldSet requestFieldsReadFor(http::Fields responseFields) noexcept;

} // namespace etagere::cache
