// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <utility>

namespace etagere {

/// A folder under the system's for temporary files, mode 0700, that goes with everything in it.
class TemporaryFolder {
public:
    /// Null when none can be made.
    [[nodiscard]] static std::unique_ptr<TemporaryFolder> make();
    /// Takes over a folder that is there.
    explicit TemporaryFolder(std::filesystem::path path)
        : m_path(std::move(path)) {}
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;
    ~TemporaryFolder();

    [[nodiscard]] const std::filesystem::path &path() const noexcept { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace etagere
