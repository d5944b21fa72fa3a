// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/same_tag.h"

#include "core/body/coding.h"
#include "core/body/text_diff.h"
#include "core/http/content_type.h"
#include "core/http/text.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace etagere::analysis {

namespace {

using http::FieldName;

constexpr Bytes decodedLimit{std::uint64_t{16} << 20U};

bool isHtml(const http::ContentType &type) noexcept {
    return type.is("text/html") || type.is("application/xhtml+xml");
}

/// Types whose text is their meaning, HTML aside.
bool isPlain(const http::ContentType &type) noexcept {
    constexpr std::array types{"text/plain", "text/csv", "text/markdown", "application/json"};
    return std::any_of(types.begin(), types.end(),
                       [&type](const char *each) { return type.is(each); }) ||
           type.subtype.ends_with("+json");
}

void readText(SeenContent &seen, const http::ContentType &type, std::string_view bytes,
              const body::TextLimits &limits) {
    seen.meansItsText = isHtml(type) || isPlain(type);
    if (!isHtml(type)) {
        if (http::isTextual(type))
            seen.text = body::evenText(bytes, limits);
        return;
    }
    if (auto text = body::visibleText(bytes, limits))
        seen.text = std::move(*text);
}

std::optional<http::ETagView> tagOf(http::Fields fields) {
    return http::parseETag(http::valueOf(fields, FieldName::ETag)).tag;
}

} // namespace

SeenContent seenContentOf(http::Fields responseFields, std::string_view body,
                          const body::TextLimits &limits) {
    SeenContent seen;
    const std::string_view coding = http::valueOf(responseFields, FieldName::ContentEncoding);
    auto decoded = coding.empty() ? Result<std::string, body::CodingError>(std::string())
                                  : body::decodeAll(coding, body, decodedLimit);
    seen.decoded = decoded.has_value();
    const std::string_view bytes =
        seen.decoded && !coding.empty() ? std::string_view(*decoded) : body;
    seen.digest = body::digestOf(body::Algorithm::Sha256, bytes);
    const auto type = http::parseContentType(http::valueOf(responseFields, FieldName::ContentType));
    if (seen.decoded)
        readText(seen, type, bytes, limits);
    return seen;
}

SameTag compareUnder(http::Strength validator, const SeenContent &before, const SeenContent &now) {
    if (before.digest == now.digest)
        return SameTag::Confirmed;
    if (!before.decoded || !now.decoded)
        return SameTag::Unknown;
    if (validator == http::Strength::Strong)
        return SameTag::Stale;
    const bool readable = before.text && now.text && before.meansItsText && now.meansItsText;
    if (!readable)
        return SameTag::Unknown;
    const body::TextDiff diff = body::diffTexts(before.text->text, now.text->text);
    if (!diff.empty())
        return diff.onlyNumbers ? SameTag::OnlyNumbers : SameTag::Stale;
    return before.text->cut || now.text->cut ? SameTag::Unknown : SameTag::SameMeaning;
}

std::optional<http::Strength> sharedValidator(http::Fields before, http::Fields now) {
    const auto ours = tagOf(before);
    const auto theirs = tagOf(now);
    if (ours && theirs) {
        if (!http::equalsWeakly(*ours, *theirs))
            return std::nullopt;
        return http::equalsStrongly(*ours, *theirs) ? http::Strength::Strong : http::Strength::Weak;
    }
    const std::string_view modified = http::trimmed(http::valueOf(before, FieldName::LastModified));
    const bool same = !ours && !theirs && !modified.empty() &&
                      modified == http::trimmed(http::valueOf(now, FieldName::LastModified));
    return same ? std::optional(http::Strength::Weak) : std::nullopt;
}

} // namespace etagere::analysis
