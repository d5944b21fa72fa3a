// SPDX-License-Identifier: Apache-2.0
#include "core/http/text.h"
#include "core/scenario/json_tree.h"
#include "core/scenario/recorded.h"

#include <algorithm>
#include <array>

namespace etagere::scenario {

namespace {

using http::FieldName;

constexpr std::size_t mostLines = 100; // as readFields() allows
constexpr std::size_t longestValue = 16U << 10U;
constexpr std::size_t longestName = 64;

/// Made by whoever sends the message, or said in another way: the tag and the date are the
/// resource's, and bodies are recorded decoded.
bool isMadeAnew(FieldName name) noexcept {
    constexpr std::array names{
        FieldName::Connection,      FieldName::ContentLength, FieldName::TransferEncoding,
        FieldName::ContentEncoding, FieldName::Date,          FieldName::ETag,
        FieldName::LastModified,    FieldName::ContentType,   FieldName::ContentRange};
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isOfConnection(std::string_view name) noexcept {
    // RFC 9110 §7.6.1; names with a colon are HTTP/2's own, as DevTools records them
    return name.starts_with(':') || http::equalsIgnoringCase(name, "Keep-Alive") ||
           http::equalsIgnoringCase(name, "Proxy-Connection") ||
           http::equalsIgnoringCase(name, "Trailer") || http::equalsIgnoringCase(name, "Upgrade");
}

bool canBeWritten(const http::Field &field) {
    return !field.name.empty() && field.name.size() <= longestName &&
           std::all_of(field.name.begin(), field.name.end(), http::isTokenChar) &&
           field.value.size() <= longestValue && isUtf8(field.value) &&
           std::none_of(field.value.begin(), field.value.end(),
                        [](char c) { return http::isControl(c) && c != '\t'; });
}

/// "sid=8f2; Path=/" becomes "sid=redacted; Path=/".
std::string withoutValue(std::string_view cookie) {
    const std::size_t end = std::min(cookie.find(';'), cookie.size());
    const std::size_t equals = cookie.find('=');
    const std::size_t name = equals < end ? equals : 0;
    return std::string(cookie.substr(0, name))
        .append(name > 0 ? "=redacted" : "redacted")
        .append(cookie.substr(end));
}

void add(std::vector<FieldLine> &lines, const http::Field &field, std::string value) {
    if (lines.size() < mostLines)
        lines.emplace_back(field.name, std::move(value));
}

} // namespace

std::vector<FieldLine> answeredFields(http::Fields fields, bool keepsSecrets) {
    std::vector<FieldLine> lines;
    for (const http::Field &field : fields) {
        if (isMadeAnew(field.known) || isOfConnection(field.name) || !canBeWritten(field))
            continue;
        const bool isSecret = field.known == FieldName::SetCookie && !keepsSecrets;
        add(lines, field, isSecret ? withoutValue(field.value) : std::string(field.value));
    }
    return lines;
}

std::vector<FieldLine> askedFields(http::Fields fields, bool keepsSecrets,
                                   const std::vector<std::string> &varies) {
    std::vector<FieldLine> lines;
    for (const http::Field &field : fields) {
        std::string name(field.name);
        std::transform(name.begin(), name.end(), name.begin(), http::lowered);
        const bool isVaried = std::find(varies.begin(), varies.end(), name) != varies.end();
        const bool isNeeded =
            isVaried || field.known == FieldName::Authorization || field.known == FieldName::Range;
        const bool isBrowsers = field.known == FieldName::Cookie ||
                                field.known == FieldName::AcceptEncoding ||
                                field.known == FieldName::UserAgent;
        if (!isNeeded || isBrowsers || !canBeWritten(field))
            continue;
        const bool isSecret = field.known == FieldName::Authorization && !keepsSecrets;
        add(lines, field, isSecret ? "redacted" : std::string(field.value));
    }
    return lines;
}

} // namespace etagere::scenario
