// SPDX-License-Identifier: Apache-2.0
#include "core/readers/trace_file.h"

#include "core/readers/gzip_file.h"

#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string>
#include <utility>

namespace etagere::readers {

namespace {

bool looksLikeZstd(std::string_view bytes) noexcept {
    return bytes.starts_with("\x28\xB5\x2F\xFD");
}

Result<MappedFile, FileError> open(const std::filesystem::path &path) {
    return path == "-" ? MappedFile::fromStream(STDIN_FILENO, path) : MappedFile::open(path);
}

struct StreamDeleter {
    void operator()(ZSTD_DStream *stream) const noexcept { ::ZSTD_freeDStream(stream); }
};

/// Unpacks all frames of a zstd file into a temporary one.
class ZstdFile {
public:
    explicit ZstdFile(std::string_view bytes)
        : m_bytes(bytes)
        , m_limit(inflateLimit(bytes.size()))
        , m_stream(::ZSTD_createDStream())
        , m_output(::ZSTD_DStreamOutSize(), '\0') {}

    Result<TraceFile, FileError> unpack(const StopToken &stop, const Progress &progress);

private:
    enum class Step { More, Ended, Damaged, TooLarge };
    Result<Step, FileError> step(SpillFile &spill, ZSTD_inBuffer &input);
    std::string_view m_bytes;
    std::uint64_t m_limit;
    std::unique_ptr<ZSTD_DStream, StreamDeleter> m_stream;
    std::string m_output;
    std::uint64_t m_written = 0;
    bool m_frameOpen = false;
};

Result<ZstdFile::Step, FileError> ZstdFile::step(SpillFile &spill, ZSTD_inBuffer &input) {
    ZSTD_outBuffer output{m_output.data(), m_output.size(), 0};
    const std::size_t left = ::ZSTD_decompressStream(m_stream.get(), &output, &input);
    if (::ZSTD_isError(left) != 0)
        return Step::Damaged;
    if (m_written + output.pos > m_limit)
        return Step::TooLarge;
    if (auto written = spill.append(std::string_view(m_output).substr(0, output.pos)); !written)
        return Failure<FileError>(written.error());
    m_written += output.pos;
    m_frameOpen = left != 0;
    const bool drained = input.pos == input.size && output.pos < output.size;
    return drained ? Step::Ended : Step::More;
}

Result<TraceFile, FileError> ZstdFile::unpack(const StopToken &stop, const Progress &progress) {
    auto spill = SpillFile::create();
    if (!spill)
        return Failure<FileError>(spill.error());
    ZSTD_inBuffer input{m_bytes.data(), m_bytes.size(), 0};
    Step reached = Step::More;
    while (reached == Step::More && !stop.stop_requested()) {
        const auto stepped = step(*spill, input);
        if (!stepped)
            return Failure<FileError>(stepped.error());
        reached = *stepped;
        progress.report(input.pos, input.size);
    }
    if (m_written == 0 && reached != Step::Ended && !stop.stop_requested())
        return Failure<FileError>(FileError{FileError::Step::Read, EILSEQ, {}});
    auto mapped = std::move(*spill).map();
    if (!mapped)
        return Failure<FileError>(mapped.error());
    return TraceFile{std::move(*mapped), reached == Step::Ended && !m_frameOpen,
                     reached == Step::TooLarge, stop.stop_requested()};
}

Result<TraceFile, FileError> unpack(std::string_view bytes, const StopToken &stop,
                                    const Progress &progress) {
    if (looksLikeZstd(bytes))
        return ZstdFile(bytes).unpack(stop, progress);
    auto inflated = inflateFile(bytes, inflateLimit(bytes.size()), stop);
    if (!inflated)
        return Failure<FileError>(inflated.error());
    return TraceFile{std::move(inflated->file), inflated->whole, inflated->tooLarge,
                     inflated->stopped};
}

} // namespace

Result<TraceFile, FileError> openTraceFile(const std::filesystem::path &path, const StopToken &stop,
                                           const Progress &progress) {
    auto file = open(path);
    if (!file)
        return Failure<FileError>(file.error());
    if (!looksLikeZstd(file->bytes()) && !looksGzipped(file->bytes()))
        return TraceFile{std::move(*file)};
    auto unpacked = unpack(file->bytes(), stop, progress);
    if (!unpacked) {
        FileError error = unpacked.error();
        error.path = path;
        return Failure<FileError>(error);
    }
    return unpacked;
}

} // namespace etagere::readers
