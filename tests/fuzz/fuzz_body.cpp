// SPDX-License-Identifier: Apache-2.0
// Codings keep to their limit and undo what zlib and zstd make; text codes are undone by their
// decoders. Input: one byte that chooses, the rest are the bytes.
#include "core/body/coding.h"
#include "core/body/digest.h"
#include "core/body/text_code.h"

#include <zlib.h>
#include <zstd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace etagere;
using namespace etagere::body;

namespace {

constexpr std::size_t limit = std::size_t{1} << 16;

void require(bool condition) {
    if (!condition)
        std::abort();
}

void codings(std::string_view bytes) {
    for (const Coding coding :
         {Coding::Identity, Coding::Gzip, Coding::Deflate, Coding::Brotli, Coding::Zstd}) {
        const auto text = decode(coding, bytes, Bytes{limit});
        require(text ? text->size() <= limit : text.error().byteOffset <= bytes.size());
    }
    const auto comma = bytes.find('\n');
    if (comma != std::string_view::npos)
        (void)decodeAll(bytes.substr(0, comma), bytes.substr(comma + 1), Bytes{limit});
}

void codingRoundTrips(std::string_view bytes) {
    std::string zstd(ZSTD_compressBound(bytes.size()), '\0');
    zstd.resize(ZSTD_compress(zstd.data(), zstd.size(), bytes.data(), bytes.size(), 1));
    require(decode(Coding::Zstd, zstd, Bytes{bytes.size()}) == std::string(bytes));
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    std::string zlib(size, '\0');
    compress2(reinterpret_cast<Bytef *>(zlib.data()), &size,
              reinterpret_cast<const Bytef *>(bytes.data()), static_cast<uLong>(bytes.size()), 1);
    zlib.resize(size);
    require(decode(Coding::Deflate, zlib, Bytes{bytes.size()}) == std::string(bytes));
}

void textCodes(std::string_view text) {
    const ByteVector bytes(text.begin(), text.end());
    require(decodeHex(encodeHex(bytes)) == bytes);
    require(decodeBase64(encodeBase64(bytes, Base64::Url, Padding::None)) == bytes);
    require(decodeBase64(encodeBase64(bytes)) == bytes);
    require(decodeBase32(encodeBase32(bytes)) == bytes);
    if (const auto read = decodeBase64(text))
        require(read->size() == encodeHex(*read).size() / 2);
    (void)decodeHex(text);
    (void)decodeBase32(text);
    for (const unsigned base : {10U, 16U, 36U}) {
        const auto number = decodeNumber(text, base);
        if (number)
            require(decodeNumber(encodeNumber(*number, base), base) == number);
    }
}

void digests(std::string_view bytes) {
    for (int i = 0; i < static_cast<int>(Algorithm::Count); ++i) {
        const auto algorithm = static_cast<Algorithm>(i);
        require(digestOf(algorithm, bytes).bytes().size() == digestSize(algorithm));
    }
    require(utf16Length(bytes) <= bytes.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size == 0)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    switch (data[0] % 4) {
    case 0:
        codings(bytes);
        break;
    case 1:
        codingRoundTrips(bytes);
        break;
    case 2:
        textCodes(bytes);
        break;
    default:
        digests(bytes);
    }
    return 0;
}
