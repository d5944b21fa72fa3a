// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/facts.h"
#include "core/cache/model.h"
#include "core/cache/storing.h"
#include "core/http/content_range.h"
#include "core/http/field.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace etagere::cache {

/// By what parts of one representation are told to belong together (RFC 9110 §8.8.1, RFC 9111
/// §3.4): a strong tag; without one a Last-Modified that is old enough against Date, by a second
/// (RFC 9110 §8.8.2.2) or, in Chromium, a minute (net/http/http_util.cc, HasStrongValidators).
/// Empty: there is none. A view into the fields, as If-Range sends it.
[[nodiscard]] std::string_view strongValidatorOf(http::Fields fields, const ResponseFacts &facts,
                                                 const Model &model) noexcept;

/// Where the bytes of a 206 belong. None: several ranges, another unit, or nonsense.
struct PartPlace {
    http::ByteRange range;
    std::optional<std::uint64_t> length; ///< of the whole
};
[[nodiscard]] std::optional<PartPlace> placeOf(http::Fields fields);

/// Both for decideStoringPart.
[[nodiscard]] Part partOf(http::Fields fields, const ResponseFacts &facts, const Model &model);

/// Whether a 200 that breaks off can be gone on with later (RFC 9111 §3.3): its length is known,
/// its validator strong, its bytes not refused to ranges; Firefox also wants Accept-Ranges: bytes
/// and no content coding (nsHttpResponseHead.cpp, IsResumable).
[[nodiscard]] bool isResumable(http::Fields fields, const ResponseFacts &facts, const Model &model);

} // namespace etagere::cache
