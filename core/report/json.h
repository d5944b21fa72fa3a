// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace etagere::report {

/// Writes JSON, indented, in ASCII; bytes that are no UTF-8 become U+FFFD and numbers that are
/// none 0, so that what comes out is always JSON.
class JsonWriter {
public:
    JsonWriter();
    JsonWriter(const JsonWriter &) = delete;
    JsonWriter &operator=(const JsonWriter &) = delete;
    ~JsonWriter();

    JsonWriter &key(std::string_view name);
    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    void text(std::string_view value);
    void whole(std::uint64_t value);
    void signedWhole(std::int64_t value);
    void real(double value);
    /// A length of time in seconds, exact to the microsecond: 75, 0.482.
    void seconds(Duration value);
    void truth(bool value);
    void null();
    /// What was written since the last call; for documents too long to hold.
    [[nodiscard]] std::string drain();
    /// The rest, with a newline at its end.
    [[nodiscard]] std::string finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace etagere::report
