// SPDX-License-Identifier: Apache-2.0
#include "core/readers/har_source.h"

#include "core/readers/json_scan.h"
#include "core/readers/json_text.h"

#include <vector>

namespace etagere::readers {

namespace {

using traffic::BodyForm;
using traffic::LoadError;

bool liesIn(std::string_view file, std::uint64_t offset, std::uint64_t length) noexcept {
    return offset <= file.size() && length <= file.size() - offset;
}

/// The longest entry that is given out raw, its body texts aside.
constexpr std::size_t mostRaw = std::size_t{64} << 20U;

/// Whether the string whose inside begins at `begin` is the value of a member named "text", as
/// bodies are.
bool isBodyText(std::string_view file, std::size_t begin) {
    constexpr std::string_view spaces = " \n\r\t";
    const std::size_t colon = file.substr(0, begin - 1).find_last_not_of(spaces);
    if (colon == std::string_view::npos || file[colon] != ':')
        return false;
    const std::size_t nameEnd = file.substr(0, colon).find_last_not_of(spaces);
    return nameEnd != std::string_view::npos && file.substr(0, nameEnd + 1).ends_with("\"text\"");
}

} // namespace

Result<std::string, LoadError> HarSource::loadBody(const traffic::BodyRef &body,
                                                   Bytes limit) const {
    const std::string_view file = m_file.bytes();
    if (!liesIn(file, body.offset, body.length))
        return Failure<LoadError>(LoadError{LoadError::Kind::Malformed, body.offset});
    const std::string_view inside = file.substr(body.offset, body.length);
    std::string bytes;
    if (body.form == BodyForm::JsonText) {
        if (!appendUnescaped(inside, limit.count, bytes))
            return Failure<LoadError>(LoadError{LoadError::Kind::TooLarge, body.offset});
        return bytes;
    }
    if (body.form != BodyForm::JsonBase64)
        return Failure<LoadError>(LoadError{LoadError::Kind::Absent, body.offset});
    std::size_t badAt = 0;
    if (appendBase64(inside, limit.count, bytes, badAt))
        return bytes;
    if (badAt == std::string_view::npos)
        return Failure<LoadError>(LoadError{LoadError::Kind::TooLarge, body.offset});
    return Failure<LoadError>(LoadError{LoadError::Kind::Malformed, body.offset + badAt});
}

Result<std::string, LoadError> HarSource::loadRaw(const traffic::RawRef &raw) const {
    const std::string_view file = m_file.bytes();
    if (!liesIn(file, raw.offset, raw.length) || raw.length == 0)
        return Failure<LoadError>(LoadError{LoadError::Kind::Malformed, raw.offset});
    const std::string_view entry = file.substr(0, raw.offset + raw.length);
    std::vector<LongString> longStrings;
    static_cast<void>(skipContainer(entry, raw.offset, &longStrings));
    std::string text;
    std::size_t at = raw.offset;
    std::size_t left = raw.length;
    for (const LongString &string : longStrings)
        left -= isBodyText(entry, string.begin) ? string.length : 0;
    if (left > mostRaw)
        return Failure<LoadError>(LoadError{LoadError::Kind::TooLarge, raw.offset});
    for (const LongString &string : longStrings) {
        if (!isBodyText(entry, string.begin))
            continue;
        text.append(entry, at, string.begin - at);
        at = string.begin + string.length;
    }
    text.append(entry, at);
    return text;
}

} // namespace etagere::readers
