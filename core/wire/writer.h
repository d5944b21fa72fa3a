// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/field.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace etagere::wire {

/// How a body is going to be sent.
struct BodyPlan {
    enum class Kind : std::uint8_t {
        None,   ///< no body; a Content-Length among the fields stays (HEAD, 304)
        Length, ///< exactly `length` bytes
        Unknown ///< chunked to HTTP/1.1, until close to HTTP/1.0
    };
    Kind kind = Kind::None;
    std::uint64_t length = 0;
    [[nodiscard]] static BodyPlan none() noexcept { return {}; }
    [[nodiscard]] static BodyPlan ofLength(std::uint64_t length) noexcept {
        return {Kind::Length, length};
    }
    [[nodiscard]] static BodyPlan unknown() noexcept { return {Kind::Unknown, 0}; }
    friend bool operator==(const BodyPlan &, const BodyPlan &) = default;
};

/// The usual reason phrase of a status, or empty (RFC 9110 §15).
[[nodiscard]] std::string_view usualReason(std::uint16_t status) noexcept;

/// Each appends to `out`. Names and values must have come from a parser, or hold no line ends.
void writeRequestLine(std::string &out, std::string_view method, std::string_view target);
void writeStatusLine(std::string &out, std::uint16_t status, std::string_view reason);
void writeField(std::string &out, std::string_view name, std::string_view value);
/// The fields and what tells the body's end: Content-Length where the fields have theirs, else at
/// the end. Transfer-Encoding among them is left out.
void writeFields(std::string &out, http::Fields fields, const BodyPlan &plan);
void writeChunkSize(std::string &out, std::uint64_t size);
inline constexpr std::string_view chunkEnd = "\r\n";
inline constexpr std::string_view lastChunk = "0\r\n\r\n";

} // namespace etagere::wire
