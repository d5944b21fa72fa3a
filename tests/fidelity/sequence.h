// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::fidelity {

/// A field line. Its value may hold instants in braces: see instants.h.
struct Line {
    std::string name;
    std::string value;
    friend bool operator==(const Line &, const Line &) = default;
};
using Lines = std::vector<Line>;

/// The value of the first line of that name, case aside; null when there is none.
[[nodiscard]] const std::string *valueOf(const Lines &lines, std::string_view name) noexcept;

/// How an answer ends.
enum class Ending : std::uint8_t {
    Whole,
    Truncated, ///< half of the body that Content-Length promises, then the connection closes
    Closed     ///< the connection closes without a byte
};

/// What the origin says to a conditional request.
enum class OnCondition : std::uint8_t {
    Compare,     ///< 304 when a validator of the request is the one of this answer, else all of it
    NotModified, ///< 304, whatever the validators are
    Full,        ///< all of it
    Fail,        ///< 503
    Close        ///< the connection closes without a byte
};

/// The answer to a request that reaches the origin.
struct Reply {
    int status = 200;
    unsigned version = 0;   ///< of the body; the body tells it (bodyOf)
    Lines lines;            ///< of the whole answer, without Content-Length
    Lines notModifiedLines; ///< of a 304
    OnCondition onCondition = OnCondition::Compare;
    bool ranges = false; ///< a Range is answered with 206 or 416
    Ending ending = Ending::Whole;
    friend bool operator==(const Reply &, const Reply &) = default;
};

/// The two URLs of a sequence lie in one folder of their own: "a" and "b".
enum class Target : std::uint8_t { A, B };

/// One request that the page makes, and what the origin answers if it gets there.
struct Ask {
    std::string method = "GET";
    std::string mode = "default"; ///< Fetch's cache mode
    Target target = Target::A;
    std::string query; ///< with its question mark, or empty
    Lines lines;
    std::chrono::milliseconds pause{0};
    std::array<Reply, 2> replies; ///< by target: a redirect leads to the other one
    friend bool operator==(const Ask &, const Ask &) = default;
};

/// Requests that a page makes one after the other, on a cache that has never seen their URLs.
struct Sequence {
    std::uint64_t seed = 0;
    std::vector<Ask> asks;
    friend bool operator==(const Sequence &, const Sequence &) = default;
};

/// When the request of that index is due, from the start of its sequence: pauses, and a gap for a
/// cache to finish what it is writing.
[[nodiscard]] std::chrono::milliseconds dueAt(const Sequence &sequence, std::size_t index) noexcept;
/// A sequence starts that long after a whole second.
inline constexpr std::chrono::milliseconds startPhase{100};
inline constexpr std::chrono::milliseconds gap{20};

/// How much later than due a request may be answered without a second beginning, or a lifetime
/// ending, that would not have otherwise.
[[nodiscard]] std::chrono::milliseconds tolerance(const Sequence &sequence,
                                                  std::size_t index) noexcept;

/// Forty bytes, from any four of which version and offset can be told.
[[nodiscard]] std::string bodyOf(unsigned version);

/// Whether a background request may follow an answer of this sequence (stale-while-revalidate).
[[nodiscard]] bool mayRevalidateLater(const Sequence &sequence) noexcept;

/// The sequence as text for people.
[[nodiscard]] std::string describe(const Sequence &sequence);

} // namespace etagere::fidelity
