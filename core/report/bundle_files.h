// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::report {

/// What stands under a name in a bundle's folder or archive.
struct BundleEntry {
    std::string name; ///< relative, with "/"; not judged
    std::uint64_t bytes = 0;
    bool regular = true; ///< false: a link, a device or what else is no plain file
};

/// A file's bytes for as long as this lives.
struct BundleBytes {
    std::optional<MappedFile> mapping;
    std::string_view bytes;
};

/// Why nothing of a bundle can be read.
struct BundleUnread {
    enum class Kind : std::uint8_t {
        CannotOpen, ///< `file` says why
        NotABundle  ///< neither a folder nor an archive
    };
    Kind kind = Kind::CannotOpen;
    std::optional<FileError> file;
};

/// The files of a bundle, in a folder or an archive, whatever somebody made of it: nothing is
/// followed out of it, nothing is unpacked, and no more than a bound is listed.
class BundleFiles {
public:
    [[nodiscard]] static Result<std::unique_ptr<BundleFiles>, BundleUnread>
    open(const std::filesystem::path &path);
    BundleFiles() = default;
    BundleFiles(const BundleFiles &) = delete;
    BundleFiles &operator=(const BundleFiles &) = delete;
    virtual ~BundleFiles() = default;

    /// Sorted by name.
    [[nodiscard]] const std::vector<BundleEntry> &entries() const noexcept { return m_entries; }
    [[nodiscard]] const BundleEntry *find(std::string_view name) const noexcept;
    /// More files than a bundle may have: the rest is not listed.
    [[nodiscard]] bool cut() const noexcept { return m_cut; }
    /// Of an archive: where it begins to differ from what would have been written.
    [[nodiscard]] std::optional<std::uint64_t> damagedAt() const noexcept { return m_damagedAt; }
    /// Only for what is listed, and regular.
    [[nodiscard]] virtual Result<BundleBytes, FileError> bytesOf(std::string_view name) const = 0;

protected:
    void sortEntries();
    static constexpr std::size_t mostEntries = 100'000;
    std::vector<BundleEntry> m_entries;
    std::optional<std::uint64_t> m_damagedAt;
    bool m_cut = false;
};

} // namespace etagere::report
