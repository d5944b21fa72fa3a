// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::report {

/// A file in an archive; its bytes are the mapped archive's.
struct ArchivedFile {
    std::string name;
    std::string_view bytes;
};

/// Why bytes are no archive of ours: which byte is not the one that writing the same files would
/// have put there. `offset` is where the part begins that differs.
struct ArchiveError {
    std::uint64_t offset = 0;
    friend bool operator==(const ArchiveError &, const ArchiveError &) = default;
};

/// Writes a ZIP archive (PKWARE APPNOTE 6.3.3 §4.3) in the one form that evidence has: files stored
/// as they are, in the order given, no time stamp, comment, extra field or gap. The form leaves no
/// byte that could be changed without being seen, opens with every unpacking program, and cannot
/// unfold into more than it is. A general archive library writes and accepts much else, which is
/// why none is used here.
class ArchiveWriter {
public:
    /// Names and sizes have to suit the form; see fits().
    explicit ArchiveWriter(AtomicFile &file)
        : m_file(file) {}
    /// False when the archive would need 64-bit sizes (from 4 GiB on) or more than 65 535 files.
    [[nodiscard]] bool fits(std::string_view name, std::uint64_t bytes) const noexcept;
    [[nodiscard]] Result<void, FileError> add(std::string_view name, std::string_view bytes);
    /// Writes the directory; the file is the caller's to commit.
    [[nodiscard]] Result<void, FileError> finish();

private:
    AtomicFile &m_file;
    std::string m_directory;
    std::uint64_t m_offset = 0;
    std::uint32_t m_files = 0;
};

/// Whether the bytes begin as an archive does.
[[nodiscard]] bool looksLikeArchive(std::string_view bytes) noexcept;

/// Reads an archive that ArchiveWriter wrote, and no other: every byte is compared with what would
/// have been written. Names are not judged here. Borrows the bytes.
[[nodiscard]] Result<std::vector<ArchivedFile>, ArchiveError> readArchive(std::string_view bytes);

} // namespace etagere::report
