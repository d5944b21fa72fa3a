// SPDX-License-Identifier: Apache-2.0
#include "core/report/evidence_archive.h"

#include "core/body/digest.h"

#include <optional>

namespace etagere::report {

namespace {

constexpr std::string_view fileSignature = "PK\x03\x04";
constexpr std::string_view directorySignature = "PK\x01\x02";
constexpr std::string_view endSignature = "PK\x05\x06";
constexpr std::size_t headerSize = 30;
constexpr std::size_t entrySize = 46;
constexpr std::size_t endSize = 22;
constexpr std::uint64_t most32 = 0xffff'fffe; // all ones says "see the 64-bit field"
constexpr std::uint64_t most16 = 0xfffe;

constexpr std::uint16_t versionNeeded = 20;
constexpr std::uint16_t madeByUnix = 3U << 8U | versionNeeded;
constexpr std::uint16_t utf8Names = 1U << 11U;
constexpr std::uint16_t firstDate = 1U << 5U | 1U; // 1980-01-01, the format's first day
constexpr std::uint32_t plainFile0600 = 0100600U << 16U;

void put(std::string &out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>(value >> (8 * i) & 0xffU);
}
void put16(std::string &out, std::uint64_t value) { put(out, value, 2); }
void put32(std::string &out, std::uint64_t value) { put(out, value, 4); }

std::uint32_t get32(std::string_view bytes, std::size_t at) noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    return value;
}

std::size_t get16(std::string_view bytes, std::size_t at) noexcept {
    return static_cast<unsigned char>(bytes[at]) |
           std::size_t{static_cast<unsigned char>(bytes[at + 1])} << 8U;
}

/// The fields that a file's header and its place in the directory share.
void putCommon(std::string &out, const ArchivedFile &file) {
    const std::uint64_t checksum = body::digestOf(body::Algorithm::Crc32, file.bytes).number();
    put16(out, versionNeeded);
    put16(out, utf8Names);
    put16(out, 0); // stored
    put16(out, 0); // midnight
    put16(out, firstDate);
    put32(out, checksum);
    put32(out, file.bytes.size());
    put32(out, file.bytes.size());
    put16(out, file.name.size());
    put16(out, 0); // extra
}

std::string headerOf(const ArchivedFile &file) {
    std::string out(fileSignature);
    putCommon(out, file);
    return out + file.name;
}

std::string entryOf(const ArchivedFile &file, std::uint64_t offset) {
    std::string out(directorySignature);
    put16(out, madeByUnix);
    putCommon(out, file);
    put16(out, 0); // comment
    put16(out, 0); // disk
    put16(out, 0); // internal attributes
    put32(out, plainFile0600);
    put32(out, offset);
    return out + file.name;
}

std::string endOf(std::uint64_t files, std::uint64_t size, std::uint64_t offset) {
    std::string out(endSignature);
    put16(out, 0);
    put16(out, 0);
    put16(out, files);
    put16(out, files);
    put32(out, size);
    put32(out, offset);
    put16(out, 0);
    return out;
}

/// The file whose header stands at `offset`, if the header says what it should.
std::optional<ArchivedFile> fileAt(std::string_view bytes, std::size_t offset) {
    const std::string_view rest = bytes.substr(offset);
    if (rest.size() < headerSize)
        return std::nullopt;
    const std::size_t size = get32(rest, 22);
    const std::size_t name = get16(rest, 26);
    if (rest.size() - headerSize < name || rest.size() - headerSize - name < size)
        return std::nullopt;
    ArchivedFile file{std::string(rest.substr(headerSize, name)),
                      rest.substr(headerSize + name, size)};
    if (rest.substr(0, headerSize + name) != headerOf(file))
        return std::nullopt;
    return file;
}

} // namespace

bool ArchiveWriter::fits(std::string_view name, std::uint64_t bytes) const noexcept {
    const std::uint64_t directory = m_directory.size() + entrySize + name.size() + endSize;
    return name.size() <= most16 && m_files < most16 && bytes <= most32 &&
           m_offset + headerSize + name.size() + bytes + directory <= most32;
}

Result<void, FileError> ArchiveWriter::add(std::string_view name, std::string_view bytes) {
    const ArchivedFile file{std::string(name), bytes};
    const std::string header = headerOf(file);
    if (auto written = m_file.append(header); !written)
        return written;
    if (auto written = m_file.append(bytes); !written)
        return written;
    m_directory += entryOf(file, m_offset);
    m_offset += header.size() + bytes.size();
    ++m_files;
    return {};
}

Result<void, FileError> ArchiveWriter::finish() {
    return m_file.append(m_directory + endOf(m_files, m_directory.size(), m_offset));
}

bool looksLikeArchive(std::string_view bytes) noexcept {
    return bytes.starts_with(fileSignature) || bytes.starts_with(endSignature);
}

Result<std::vector<ArchivedFile>, ArchiveError> readArchive(std::string_view bytes) {
    std::vector<ArchivedFile> files;
    std::string directory;
    std::size_t offset = 0;
    while (bytes.substr(offset).starts_with(fileSignature)) {
        std::optional<ArchivedFile> file = fileAt(bytes, offset);
        if (!file)
            return Failure<ArchiveError>(ArchiveError{offset});
        directory += entryOf(*file, offset);
        offset += headerSize + file->name.size() + file->bytes.size();
        files.push_back(*std::move(file));
    }
    directory += endOf(files.size(), directory.size(), offset);
    if (bytes.substr(offset) != directory)
        return Failure<ArchiveError>(ArchiveError{offset});
    return files;
}

} // namespace etagere::report
