// SPDX-License-Identifier: Apache-2.0
#include "core/readers/json_scan.h"

#include "core/readers/container_walk.h"
#include "core/readers/json_blocks.h"
#include "core/readers/json_scan_wide.h"

#include <algorithm>
#include <array>

namespace etagere::readers {

namespace {

struct BaselineBlocks {
    static BlockMasks read(const char *at) noexcept { return readBlock(at); }
    static BlockMasks readString(const char *at) noexcept { return readStringBlock(at); }
};

constexpr bool isSpace(char c) noexcept { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

} // namespace

ValueEnd skipContainerPlainly(std::string_view text, std::size_t begin,
                              std::vector<LongString> *longStrings) {
    return ContainerWalk<BaselineBlocks>(text, begin, longStrings).run();
}

ValueEnd skipContainer(std::string_view text, std::size_t begin,
                       std::vector<LongString> *longStrings) {
    if (longStrings != nullptr)
        longStrings->clear();
    static const bool wide = canSkipWide();
    return wide ? skipContainerWide(text, begin, longStrings)
                : skipContainerPlainly(text, begin, longStrings);
}

ValueEnd skipString(std::string_view text, std::size_t begin) noexcept {
    std::size_t at = begin + 1;
    while (at < text.size()) {
        while (at + blockSize <= text.size() && !endsRun(text.data() + at))
            at += blockSize;
        const std::size_t stop = std::min(at + blockSize, text.size());
        for (; at < stop; ++at) {
            if (text[at] == '"')
                return {at + 1, true};
            if (text[at] == '\\')
                ++at;
        }
    }
    return {text.size(), false};
}

ValueEnd skipScalar(std::string_view text, std::size_t begin) noexcept {
    const std::size_t end = text.find_first_of(" \n\r\t,:\"{}[]", begin);
    return {end == std::string_view::npos ? text.size() : end, true};
}

ValueEnd skipValue(std::string_view text, std::size_t begin) {
    switch (text[begin]) {
    case '{':
    case '[':
        return skipContainer(text, begin);
    case '"':
        return skipString(text, begin);
    default:
        return skipScalar(text, begin);
    }
}

std::size_t skipSpace(std::string_view text, std::size_t at) noexcept {
    while (at < text.size() && isSpace(text[at]))
        ++at;
    return at;
}

} // namespace etagere::readers
