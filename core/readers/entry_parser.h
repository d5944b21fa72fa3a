// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/readers/entry_text.h"
#include "core/readers/har_entry.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace etagere::readers {

/// Reads the JSON of one HAR entry into a draft, whichever exporter wrote it. Made once and used
/// for one entry after the other, so that its buffers are.
class EntryParser {
public:
    enum class Outcome : std::uint8_t {
        Read,
        BadJson,
        NoRequest,
        NoUrl,
        TooLarge ///< a text that is no body is longer than mostText
    };
    /// The longest text that is kept of anything but bodies.
    static constexpr std::size_t mostText = std::size_t{16} << 20U;

    EntryParser();
    EntryParser(EntryParser &&) noexcept;
    EntryParser &operator=(EntryParser &&) noexcept;
    ~EntryParser();

    /// `draft` is valid until the next call, while `text` and the file it borrows from are.
    [[nodiscard]] Outcome parse(const EntryText &text, EntryDraft &draft);

private:
    class Work;
    std::unique_ptr<Work> m_work;
};

} // namespace etagere::readers
