// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace etagere {

/// Why a file could not be opened, read or written: the step that failed and the system's errno.
struct FileError {
    enum class Step : std::uint8_t { Open, Inspect, Map, Read, Write, Replace };
    Step step = Step::Open;
    int systemError = 0;
    std::filesystem::path path;
};

/// A file's bytes, mapped and never held whole: pages come and go as they are read. The mapping is
/// private and read-only. Anything that is no regular file (a pipe, standard input) is first
/// copied to an unlinked temporary file. If another program cuts the file while it is mapped,
/// reading past its new end ends this process: nothing that maps a file can avoid that cheaply.
class MappedFile {
public:
    [[nodiscard]] static Result<MappedFile, FileError> open(const std::filesystem::path &path);
    /// Copies everything that `descriptor` still gives to an unlinked temporary file and maps it.
    [[nodiscard]] static Result<MappedFile, FileError>
    fromStream(int descriptor, const std::filesystem::path &name);
    MappedFile(MappedFile &&other) noexcept;
    MappedFile &operator=(MappedFile &&other) noexcept;
    ~MappedFile();

    [[nodiscard]] std::string_view bytes() const noexcept { return {m_data, m_size}; }
    /// Tells the system that these bytes will not be read again soon, so that their pages need
    /// not count as this process's memory.
    void release(std::size_t offset, std::size_t length) const noexcept;

private:
    friend class SpillFile;
    MappedFile(const char *data, std::size_t size) noexcept
        : m_data(data)
        , m_size(size) {}
    [[nodiscard]] static Result<MappedFile, FileError> map(int descriptor,
                                                           const std::filesystem::path &name);
    const char *m_data = nullptr;
    std::size_t m_size = 0;
};

/// An unlinked temporary file that is written once, front to back, and then mapped.
class SpillFile {
public:
    [[nodiscard]] static Result<SpillFile, FileError> create();
    SpillFile(SpillFile &&other) noexcept;
    SpillFile &operator=(SpillFile &&other) noexcept;
    ~SpillFile();
    [[nodiscard]] Result<void, FileError> append(std::string_view bytes);
    [[nodiscard]] Result<MappedFile, FileError> map() &&;

private:
    explicit SpillFile(int descriptor) noexcept
        : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

/// Writes a file whole or not at all: into one beside it that replaces `path` on commit().
/// Destroyed without a commit, it leaves what was at `path` untouched. Until the commit that other
/// file has no name, so that a process that is killed leaves nothing; where the file system has no
/// files without names, it is a neighbour whose name begins with that of `path`.
class AtomicFile {
public:
    /// Who may read a file that was not there before. One that is replaced keeps its mode.
    enum class Access : std::uint8_t { Usual, OwnerOnly };
    [[nodiscard]] static Result<AtomicFile, FileError> create(const std::filesystem::path &path,
                                                              Access access = Access::Usual);
    AtomicFile(AtomicFile &&other) noexcept;
    AtomicFile &operator=(AtomicFile &&other) noexcept;
    ~AtomicFile();
    [[nodiscard]] Result<void, FileError> append(std::string_view bytes);
    [[nodiscard]] Result<void, FileError> commit();

private:
    AtomicFile(int descriptor, std::filesystem::path path, std::filesystem::path temporary);
    void discard() noexcept;
    int m_descriptor = -1;
    std::filesystem::path m_path;
    std::filesystem::path m_temporary; ///< empty: it has no name yet
};

} // namespace etagere
