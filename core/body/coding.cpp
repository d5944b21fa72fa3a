// SPDX-License-Identifier: Apache-2.0
#include "core/body/coding.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace etagere::body {

namespace {

using Decoded = Result<std::string, CodingError>;
using Kind = CodingError::Kind;

constexpr std::size_t stepSize = std::size_t{1} << 15;
constexpr std::size_t maxCodings = 4;
/// A zstd frame may ask for a window of up to 2 GB; HTTP allows 8 MB (RFC 9659 §3).
constexpr int maxWindowLog = 23;

Failure<CodingError> failure(Kind kind, std::size_t offset) {
    return Failure<CodingError>(CodingError{kind, offset});
}

const std::uint8_t *bytePointer(std::string_view bytes) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
    return reinterpret_cast<const std::uint8_t *>(bytes.data());
}

/// What comes out, never more than the limit.
class Output {
public:
    explicit Output(Bytes limit)
        : m_limit(limit.count) {}
    [[nodiscard]] bool append(const std::uint8_t *bytes, std::size_t size) {
        if (size > m_limit - m_text.size())
            return false;
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
        m_text.append(reinterpret_cast<const char *>(bytes), size);
        return true;
    }
    std::string take() { return std::move(m_text); }

private:
    std::string m_text;
    std::uint64_t m_limit;
};

/// zlib's inflate state, released with it.
class Inflater {
public:
    explicit Inflater(int windowBits) { m_ready = inflateInit2(&m_stream, windowBits) == Z_OK; }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;
    ~Inflater() {
        if (m_ready)
            inflateEnd(&m_stream);
    }
    [[nodiscard]] bool ready() const { return m_ready; }
    z_stream &stream() { return m_stream; }

private:
    z_stream m_stream{};
    bool m_ready = false;
};

/// Undoes one zlib stream that begins at `start`; says where it ended.
Result<std::size_t, CodingError> inflateOne(std::string_view bytes, std::size_t start,
                                            int windowBits, Output &output) {
    Inflater inflater(windowBits);
    if (!inflater.ready())
        return failure(Kind::TooLarge, start);
    z_stream &stream = inflater.stream();
    std::array<std::uint8_t, stepSize> step{};
    std::size_t given = start;
    while (true) {
        if (stream.avail_in == 0) {
            const auto chunk =
                std::min<std::size_t>(bytes.size() - given, std::numeric_limits<uInt>::max() / 2);
            // zlib never writes through next_in; it only lacks the const
            stream.next_in = const_cast<Bytef *>(bytePointer(bytes) + given); // NOLINT
            stream.avail_in = static_cast<uInt>(chunk);
            given += chunk;
        }
        stream.next_out = step.data();
        stream.avail_out = static_cast<uInt>(step.size());
        const int status = inflate(&stream, Z_NO_FLUSH);
        const std::size_t consumed = given - stream.avail_in;
        if (!output.append(step.data(), step.size() - stream.avail_out))
            return failure(Kind::TooLarge, consumed);
        if (status == Z_STREAM_END)
            return consumed;
        if (status == Z_BUF_ERROR || (status == Z_OK && stream.avail_in == 0 &&
                                      given == bytes.size() && stream.avail_out != 0))
            return failure(Kind::Truncated, consumed);
        if (status != Z_OK)
            return failure(Kind::Malformed, consumed);
    }
}

bool isGzipMember(std::string_view bytes) {
    return bytes.size() >= 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b';
}

Decoded gunzip(std::string_view bytes, Bytes limit) {
    Output output(limit);
    std::size_t at = 0;
    do {
        const auto end = inflateOne(bytes, at, MAX_WBITS + 16, output);
        if (!end)
            return Failure<CodingError>(end.error());
        at = *end;
    } while (isGzipMember(bytes.substr(at)));
    return output.take();
}

Decoded inflateEither(std::string_view bytes, Bytes limit) {
    Output wrapped(limit);
    const auto zlib = inflateOne(bytes, 0, MAX_WBITS, wrapped);
    if (zlib)
        return wrapped.take();
    if (zlib.error().kind != Kind::Malformed)
        return Failure<CodingError>(zlib.error());
    Output raw(limit);
    const auto plain = inflateOne(bytes, 0, -MAX_WBITS, raw);
    if (plain)
        return raw.take();
    return Failure<CodingError>(plain.error());
}

