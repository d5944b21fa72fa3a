// SPDX-License-Identifier: Apache-2.0
#include "core/live/browser_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace etagere::live {

namespace {

BrowserError cannotWrite(const std::filesystem::path &path) {
    return {BrowserError::Kind::CannotStart, path.string() + ": " + std::strerror(errno)};
}

} // namespace

Result<BrowserFolder, BrowserError> BrowserFolder::create(const std::optional<BrowserUser> &user) {
    std::error_code failure;
    std::string name =
        (std::filesystem::temp_directory_path(failure) / "etagere-browser-XXXXXX").string();
    if (failure || ::mkdtemp(name.data()) == nullptr)
        return Failure<BrowserError>(cannotWrite(name));
    return BrowserFolder(name, user);
}

BrowserFolder::BrowserFolder(BrowserFolder &&other) noexcept
    : m_path(std::exchange(other.m_path, {}))
    , m_user(other.m_user) {}

Result<void, BrowserError> BrowserFolder::handOver() {
    if (!m_user)
        return {};
    const auto give = [this](const std::filesystem::path &path) {
        return ::lchown(path.c_str(), m_user->user, m_user->group) == 0;
    };
    // From the innermost outwards: nobody else gets in before all is theirs.
    std::vector<std::filesystem::path> inside;
    std::error_code failure;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(m_path, failure))
        inside.push_back(entry.path());
    inside.insert(inside.begin(), m_path);
    for (auto path = inside.rbegin(); path != inside.rend(); ++path) {
        if (failure || !give(*path))
            return Failure<BrowserError>(cannotWrite(*path));
    }
    return {};
}

Result<void, BrowserError> BrowserFolder::write(const std::filesystem::path &name,
                                                std::string_view text) {
    std::filesystem::path folder = m_path;
    for (const auto &part : name.parent_path()) {
        folder /= part;
        std::error_code failure;
        std::filesystem::create_directory(folder, failure);
        if (failure)
            return Failure<BrowserError>(cannotWrite(folder));
    }
    const std::filesystem::path path = m_path / name;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file || ::chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0)
        return Failure<BrowserError>(cannotWrite(path));
    return {};
}

void BrowserFolder::remove() {
    if (m_path.empty())
        return;
    // A process that was just killed may still be writing: what appears meanwhile goes as well.
    constexpr int tries = 50;
    for (int count = 0; count < tries; ++count) {
        std::error_code failure;
        std::filesystem::remove_all(m_path, failure);
        if (!std::filesystem::exists(m_path, failure))
            break;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    m_path.clear();
}

} // namespace etagere::live
