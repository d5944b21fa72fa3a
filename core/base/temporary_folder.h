// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <utility>

namespace etagere {

/// A folder under the system's for temporary files, mode 0700, that goes with everything in it.
/// What a program that was killed left there goes with the next one that is made: as long as a
/// program lives, it holds a lock on its folder.
class TemporaryFolder {
public:
    /// Null when none can be made.
    [[nodiscard]] static std::unique_ptr<TemporaryFolder> make();
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;
    ~TemporaryFolder();

    [[nodiscard]] const std::filesystem::path &path() const noexcept { return m_path; }

private:
    TemporaryFolder(std::filesystem::path path, int lock)
        : m_path(std::move(path))
        , m_lock(lock) {}

    std::filesystem::path m_path;
    int m_lock; ///< a descriptor of the folder
};

} // namespace etagere
