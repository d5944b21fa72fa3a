// SPDX-License-Identifier: Apache-2.0
#include "core/report/bundle_files.h"

#include "core/report/evidence_archive.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace etagere::report {

namespace {

namespace fs = std::filesystem;

class FolderFiles final : public BundleFiles {
public:
    explicit FolderFiles(fs::path folder)
        : m_folder(std::move(folder)) {}

    /// Links are listed, not followed; no folder of a bundle lies deeper than one below it.
    Result<void, BundleUnread> list() {
        std::error_code failed;
        fs::recursive_directory_iterator at(m_folder, failed);
        for (; !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
            if (m_entries.size() >= mostEntries) {
                m_cut = true;
                break;
            }
            const fs::file_status status = at->symlink_status(failed);
            if (failed)
                break;
            const bool folder = fs::is_directory(status);
            if (folder && at.depth() == 0 && !fs::is_empty(at->path(), failed) && !failed)
                continue;
            if (failed)
                break;
            if (folder)
                at.disable_recursion_pending();
            const bool regular = fs::is_regular_file(status);
            m_entries.push_back({at->path().lexically_relative(m_folder).generic_string(),
                                 regular ? at->file_size(failed) : 0, regular});
        }
        if (failed)
            return Failure<BundleUnread>(
                BundleUnread{BundleUnread::Kind::CannotOpen,
                             FileError{FileError::Step::Open, failed.value(), m_folder}});
        sortEntries();
        return {};
    }

    Result<BundleBytes, FileError> bytesOf(std::string_view name) const override {
        auto file = MappedFile::open(m_folder / name);
        if (!file)
            return Failure<FileError>(file.error());
        BundleBytes held{*std::move(file), {}};
        held.bytes = held.mapping->bytes();
        return held;
    }

private:
    fs::path m_folder;
};

class ArchiveFiles final : public BundleFiles {
public:
    explicit ArchiveFiles(MappedFile archive)
        : m_archive(std::move(archive)) {
        auto files = readArchive(m_archive.bytes());
        if (!files) {
            m_damagedAt = files.error().offset;
            return;
        }
        m_files = *std::move(files);
        std::stable_sort(m_files.begin(), m_files.end(),
                         [](const auto &a, const auto &b) { return a.name < b.name; });
        for (const ArchivedFile &file : m_files)
            m_entries.push_back({file.name, file.bytes.size(), true});
        sortEntries();
    }

    Result<BundleBytes, FileError> bytesOf(std::string_view name) const override {
        const auto found = std::lower_bound(
            m_files.begin(), m_files.end(), name,
            [](const ArchivedFile &file, std::string_view wanted) { return file.name < wanted; });
        if (found == m_files.end() || found->name != name)
            return Failure<FileError>(FileError{FileError::Step::Open, ENOENT, fs::path(name)});
        return BundleBytes{{}, found->bytes};
    }

private:
    MappedFile m_archive;
    std::vector<ArchivedFile> m_files;
};

Failure<BundleUnread> unread(const FileError &error) {
    return Failure<BundleUnread>(BundleUnread{BundleUnread::Kind::CannotOpen, error});
}

} // namespace

void BundleFiles::sortEntries() {
    std::sort(m_entries.begin(), m_entries.end(),
              [](const BundleEntry &a, const BundleEntry &b) { return a.name < b.name; });
}

const BundleEntry *BundleFiles::find(std::string_view name) const noexcept {
    const auto found = std::lower_bound(
        m_entries.begin(), m_entries.end(), name,
        [](const BundleEntry &entry, std::string_view wanted) { return entry.name < wanted; });
    return found == m_entries.end() || found->name != name ? nullptr : &*found;
}

Result<std::unique_ptr<BundleFiles>, BundleUnread> BundleFiles::open(const fs::path &path) {
    struct stat there {};
    if (::stat(path.c_str(), &there) != 0)
        return unread({FileError::Step::Open, errno, path});
    if (S_ISDIR(there.st_mode)) {
        auto folder = std::make_unique<FolderFiles>(path);
        if (auto listed = folder->list(); !listed)
            return Failure<BundleUnread>(listed.error());
        return folder;
    }
    if (!S_ISREG(there.st_mode))
        return Failure<BundleUnread>(BundleUnread{BundleUnread::Kind::NotABundle, {}});
    auto archive = MappedFile::open(path);
    if (!archive)
        return unread(archive.error());
    if (!looksLikeArchive(archive->bytes()))
        return Failure<BundleUnread>(BundleUnread{BundleUnread::Kind::NotABundle, {}});
    return std::make_unique<ArchiveFiles>(*std::move(archive));
}

} // namespace etagere::report
