// SPDX-License-Identifier: Apache-2.0
#include "core/report/bundle_writer.h"

#include "core/report/evidence_archive.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace etagere::report {

namespace {

using Step = FileError::Step;

Failure<BundleError> failed(const FileError &error) {
    return Failure<BundleError>(BundleError{BundleError::Kind::File, error.path, error});
}

Failure<BundleError> failed(Step step, const std::filesystem::path &path) {
    return failed(FileError{step, errno, path});
}

bool isArchiveName(const std::filesystem::path &target) { return target.extension() == ".zip"; }

} // namespace

std::string coverOf(std::string_view coverTemplate, std::string_view manifestHash) {
    std::string cover(coverTemplate);
    for (std::size_t at = cover.find(manifestPlace); at != std::string::npos;
         at = cover.find(manifestPlace, at + manifestHash.size()))
        cover.replace(at, manifestPlace.size(), manifestHash);
    return cover;
}

BundleWriter::BundleWriter(std::filesystem::path target, std::filesystem::path folder, Clock clock)
    : m_target(std::move(target))
    , m_folder(std::move(folder))
    , m_clock(std::move(clock)) {}

BundleWriter::BundleWriter(BundleWriter &&other) noexcept
    : m_target(std::move(other.m_target))
    , m_folder(std::exchange(other.m_folder, {}))
    , m_clock(std::move(other.m_clock))
    , m_log(std::move(other.m_log))
    , m_lines(std::move(other.m_lines))
    , m_names(std::move(other.m_names)) {}

BundleWriter &BundleWriter::operator=(BundleWriter &&other) noexcept {
    std::swap(m_target, other.m_target);
    std::swap(m_folder, other.m_folder);
    std::swap(m_clock, other.m_clock);
    std::swap(m_log, other.m_log);
    std::swap(m_lines, other.m_lines);
    std::swap(m_names, other.m_names);
    return *this;
}

BundleWriter::~BundleWriter() { discard(); }

void BundleWriter::discard() noexcept {
    if (m_folder.empty())
        return;
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
    m_folder.clear();
}

Result<BundleWriter, BundleError> BundleWriter::create(const std::filesystem::path &target,
                                                       Clock clock) {
    // "out/" and "out" are one folder; its temporary neighbour must not lie within it.
    const std::filesystem::path place = target.has_filename() ? target : target.parent_path();
    struct stat there {};
    if (::lstat(place.c_str(), &there) == 0)
        return Failure<BundleError>(BundleError{BundleError::Kind::Exists, place, {}});
    std::string folder = place.string() + ".XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr)
        return failed(Step::Open, place);
    return BundleWriter(place, folder, std::move(clock));
}

void BundleWriter::log(std::string_view event, std::initializer_list<ChainedLog::Detail> details) {
    m_log.add(m_clock(), event, details);
}

Result<void, BundleError> BundleWriter::write(std::string_view name, const Produce &produce) {
    const std::filesystem::path path = m_folder / name;
    const std::filesystem::path folder = path.parent_path();
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        return failed(Step::Open, folder);
    auto file = AtomicFile::create(path, AtomicFile::Access::OwnerOnly);
    if (!file)
        return failed(file.error());
    const auto made = produce([&file](std::string_view bytes) { return file->append(bytes); });
    if (!made)
        return failed(made.error());
    if (const auto done = file->commit(); !done)
        return failed(done.error());
    m_names.emplace_back(name);
    return {};
}

Result<void, BundleError> BundleWriter::addStream(std::string_view name, const Produce &produce) {
    if (auto written = write(name, produce); !written)
        return written;
    const auto file = MappedFile::open(m_folder / name);
    if (!file)
        return failed(file.error());
    const std::string digest = sha256Of(file->bytes());
    m_log.addFile(m_clock(), name, file->bytes().size(), digest);
    m_lines.push_back({digest, std::string(name)});
    return {};
}

Result<void, BundleError> BundleWriter::add(std::string_view name, std::string_view bytes) {
    return addStream(name, [bytes](const Sink &sink) { return sink(bytes); });
}

Result<std::string, BundleError> BundleWriter::finish(std::string_view coverTemplate) {
    const auto held = [this](std::string_view name, std::string_view bytes) {
        return write(name, [bytes](const Sink &sink) { return sink(bytes); });
    };
    auto done = add(coverTemplateName, coverTemplate);
    log("end");
    if (done)
        done = held(logName, m_log.text());
    m_lines.push_back({sha256Of(m_log.text()), std::string(logName)});
    const std::string manifest = writeManifest(m_lines);
    std::string digest = sha256Of(manifest);
    if (done)
        done = held(manifestName, manifest);
    if (done)
        done = held(coverName, coverOf(coverTemplate, digest));
    if (done)
        done = isArchiveName(m_target) ? pack() : place();
    if (!done)
        return Failure<BundleError>(done.error());
    return digest;
}

Result<void, BundleError> BundleWriter::place() {
    // Whoever made the target meanwhile keeps it.
    if (::renameat2(AT_FDCWD, m_folder.c_str(), AT_FDCWD, m_target.c_str(), RENAME_NOREPLACE) !=
        0) {
        const bool unknown = errno == EINVAL || errno == ENOSYS; // some file systems lack the flag
        if (errno == EEXIST)
            return Failure<BundleError>(BundleError{BundleError::Kind::Exists, m_target, {}});
        if (!unknown || ::rename(m_folder.c_str(), m_target.c_str()) != 0)
            return failed(Step::Replace, m_target);
    }
    m_folder.clear();
    return {};
}

Result<void, BundleError> BundleWriter::pack() {
    auto archive = AtomicFile::create(m_target, AtomicFile::Access::OwnerOnly);
    if (!archive)
        return failed(archive.error());
    ArchiveWriter writer(*archive);
    for (const std::string &name : m_names) {
        const auto file = MappedFile::open(m_folder / name);
        if (!file)
            return failed(file.error());
        if (!writer.fits(name, file->bytes().size()))
            return Failure<BundleError>(BundleError{BundleError::Kind::TooLarge, m_target, {}});
        if (const auto added = writer.add(name, file->bytes()); !added)
            return failed(added.error());
    }
    if (const auto finished = writer.finish(); !finished)
        return failed(finished.error());
    if (const auto committed = archive->commit(); !committed)
        return failed(committed.error());
    discard();
    return {};
}

} // namespace etagere::report
