// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/facts.h"
#include "core/cache/model.h"
#include "core/http/field.h"

#include <cstdint>
#include <string>
#include <vector>

namespace etagere::cache {

/// The condition a validation of this stored response bears (RFC 9111 §4.3.1). Borrows from
/// `responseFields`; empty where there is no validator.
struct Condition {
    std::string_view ifNoneMatch{};
    std::string_view ifModifiedSince{};
    [[nodiscard]] bool empty() const noexcept {
        return ifNoneMatch.empty() && ifModifiedSince.empty();
    }
};
[[nodiscard]] Condition conditionFor(http::Fields responseFields, const Model &model = rfc9111());

/// What an answer to a validation means (RFC 9111 §4.3.3).
enum class ValidationAnswer : std::uint8_t { NotModified, Full, ServerError };
[[nodiscard]] ValidationAnswer answerFrom(std::uint16_t status) noexcept;

/// Whether a whole response is the stored one again: the same tag by weak comparison, or without
/// tags the same Last-Modified. A server with working validation would have sent a 304.
[[nodiscard]] bool isSameRepresentation(http::Fields stored, http::Fields received);

/// Whether two responses of one URL bear the same strong tag although their content codings differ:
/// they are two representations, and a strong tag may stand for one only (RFC 9110 §8.8.3.3). False
/// where a Content-Encoding names what is no registered coding.
[[nodiscard]] bool shareTagOverCodings(http::Fields one, http::Fields other);

/// Whether a 304 is about the stored response (RFC 9111 §4.3.4): the validators that both bear do
/// not contradict each other.
[[nodiscard]] bool canRenew(http::Fields stored, http::Fields notModified);

/// The lines of a 304 that take the place of stored ones (RFC 9111 §3.2): not those of the
/// connection or of the stored bytes. Borrows.
struct Updates {
    std::vector<http::Field> fields;
    std::uint32_t kept = 0; ///< field names that the 304 had but may not change
};
[[nodiscard]] Updates updatesIn(http::Fields notModified, const Model &model = rfc9111());

/// The stored fields after a 304 (RFC 9111 §3.2): its fields replace those of the same name, except
/// the ones that it must not change. Borrows from both.
struct Updated {
    std::vector<http::Field> fields;
    std::uint32_t changed = 0; ///< field names that were replaced or added
    std::uint32_t kept = 0;    ///< field names that the 304 had but may not change
};
[[nodiscard]] Updated updateFields(http::Fields stored, http::Fields notModified,
                                   const Model &model = rfc9111());

} // namespace etagere::cache
