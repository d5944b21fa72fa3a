// SPDX-License-Identifier: Apache-2.0
#include "core/base/temporary_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <system_error>

namespace etagere {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "etagere-";
constexpr std::string_view pattern = "XXXXXX"; // mkdtemp() asks for these
/// Between its making and its lock a folder is nobody's; it takes no such time.
constexpr std::time_t oldEnough = 60;

/// A locked descriptor of the folder; -1 when somebody else holds it, or it is no folder of ours.
int lockOf(const fs::path &folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return descriptor;
    if (descriptor >= 0)
        ::close(descriptor);
    return -1;
}

bool isOurs(const fs::path &folder) {
    struct stat about {};
    return ::lstat(folder.c_str(), &about) == 0 && S_ISDIR(about.st_mode) &&
           about.st_uid == ::geteuid() && std::time(nullptr) - about.st_mtime > oldEnough;
}

/// Deletes what programs left that did not live to do so.
void removeAbandoned(const fs::path &parent) {
    std::error_code failure;
    fs::directory_iterator entry(parent, failure);
    for (; !failure && entry != fs::directory_iterator(); entry.increment(failure)) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with(prefix) || name.size() != prefix.size() + pattern.size() ||
            !isOurs(entry->path()))
            continue;
        const int lock = lockOf(entry->path());
        if (lock < 0)
            continue;
        std::error_code ignored;
        fs::remove_all(entry->path(), ignored);
        ::close(lock);
    }
}

} // namespace

std::unique_ptr<TemporaryFolder> TemporaryFolder::make() {
    std::error_code error;
    const fs::path parent = fs::temp_directory_path(error);
    if (error)
        return nullptr;
    removeAbandoned(parent);
    std::string name = (parent / std::string(prefix).append(pattern)).string();
    if (::mkdtemp(name.data()) == nullptr)
        return nullptr;
    // A file system without locks would have it deleted under us later: then rather none.
    const int lock = lockOf(name);
    if (lock < 0) {
        ::rmdir(name.c_str());
        return nullptr;
    }
    return std::unique_ptr<TemporaryFolder>(new TemporaryFolder(name, lock));
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
    ::close(m_lock);
}

} // namespace etagere