Decoded unbrotli(std::string_view bytes, Bytes limit) {
    const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
    if (!state)
        return failure(Kind::TooLarge, 0);
    Output output(limit);
    const std::uint8_t *in = bytePointer(bytes);
    std::size_t left = bytes.size();
    while (true) {
        std::size_t room = 0;
        const auto status =
            BrotliDecoderDecompressStream(state.get(), &left, &in, &room, nullptr, nullptr);
        std::size_t ready = 0;
        const std::uint8_t *out = BrotliDecoderTakeOutput(state.get(), &ready);
        if (ready != 0 && !output.append(out, ready))
            return failure(Kind::TooLarge, bytes.size() - left);
        if (status == BROTLI_DECODER_RESULT_SUCCESS)
            return output.take();
        if (status == BROTLI_DECODER_RESULT_ERROR)
            return failure(Kind::Malformed, bytes.size() - left);
        if (status == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
            return failure(Kind::Truncated, bytes.size());
    }
}

Decoded unzstd(std::string_view bytes, Bytes limit) {
    const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                            &ZSTD_freeDStream);
    if (!stream)
        return failure(Kind::TooLarge, 0);
    ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, maxWindowLog);
    Output output(limit);
    std::vector<std::uint8_t> step(ZSTD_DStreamOutSize());
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    while (true) {
        ZSTD_outBuffer out{step.data(), step.size(), 0};
        const std::size_t hint = ZSTD_decompressStream(stream.get(), &out, &in);
        if (ZSTD_isError(hint) != 0)
            return failure(Kind::Malformed, in.pos);
        if (!output.append(step.data(), out.pos))
            return failure(Kind::TooLarge, in.pos);
        if (hint == 0 && in.pos == in.size)
            return output.take();
        if (in.pos == in.size && out.pos < out.size)
            return failure(Kind::Truncated, in.pos);
    }
}

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool equalsIgnoringCase(std::string_view text, std::string_view lower) {
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
    });
}

struct CodingName {
    std::string_view name;
    Coding coding = Coding::Identity;
};
constexpr std::array codingNames{
    CodingName{"", Coding::Identity},       CodingName{"identity", Coding::Identity},
    CodingName{"gzip", Coding::Gzip},       CodingName{"x-gzip", Coding::Gzip},
    CodingName{"deflate", Coding::Deflate}, CodingName{"br", Coding::Brotli},
    CodingName{"zstd", Coding::Zstd}};

} // namespace

std::optional<Coding> codingFrom(std::string_view token) noexcept {
    const std::string_view name = trimmed(token);
    for (const auto &row : codingNames) {
        if (equalsIgnoringCase(name, row.name))
            return row.coding;
    }
    return std::nullopt;
}

Result<std::string, CodingError> decode(Coding coding, std::string_view bytes, Bytes limit) {
    switch (coding) {
    case Coding::Gzip:
        return gunzip(bytes, limit);
    case Coding::Deflate:
        return inflateEither(bytes, limit);
    case Coding::Brotli:
        return unbrotli(bytes, limit);
    case Coding::Zstd:
        return unzstd(bytes, limit);
    case Coding::Identity:
        break;
    }
    if (bytes.size() > limit.count)
        return failure(Kind::TooLarge, 0);
    return std::string(bytes);
}

Result<std::string, CodingError> decodeAll(std::string_view contentEncoding, std::string_view bytes,
                                           Bytes limit) {
    std::vector<Coding> codings;
    std::string_view rest = contentEncoding;
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        const auto coding = codingFrom(rest.substr(0, comma));
        if (!coding)
            return failure(Kind::Unknown, 0);
        if (*coding != Coding::Identity)
            codings.push_back(*coding);
        if (codings.size() > maxCodings)
            return failure(Kind::Unknown, 0);
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    if (codings.empty())
        return decode(Coding::Identity, bytes, limit);
    Decoded text = decode(codings.back(), bytes, limit);
    for (auto coding = codings.rbegin() + 1; text && coding != codings.rend(); ++coding)
        text = decode(*coding, std::string(std::move(*text)), limit);
    return text;
}

} // namespace etagere::body
