// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/readers/har_entry.h"
#include "core/readers/har_reader.h"
#include "core/readers/json_cursor.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace etagere::readers {

/// What stands around the entries. The views are JSON values as they stand in the file; empty for
/// what it does not have.
struct HarAround {
    std::string_view creator;
    std::string_view browser;
    std::string_view pages;
};

/// Walks the outside of a HAR: over a byte order mark, into a call around it (JSONP), through the
/// members of the top and of `log`, from one list of entries to the next. A file without `log` may
/// have its members at the top. Borrows the file.
class HarOutline {
public:
    explicit HarOutline(std::string_view file) noexcept
        : m_file(file)
        , m_cursor(file) {}

    /// Goes on to a list of entries and stands at its bracket; false when there is none any more.
    bool findEntries();
    /// Where it stands.
    [[nodiscard]] std::size_t at() const noexcept { return m_cursor.at(); }
    /// Goes on behind a list of entries that ends at `at`.
    void resume(std::size_t at) noexcept { m_cursor.moveTo(at); }

    /// Goes on behind the list of entries it stands at, reading nothing in it.
    void skipEntries() { m_cursor.skipValue(); }

    [[nodiscard]] const HarAround &around() const noexcept { return m_around; }
    [[nodiscard]] const RepairSet &repairs() const noexcept { return m_repairs; }
    /// Why no list of entries was found, once findEntries() has said so.
    [[nodiscard]] ImportError error() const noexcept;

private:
    enum class Place { Start, Top, Log, Done };
    bool start();
    void leave(JsonCursor::Step step);
    bool member(std::string_view key);
    void readTail();

    std::string_view m_file;
    JsonCursor m_cursor;
    Place m_place = Place::Start;
    HarAround m_around;
    RepairSet m_repairs;
    bool m_wrapped = false;
    bool m_entriesSeen = false;
    bool m_broken = false;
};

/// Where the next entry seems to begin in file[from, to) after a damaged one: an object behind a
/// comma or a bracket that has a `request`. Such a thing cannot stand inside an undamaged string.
/// Nothing when there is none. `budget`, in bytes that may still be read, is drawn on.
[[nodiscard]] std::optional<std::size_t> findEntry(std::string_view file, std::size_t from,
                                                   std::size_t to, std::size_t &budget);

} // namespace etagere::readers
