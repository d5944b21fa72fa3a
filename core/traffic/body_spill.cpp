// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/body_spill.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace etagere::traffic {

namespace {

bool readWhole(int descriptor, const BodySpill::Extent &extent, char *to) {
    std::uint64_t done = 0;
    while (done < extent.length) {
        const ssize_t got = ::pread(descriptor, to + done, extent.length - done,
                                    static_cast<off_t>(extent.offset + done));
        if (got <= 0)
            return false;
        done += static_cast<std::uint64_t>(got);
    }
    return true;
}

} // namespace

std::shared_ptr<BodySpill> BodySpill::create() {
    std::error_code error;
    std::string name = (std::filesystem::temp_directory_path(error) / "etagere-XXXXXX").string();
    const int descriptor = error ? -1 : ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0)
        return nullptr;
    ::unlink(name.c_str());
    return std::make_shared<BodySpill>(descriptor);
}

BodySpill::~BodySpill() { ::close(m_descriptor); }

bool BodySpill::append(Blob &blob, std::string_view bytes) {
    const std::uint64_t begin = m_end;
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t put = ::pwrite(m_descriptor, bytes.data() + done, bytes.size() - done,
                                     static_cast<off_t>(begin + done));
        if (put <= 0)
            return false;
        done += static_cast<std::size_t>(put);
    }
    m_end += bytes.size();
    blob.m_size += bytes.size();
    if (!blob.m_extents.empty() &&
        blob.m_extents.back().offset + blob.m_extents.back().length == begin)
        blob.m_extents.back().length += bytes.size();
    else
        blob.m_extents.push_back({begin, bytes.size()});
    return true;
}

std::uint64_t BodySpill::keep(const Blob &blob) {
    const std::lock_guard lock(m_mutex);
    m_extents.insert(m_extents.end(), blob.m_extents.begin(), blob.m_extents.end());
    m_ends.push_back(m_extents.size());
    return (m_ends.size() - 1)
           << 1U; // the lowest bit would say that it is text (traffic/document.h)
}

Result<std::string, LoadError> BodySpill::loadBody(const BodyRef &body, Bytes limit) const {
    if (body.length > limit.count)
        return Failure<LoadError>({LoadError::Kind::TooLarge, 0});
    std::vector<Extent> extents;
    {
        const std::lock_guard lock(m_mutex);
        const std::uint64_t number = body.offset >> 1U;
        if (body.form != BodyForm::Blob || number >= m_ends.size())
            return Failure<LoadError>({LoadError::Kind::Absent, 0});
        const std::size_t begin = number == 0 ? 0 : m_ends[number - 1];
        extents.assign(m_extents.begin() + static_cast<std::ptrdiff_t>(begin),
                       m_extents.begin() + static_cast<std::ptrdiff_t>(m_ends[number]));
    }
    std::string bytes(body.length, '\0');
    std::uint64_t at = 0;
    for (const Extent &extent : extents) {
        if (at + extent.length > bytes.size() ||
            !readWhole(m_descriptor, extent, bytes.data() + at))
            return Failure<LoadError>({LoadError::Kind::Unreadable, extent.offset});
        at += extent.length;
    }
    return bytes;
}

Result<std::string, LoadError> BodySpill::loadRaw(const RawRef &) const {
    return Failure<LoadError>({LoadError::Kind::Absent, 0});
}

} // namespace etagere::traffic
