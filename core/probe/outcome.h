// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/http/field.h"
#include "core/probe/plan.h"
#include "core/wire/error.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::probe {

/// Field lines that are owned, in order.
using Lines = std::vector<std::pair<std::string, std::string>>;

/// The value of the first line of that name, case aside; empty when there is none.
[[nodiscard]] std::string_view valueIn(const Lines &lines, std::string_view name) noexcept;
/// The lines as fields; valid while the lines are.
[[nodiscard]] std::vector<http::Field> fieldsOf(const Lines &lines);

/// One request to be sent: GET, on a connection of its own, without a body.
struct Question {
    Probe probe{};
    Role role{};
    tags::Validator validator = tags::Validator::ETag;
    std::uint32_t visitor = 0; ///< of this run, from 0; every clean profile is a new one
    std::uint32_t visit = 0;   ///< of this visitor, from 0
    std::uint32_t hop = 0;     ///< redirects followed before it
    std::string url;
    Lines fields;     ///< all but Host and what concerns the connection
    std::string sent; ///< what was put into a condition, or into the echo check's field
};

/// What came of it.
struct Answer {
    std::uint16_t status = 0; ///< 0: no response
    Lines fields;
    std::shared_ptr<const std::string> body; ///< as it came, codings left on; null: none was kept
    bool cut = false;                        ///< the body is not whole
    std::string peer;                        ///< the address that was connected to
    Instant started{};
    Duration took{0};
    std::optional<wire::WireError> error;
};

/// How much of a decoded body is kept for looking things up in it.
inline constexpr std::size_t keptText = std::size_t{256} << 10U;

/// A request and its answer, with what is read off it once.
struct Outcome {
    Question question;
    Answer answer;
    std::string text;                      ///< the decoded body, at most its first keptText bytes
    std::array<std::uint8_t, 32> digest{}; ///< SHA-256 of all of the decoded body
    bool hasContent = false;               ///< a whole body, so that digests can be compared
    [[nodiscard]] std::string_view tag() const noexcept { return valueIn(answer.fields, "ETag"); }
    [[nodiscard]] std::string_view lastModified() const noexcept {
        return valueIn(answer.fields, "Last-Modified");
    }
    /// The response's own value of that validator.
    [[nodiscard]] std::string_view value(tags::Validator validator) const noexcept {
        return validator == tags::Validator::ETag ? tag() : lastModified();
    }
};

[[nodiscard]] Outcome outcomeOf(Question question, Answer answer);

/// A cache on the way says that it answered by itself: Age, or a hit in X-Cache, CF-Cache-Status,
/// Cache-Status (RFC 9211), X-Varnish and their kin.
[[nodiscard]] bool wasAnsweredByCache(const Lines &fields) noexcept;

} // namespace etagere::probe
