// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/model.h"
#include "core/cache/stored_response.h"
#include "core/cache/transaction.h"
#include "core/http/range.h"

#include <optional>
#include <string_view>

namespace etagere::cache {

/// How a stored response is told: what is needed beside it.
struct Telling {
    const Model &model;
    Duration age; ///< current_age, written as Age where the model does (RFC 9111 §5.1)
};

/// The stored response as it is: the whole of it, or its head alone.
[[nodiscard]] Answer wholeAnswer(const StoredResponse &stored, const Telling &telling);
/// A part of it, 206. What is not stored of the range comes from the network, if anything.
[[nodiscard]] Answer partAnswer(const StoredResponse &stored, const http::ByteRange &range,
                                const Telling &telling);
/// Several parts of a complete one, multipart/byteranges (RFC 9110 §14.6).
[[nodiscard]] Answer partsAnswer(const StoredResponse &stored,
                                 const std::vector<http::ByteRange> &ranges,
                                 const Telling &telling);
/// 416 with the length (RFC 9110 §15.5.17).
[[nodiscard]] Answer unsatisfiableAnswer(const StoredResponse &stored);
/// 304 with the fields that it must have (RFC 9110 §15.4.5) and no others that describe content.
[[nodiscard]] Answer notModifiedAnswer(const StoredResponse &stored, const Telling &telling);
/// What a cache says for itself: 504 and the like, without a body.
[[nodiscard]] Answer ownAnswer(std::uint16_t status);

/// Whether the request's own validators say that what its maker has is the stored representation:
/// If-None-Match by weak comparison, and without it If-Modified-Since (RFC 9110 §13.2.2, RFC 9111
/// §4.3.2). Only a 200 can be so.
[[nodiscard]] bool isNotModified(http::Fields request, const StoredResponse &stored);
/// Whether If-Range names the stored representation by a strong validator (RFC 9110 §13.1.5); true
/// without the field.
[[nodiscard]] bool ifRangeMatches(http::Fields request, const StoredResponse &stored,
                                  const Model &model);

} // namespace etagere::cache
