// SPDX-License-Identifier: Apache-2.0
#include "core/session/resource_type.h"

#include "core/http/text.h"
#include "core/url/url.h"

#include <array>

namespace etagere::session {

namespace {

struct Row {
    std::string_view text;
    ResourceType type{};
};

using T = ResourceType;

constexpr std::array wholeTypes{
    Row{"text/html", T::Document},
    Row{"application/xhtml+xml", T::Document},
    Row{"application/pdf", T::Document},
    Row{"text/css", T::Style},
    Row{"application/vnd.ms-fontobject", T::Font},
    Row{"application/vnd.apple.mpegurl", T::Media},
    Row{"application/x-mpegurl", T::Media},
    Row{"application/dash+xml", T::Media},
    Row{"application/ogg", T::Media},
    Row{"text/xml", T::Data},
    Row{"text/csv", T::Data},
    Row{"text/event-stream", T::Data},
    Row{"application/xml", T::Data},
    Row{"application/x-ndjson", T::Data},
    Row{"application/x-protobuf", T::Data},
    Row{"application/x-www-form-urlencoded", T::Data},
};
constexpr std::array beginnings{
    Row{"image/", T::Image},           Row{"font/", T::Font},
    Row{"application/font-", T::Font}, Row{"application/x-font-", T::Font},
    Row{"audio/", T::Media},           Row{"video/", T::Media},
    Row{"application/grpc", T::Data},  Row{"application/graphql", T::Data},
};
constexpr std::array endings{
    Row{"/javascript", T::Script}, Row{"/x-javascript", T::Script}, Row{"/ecmascript", T::Script},
    Row{"/wasm", T::Script},       Row{"/json", T::Data},           Row{"+json", T::Data},
    Row{"+xml", T::Data},
};
constexpr std::array extensions{
    Row{"html", T::Document}, Row{"htm", T::Document}, Row{"xhtml", T::Document},
    Row{"pdf", T::Document},  Row{"js", T::Script},    Row{"mjs", T::Script},
    Row{"cjs", T::Script},    Row{"wasm", T::Script},  Row{"css", T::Style},
    Row{"png", T::Image},     Row{"jpg", T::Image},    Row{"jpeg", T::Image},
    Row{"gif", T::Image},     Row{"webp", T::Image},   Row{"avif", T::Image},
    Row{"svg", T::Image},     Row{"ico", T::Image},    Row{"bmp", T::Image},
    Row{"woff", T::Font},     Row{"woff2", T::Font},   Row{"ttf", T::Font},
    Row{"otf", T::Font},      Row{"eot", T::Font},     Row{"mp4", T::Media},
    Row{"webm", T::Media},    Row{"mp3", T::Media},    Row{"ogg", T::Media},
    Row{"m4a", T::Media},     Row{"m4s", T::Media},    Row{"m3u8", T::Media},
    Row{"mpd", T::Media},     Row{"ts", T::Media},     Row{"wav", T::Media},
    Row{"json", T::Data},     Row{"map", T::Data},     Row{"xml", T::Data},
    Row{"csv", T::Data},      Row{"txt", T::Data},     Row{"webmanifest", T::Data},
};
constexpr std::array<std::string_view, static_cast<std::size_t>(T::Count)> names{
    "document", "script", "style", "image", "font", "media", "data", "other"};

bool beginsWith(std::string_view text, std::string_view part) noexcept {
    return text.size() >= part.size() &&
           http::equalsIgnoringCase(text.substr(0, part.size()), part);
}
bool endsWith(std::string_view text, std::string_view part) noexcept {
    return text.size() >= part.size() &&
           http::equalsIgnoringCase(text.substr(text.size() - part.size()), part);
}

template <std::size_t Size, class Fits>
std::optional<T> findIn(const std::array<Row, Size> &table, const Fits &fits) noexcept {
    for (const Row &row : table) {
        if (fits(row.text))
            return row.type;
    }
    return std::nullopt;
}

std::string_view withoutParameters(std::string_view mime) noexcept {
    return http::trimmed(mime.substr(0, mime.find(';')));
}

std::optional<T> typeOfPath(std::string_view url) noexcept {
    const std::string_view path = url::parseUrl(url).path;
    const std::string_view file = path.substr(path.rfind('/') + 1);
    const std::size_t dot = file.rfind('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    const std::string_view extension = file.substr(dot + 1);
    return findIn(extensions, [extension](std::string_view text) {
        return http::equalsIgnoringCase(text, extension);
    });
}

} // namespace

std::string_view nameOf(ResourceType type) noexcept {
    return names[static_cast<std::size_t>(type)];
}

std::string_view mimeOf(const traffic::Exchange &exchange) noexcept {
    return exchange.mimeType.empty()
               ? http::valueOf(exchange.responseFields, http::FieldName::ContentType)
               : exchange.mimeType;
}

std::optional<ResourceType> typeOfMime(std::string_view mime) noexcept {
    const std::string_view type = withoutParameters(mime);
    auto found = findIn(
        wholeTypes, [type](std::string_view text) { return http::equalsIgnoringCase(text, type); });
    if (!found)
        found =
            findIn(beginnings, [type](std::string_view text) { return beginsWith(type, text); });
    if (!found)
        found = findIn(endings, [type](std::string_view text) { return endsWith(type, text); });
    return found;
}

ResourceType typeOf(const traffic::Exchange &exchange, std::string_view url) noexcept {
    const std::string_view mime = mimeOf(exchange);
    if (const auto type = typeOfMime(mime))
        return *type;
    if (const auto type = typeOfPath(url))
        return *type;
    return http::equalsIgnoringCase(withoutParameters(mime), "text/plain") ? T::Data : T::Other;
}

std::int64_t sizeOf(const traffic::Exchange &exchange) noexcept {
    if (exchange.contentBytes >= 0)
        return exchange.contentBytes;
    return exchange.bodyBytes >= 0 ? exchange.bodyBytes : -1;
}

} // namespace etagere::session
