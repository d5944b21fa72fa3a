// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/base/units.h"
#include "core/readers/har_writer.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::readers {

/// Writes JSON piece by piece to a sink, member by member; after the sink's first failure it writes
/// nothing. What is no UTF-8 becomes U+FFFD, so that the output always is. Whoever calls it sees to
/// it that what was begun is ended, and that members stand in objects only.
class JsonOut {
public:
    explicit JsonOut(const Sink &sink);
    ~JsonOut();

    /// A name only where the object or array is a member.
    void beginObject(std::string_view name = {});
    void endObject();
    void beginArray(std::string_view name = {});
    void endArray();
    void member(std::string_view name, std::string_view text);
    void member(std::string_view name, std::int64_t number);
    void milliseconds(std::string_view name, Duration time);
    void instant(std::string_view name, Instant time);
    void null(std::string_view name);
    /// A member whose name and value are JSON already, the name without its quotes. Nothing is
    /// written unless both are valid; false then.
    bool copied(std::string_view rawName, std::string_view json);

    /// Hands over what is left.
    [[nodiscard]] Result<void, FileError> finish();
    [[nodiscard]] bool failed() const noexcept { return m_error.has_value(); }

private:
    struct Checker;
    void next(std::string_view name);
    void string(std::string_view text);
    void flush();

    const Sink &m_sink;
    std::string m_buffer;
    std::optional<FileError> m_error;
    std::unique_ptr<Checker> m_checker;
    bool m_first = true; ///< nothing stands yet in the object or array that is being written
};

} // namespace etagere::readers
