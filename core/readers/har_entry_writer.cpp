// SPDX-License-Identifier: Apache-2.0
#include "core/readers/har_entry_writer.h"

#include "core/http/cookie.h"
#include "core/http/set_cookie.h"
#include "core/readers/har_entry.h"
#include "core/readers/json_text.h"
#include "core/url/query.h"
#include "core/url/url.h"

#include <algorithm>
#include <array>
#include <string>

namespace etagere::readers {

namespace {

using http::FieldName;
using Name = std::string_view;

constexpr std::array entryMembers{Name("pageref"), Name("startedDateTime"), Name("time"),
                                  Name("request"), Name("response"),        Name("cache"),
                                  Name("timings"), Name("serverIPAddress"), Name("_servedFrom")};
constexpr std::array requestMembers{Name("method"),      Name("url"),      Name("httpVersion"),
                                    Name("cookies"),     Name("headers"),  Name("queryString"),
                                    Name("headersSize"), Name("bodySize"), Name("postData")};
constexpr std::array responseMembers{Name("status"),       Name("statusText"),  Name("httpVersion"),
                                     Name("cookies"),      Name("headers"),     Name("content"),
                                     Name("redirectURL"),  Name("headersSize"), Name("bodySize"),
                                     Name("_transferSize")};
constexpr std::array contentMembers{Name("size"), Name("mimeType"), Name("text"), Name("encoding")};
constexpr std::array postMembers{Name("mimeType"), Name("text"), Name("encoding")};

} // namespace

void HarEntryWriter::write(const traffic::Exchange &exchange, std::string_view pageId) {
    std::string text;
    if (m_filter.keepsUnmodelled()) {
        if (auto loaded = m_traffic.loadRaw(exchange.raw))
            text = std::move(*loaded);
    }
    const RawMembers raw(text);
    m_out.beginObject();
    m_out.member("pageref", pageId);
    m_out.instant("startedDateTime", exchange.started.value_or(Instant{}));
    if (exchange.duration)
        m_out.milliseconds("time", *exchange.duration);
    else
        m_out.member("time", std::int64_t{-1});
    writeRequest(exchange, RawMembers(raw.find("request")));
    writeResponse(exchange, RawMembers(raw.find("response")));
    writeCache(exchange);
    writeTimings(exchange, raw);
    if (!exchange.serverAddress.empty())
        m_out.member("serverIPAddress", m_filter.address(exchange.serverAddress));
    if (const std::string_view kind = nameOf(exchange.servedFrom); !kind.empty())
        m_out.member("_servedFrom", kind);
    copyOthers(raw, entryMembers);
    m_out.endObject();
}

void HarEntryWriter::copyOthers(const RawMembers &raw, Names modelled) {
    for (const RawMembers::Member &member : raw.all()) {
        if (std::find(modelled.begin(), modelled.end(), member.name) == modelled.end())
            m_out.copied(member.name, member.value);
    }
}

void HarEntryWriter::copyOr(const RawMembers &raw, std::string_view name,
                            std::string_view otherwise) {
    const std::string_view value = raw.find(name);
    if (!value.starts_with('"') || !m_out.copied(name, value))
        m_out.member(name, otherwise);
}

void HarEntryWriter::copyOr(const RawMembers &raw, std::string_view name, std::int64_t otherwise) {
    const std::string_view value = raw.find(name);
    const bool isNumber =
        !value.empty() && (value[0] == '-' || (value[0] >= '0' && value[0] <= '9'));
    if (!isNumber || !m_out.copied(name, value))
        m_out.member(name, otherwise);
}

void HarEntryWriter::writeRequest(const traffic::Exchange &exchange, const RawMembers &raw) {
    const std::string url = m_filter.url(m_traffic.urlText(exchange.url));
    m_out.beginObject("request");
    m_out.member("method", exchange.method);
    m_out.member("url", url);
    m_out.member("httpVersion", exchange.requestVersion);
    writeCookies(exchange.requestFields, FieldName::Cookie, raw);
    writeFields(exchange.requestFields);
    writeQuery(url);
    if (exchange.requestBody.form != traffic::BodyForm::Absent || !raw.find("postData").empty())
        writePostData(exchange, RawMembers(raw.find("postData")));
    copyOr(raw, "headersSize", std::int64_t{-1});
    copyOr(raw, "bodySize", std::int64_t{-1});
    copyOthers(raw, requestMembers);
    m_out.endObject();
}

void HarEntryWriter::writePostData(const traffic::Exchange &exchange, const RawMembers &raw) {
    m_out.beginObject("postData");
    copyOr(raw, "mimeType", http::valueOf(exchange.requestFields, FieldName::ContentType));
    writeBody(exchange.requestBody);
    copyOthers(raw, postMembers);
    m_out.endObject();
}

void HarEntryWriter::writeResponse(const traffic::Exchange &exchange, const RawMembers &raw) {
    const std::string_view location = http::valueOf(exchange.responseFields, FieldName::Location);
    m_out.beginObject("response");
    m_out.member("status", std::int64_t{exchange.status});
    copyOr(raw, "statusText", "");
    m_out.member("httpVersion", exchange.responseVersion);
    writeCookies(exchange.responseFields, FieldName::SetCookie, raw);
    writeFields(exchange.responseFields);
    writeContent(exchange, RawMembers(raw.find("content")));
    copyOr(raw, "redirectURL", m_filter.url(location));
    copyOr(raw, "headersSize", std::int64_t{-1});
    m_out.member("bodySize", exchange.bodyBytes);
    if (exchange.transferredBytes >= 0)
        m_out.member("_transferSize", exchange.transferredBytes);
    copyOthers(raw, responseMembers);
    m_out.endObject();
}

void HarEntryWriter::writeContent(const traffic::Exchange &exchange, const RawMembers &raw) {
    m_out.beginObject("content");
    m_out.member("size", exchange.contentBytes);
    m_out.member("mimeType", exchange.mimeType);
    writeBody(exchange.responseBody);
    copyOthers(raw, contentMembers);
    m_out.endObject();
}

void HarEntryWriter::writeBody(const traffic::BodyRef &body) {
    if (body.form == traffic::BodyForm::Absent || !m_filter.keepsBodies())
        return;
    constexpr Bytes most{std::uint64_t{1} << 30U};
    const auto bytes = m_traffic.loadBody(body, most);
    if (!bytes) {
        ++m_bodiesLost;
        return;
    }
    if (body.form != traffic::BodyForm::JsonBase64 && isUtf8(*bytes))
        return m_out.member("text", *bytes);
    std::string base64;
    appendAsBase64(*bytes, base64);
    m_out.member("text", base64);
    m_out.member("encoding", "base64");
}

void HarEntryWriter::writeFields(http::Fields fields) {
    m_out.beginArray("headers");
    for (const http::Field &field : fields) {
        const auto value = m_filter.valueOf(field);
        if (!value)
            continue;
        m_out.beginObject();
        m_out.member("name", field.name);
        m_out.member("value", *value);
        m_out.endObject();
    }
    m_out.endArray();
}

void HarEntryWriter::writeCookies(http::Fields fields, FieldName name, const RawMembers &raw) {
    if (m_filter.keepsCookies() && raw.find("cookies").starts_with('[') &&
        m_out.copied("cookies", raw.find("cookies")))
        return;
    m_out.beginArray("cookies");
    for (const http::Field &field : fields) {
        if (field.known != name || !m_filter.keepsCookies())
            continue;
        auto pairs = http::parseCookie(field.value);
        if (name == FieldName::SetCookie) {
            const http::SetCookie cookie = http::parseSetCookie(field.value);
            pairs = {{cookie.name, cookie.value}};
        }
        for (const http::CookiePair &pair : pairs) {
            m_out.beginObject();
            m_out.member("name", pair.name);
            m_out.member("value", pair.value);
            m_out.endObject();
        }
    }
    m_out.endArray();
}

void HarEntryWriter::writeQuery(std::string_view url) {
    m_out.beginArray("queryString");
    for (const url::QueryParameter &parameter : url::parseQuery(url::parseUrl(url).query)) {
        m_out.beginObject();
        m_out.member("name", parameter.name);
        m_out.member("value", parameter.value);
        m_out.endObject();
    }
    m_out.endArray();
}

void HarEntryWriter::writeCache(const traffic::Exchange &exchange) {
    const HeldTags::Around around = m_held.around(exchange);
    m_out.beginObject("cache");
    if (around.before || around.after) {
        writeHeld("beforeRequest", around.before);
        writeHeld("afterRequest", around.after);
    }
    m_out.endObject();
}

void HarEntryWriter::writeHeld(std::string_view name, const std::optional<HeldTag> &held) {
    if (!held)
        return m_out.null(name);
    m_out.beginObject(name);
    if (held->expires)
        m_out.instant("expires", *held->expires);
    m_out.instant("lastAccess", held->lastAccess.value_or(Instant{}));
    m_out.member("eTag", m_filter.tag(held->tag));
    m_out.member("hitCount", std::int64_t{held->hitCount});
    m_out.endObject();
}

void HarEntryWriter::writeTimings(const traffic::Exchange &exchange, const RawMembers &raw) {
    const std::string_view timings = raw.find("timings");
    if (timings.starts_with('{') && m_out.copied("timings", timings))
        return;
    m_out.beginObject("timings");
    m_out.member("send", std::int64_t{0});
    m_out.milliseconds("wait", exchange.duration.value_or(Duration{0}));
    m_out.member("receive", std::int64_t{0});
    m_out.endObject();
}

} // namespace etagere::readers
