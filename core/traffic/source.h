// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/traffic/ids.h"

#include <cstdint>
#include <string>

namespace etagere::traffic {

/// How the bytes of a body are written where they lie.
enum class BodyForm : std::uint8_t {
    Absent,     ///< the source has no body, which is not the same as an empty one
    JsonText,   ///< a JSON string's inside, escapes and all; characters, so re-encoded as UTF-8
    JsonBase64, ///< a JSON string's inside that is base64 of the bytes
    Blob        ///< bytes as they are, in a capture document; `offset` is the blob's number
};

/// Where a body lies. Reading it is asked of its source, when somebody wants it.
struct BodyRef {
    SourceId source;
    BodyForm form = BodyForm::Absent;
    bool truncated = false; ///< the recorder cut it: its digests prove nothing
    std::uint64_t offset = 0;
    std::uint64_t length = 0; ///< bytes as written there
    friend bool operator==(const BodyRef &, const BodyRef &) = default;
};

/// Where the record of an exchange lies as its exporter wrote it (a HAR entry's JSON text).
struct RawRef {
    SourceId source;
    std::uint64_t offset = 0;
    std::uint64_t length = 0; ///< 0: there is none
    friend bool operator==(const RawRef &, const RawRef &) = default;
};

struct LoadError {
    enum class Kind : std::uint8_t { Absent, TooLarge, Malformed, Unreadable };
    Kind kind = Kind::Absent;
    std::uint64_t byteOffset = 0; ///< where in the source
};

/// What keeps the bytes that a Traffic only points to: a mapped HAR, a capture document. Safe to
/// ask from several threads at once.
class Source {
public:
    Source() = default;
    Source(const Source &) = delete;
    Source &operator=(const Source &) = delete;
    virtual ~Source() = default;
    /// The body's bytes, with JSON escapes and base64 undone, content coding as the recorder left
    /// it. TooLarge when they would be more than `limit`.
    [[nodiscard]] virtual Result<std::string, LoadError> loadBody(const BodyRef &body,
                                                                  Bytes limit) const = 0;
    [[nodiscard]] virtual Result<std::string, LoadError> loadRaw(const RawRef &raw) const = 0;
};

} // namespace etagere::traffic
