// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <random>
#include <string>
#include <utility>

namespace etagere {

namespace {

using Step = FileError::Step;

Failure<FileError> failure(Step step, const std::filesystem::path &path) {
    return Failure<FileError>(FileError{step, errno, path});
}

/// Closes on leaving the scope unless released; -1 holds nothing.
class Descriptor {
public:
    explicit Descriptor(int value) noexcept
        : m_value(value) {}
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor() {
        if (m_value >= 0)
            ::close(m_value);
    }
    [[nodiscard]] int get() const noexcept { return m_value; }

private:
    int m_value;
};

Result<void, FileError> writeAll(int descriptor, std::string_view bytes,
                                 const std::filesystem::path &path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return failure(Step::Write, path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

std::string linkOf(int descriptor) { return "/proc/self/fd/" + std::to_string(descriptor); }

/// A file in the folder of `path` that goes with the process, however that ends; -1 where the file
/// system has no such thing, or there would be no way to name it later.
int withoutName(const std::filesystem::path &path) {
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0 || ::access(linkOf(descriptor).c_str(), F_OK) == 0)
        return descriptor;
    ::close(descriptor);
    return -1;
}

/// Gives it a name next to `path`: a file that has one already cannot be linked over.
Result<std::filesystem::path, FileError> nameBeside(int descriptor,
                                                    const std::filesystem::path &path) {
    constexpr int tries = 100;
    std::random_device random;
    for (int i = 0; i < tries; ++i) {
        const std::string name = path.string() + '.' + std::to_string(random());
        if (::linkat(AT_FDCWD, linkOf(descriptor).c_str(), AT_FDCWD, name.c_str(),
                     AT_SYMLINK_FOLLOW) == 0)
            return name;
        if (errno != EEXIST)
            break;
    }
    return failure(Step::Replace, path);
}

} // namespace

Result<MappedFile, FileError> MappedFile::map(int descriptor, const std::filesystem::path &name) {
    struct stat facts {};
    if (::fstat(descriptor, &facts) != 0)
        return failure(Step::Inspect, name);
    const auto size = static_cast<std::size_t>(facts.st_size);
    if (size == 0)
        return MappedFile(nullptr, 0);
    void *data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (data == MAP_FAILED) // NOLINT(performance-no-int-to-ptr): the system's own macro
        return failure(Step::Map, name);
    ::madvise(data, size, MADV_SEQUENTIAL);
    return MappedFile(static_cast<const char *>(data), size);
}

Result<MappedFile, FileError> MappedFile::open(const std::filesystem::path &path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0)
        return failure(Step::Open, path);
    struct stat facts {};
    if (::fstat(file.get(), &facts) != 0)
        return failure(Step::Inspect, path);
    if (S_ISDIR(facts.st_mode)) {
        errno = EISDIR;
        return failure(Step::Read, path);
    }
    return S_ISREG(facts.st_mode) ? map(file.get(), path) : fromStream(file.get(), path);
}

Result<MappedFile, FileError> MappedFile::fromStream(int descriptor,
                                                     const std::filesystem::path &name) {
    auto spill = SpillFile::create();
    if (!spill)
        return Failure<FileError>(spill.error());
    std::array<char, std::size_t{1} << 16> block{};
    for (;;) {
        const ssize_t got = ::read(descriptor, block.data(), block.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failure(Step::Read, name);
        if (got == 0)
            break;
        if (auto ok = spill->append({block.data(), static_cast<std::size_t>(got)}); !ok)
            return Failure<FileError>(ok.error());
    }
    return std::move(*spill).map();
}

MappedFile::MappedFile(MappedFile &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0)) {}

MappedFile &MappedFile::operator=(MappedFile &&other) noexcept {
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

MappedFile::~MappedFile() {
    if (m_data != nullptr)
        ::munmap(const_cast<char *>(m_data), m_size); // NOLINT: munmap takes what mmap gave
}

void MappedFile::release(std::size_t offset, std::size_t length) const noexcept {
    constexpr std::size_t page = 4096;
    const std::size_t begin = (offset + page - 1) / page * page;
    const std::size_t end = (offset + length) / page * page;
    if (m_data != nullptr && begin < end && end <= m_size)
        ::madvise(const_cast<char *>(m_data) + begin, end - begin, MADV_DONTNEED); // NOLINT
}

Result<SpillFile, FileError> SpillFile::create() {
    std::error_code ignored;
    auto folder = std::filesystem::temp_directory_path(ignored);
    if (ignored)
        folder = "/tmp";
    auto name = (folder / "etagere-XXXXXX").string();
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0)
        return failure(Step::Open, name);
    ::unlink(name.c_str());
    return SpillFile(descriptor);
}

SpillFile::SpillFile(SpillFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

SpillFile &SpillFile::operator=(SpillFile &&other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

SpillFile::~SpillFile() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void, FileError> SpillFile::append(std::string_view bytes) {
    return writeAll(m_descriptor, bytes, "temporary file");
}

Result<MappedFile, FileError> SpillFile::map() && {
    return MappedFile::map(m_descriptor, "temporary file");
}

AtomicFile::AtomicFile(int descriptor, std::filesystem::path path, std::filesystem::path temporary)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
    , m_temporary(std::move(temporary)) {}

Result<AtomicFile, FileError> AtomicFile::create(const std::filesystem::path &path, Access access) {
    std::string name;
    int descriptor = withoutName(path);
    if (descriptor < 0) {
        name = path.string() + ".XXXXXX";
        descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    }
    if (descriptor < 0)
        return failure(Step::Open, path);
    // Made 0600; a file that is replaced keeps its mode, a new one gets the usual one.
    struct stat before {};
    if (::stat(path.c_str(), &before) == 0) {
        ::fchmod(descriptor, before.st_mode & 07777U);
    } else if (access == Access::Usual) {
        const mode_t mask = ::umask(0);
        ::umask(mask);
        ::fchmod(descriptor, 0666U & ~mask);
    }
    return AtomicFile(descriptor, path, name);
}

AtomicFile::AtomicFile(AtomicFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_path(std::move(other.m_path))
    , m_temporary(std::move(other.m_temporary)) {}

AtomicFile &AtomicFile::operator=(AtomicFile &&other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_path, other.m_path);
    std::swap(m_temporary, other.m_temporary);
    return *this;
}

AtomicFile::~AtomicFile() { discard(); }

void AtomicFile::discard() noexcept {
    if (m_descriptor < 0)
        return;
    ::close(std::exchange(m_descriptor, -1));
    if (!m_temporary.empty())
        ::unlink(m_temporary.c_str());
}

Result<void, FileError> AtomicFile::append(std::string_view bytes) {
    return writeAll(m_descriptor, bytes, m_path);
}

Result<void, FileError> AtomicFile::commit() {
    if (::fsync(m_descriptor) != 0 && errno != EINVAL)
        return failure(Step::Write, m_path);
    if (m_temporary.empty()) {
        auto named = nameBeside(m_descriptor, m_path);
        if (!named)
            return Failure<FileError>(named.error());
        m_temporary = std::move(*named);
    }
    if (::rename(m_temporary.c_str(), m_path.c_str()) != 0)
        return failure(Step::Replace, m_path);
    ::close(std::exchange(m_descriptor, -1));
    return {};
}

} // namespace etagere
