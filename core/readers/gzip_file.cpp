// SPDX-License-Identifier: Apache-2.0
#include "core/readers/gzip_file.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <limits>
#include <memory>

namespace etagere::readers {

namespace {

constexpr std::size_t chunk = std::size_t{1} << 18U;

/// zlib's state, ended whichever way it goes.
class Inflater {
public:
    Inflater() {
        constexpr int gzipOnly = 16 + MAX_WBITS;
        m_ready = ::inflateInit2(&m_state, gzipOnly) == Z_OK;
    }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;
    ~Inflater() {
        if (m_ready)
            ::inflateEnd(&m_state);
    }
    [[nodiscard]] bool ready() const noexcept { return m_ready; }

    /// Inflates some of `input`, which is shortened by what was used, to `output`, and returns what
    /// of that was written. `status` is zlib's.
    std::string_view step(std::string_view &input, std::array<char, chunk> &output, int &status) {
        const std::size_t given = std::min<std::size_t>(input.size(), chunk);
        // zlib does not write to its input; its interface is older than const.
        m_state.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(input.data())); // NOLINT
        m_state.avail_in = static_cast<uInt>(given);
        m_state.next_out = reinterpret_cast<Bytef *>(output.data()); // NOLINT
        m_state.avail_out = static_cast<uInt>(output.size());
        status = ::inflate(&m_state, Z_NO_FLUSH);
        input.remove_prefix(given - m_state.avail_in);
        return {output.data(), output.size() - m_state.avail_out};
    }
    void nextMember() { ::inflateReset(&m_state); }

private:
    z_stream m_state{};
    bool m_ready = false;
};

} // namespace

bool looksGzipped(std::string_view bytes) noexcept { return bytes.starts_with("\x1f\x8b\x08"); }

std::uint64_t inflateLimit(std::uint64_t compressedSize) noexcept {
    constexpr std::uint64_t ratio = 100;
    constexpr std::uint64_t least = std::uint64_t{256} << 20U;
    constexpr std::uint64_t most = std::uint64_t{64} << 30U;
    return compressedSize > most / ratio ? most : std::clamp(compressedSize * ratio, least, most);
}

Result<Inflated, FileError> inflateFile(std::string_view gzip, std::uint64_t limit,
                                        const StopToken &stop) {
    auto spill = SpillFile::create();
    if (!spill)
        return Failure<FileError>(spill.error());
    Inflater inflater;
    const auto output = std::make_unique<std::array<char, chunk>>();
    std::uint64_t total = 0;
    bool ended = false;
    bool tooLarge = false;
    bool more = inflater.ready() && !gzip.empty();
    while (more && !tooLarge && !stop.stop_requested()) {
        int status = Z_OK;
        std::string_view got = inflater.step(gzip, *output, status);
        more = !gzip.empty() || got.size() == output->size();
        tooLarge = total + got.size() > limit;
        got = got.substr(
            0, static_cast<std::size_t>(std::min<std::uint64_t>(got.size(), limit - total)));
        total += got.size();
        if (auto written = spill->append(got); !written)
            return Failure<FileError>(written.error());
        ended = status == Z_STREAM_END;
        if (ended && looksGzipped(gzip))
            inflater.nextMember();
        else if (status != Z_OK)
            break;
    }
    if (total == 0 && !ended && !stop.stop_requested())
        return Failure<FileError>(FileError{FileError::Step::Read, EILSEQ, {}});
    auto mapped = std::move(*spill).map();
    if (!mapped)
        return Failure<FileError>(mapped.error());
    return Inflated{std::move(*mapped), ended && !tooLarge, tooLarge, stop.stop_requested()};
}

} // namespace etagere::readers
