// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/traffic.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::traffic::test {

using namespace std::string_literals;
using namespace std::string_view_literals;

inline constexpr Bytes noLimit{std::uint64_t{1} << 30U};

/// Gives the texts it was made of, by their numbers; anything else is malformed.
class ListSource final : public Source {
public:
    explicit ListSource(std::vector<std::string> texts)
        : m_texts(std::move(texts)) {}
    [[nodiscard]] Result<std::string, LoadError> loadBody(const BodyRef &body,
                                                          Bytes limit) const override {
        if (body.offset >= m_texts.size())
            return Failure<LoadError>(LoadError{LoadError::Kind::Malformed, body.offset});
        if (m_texts[body.offset].size() > limit.count)
            return Failure<LoadError>(LoadError{LoadError::Kind::TooLarge, body.offset});
        return m_texts[body.offset];
    }
    [[nodiscard]] Result<std::string, LoadError> loadRaw(const RawRef &raw) const override {
        return loadBody({raw.source, BodyForm::Blob, false, raw.offset, raw.length}, noLimit);
    }

private:
    std::vector<std::string> m_texts;
};

inline std::string number(std::int64_t value) { return std::to_string(value); }
inline std::string number(const std::optional<Instant> &time) {
    return time ? number(time->time_since_epoch().count()) : "none";
}
template <class Tag>
std::string number(Id<Tag> id) {
    return id.isValid() ? std::to_string(id.index()) : "none";
}
inline std::string printable(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        constexpr std::string_view digits = "0123456789abcdef";
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f)
            out += c;
        else
            (out += '\\').append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    }
    return out + "'";
}

inline std::string dump(const Traffic &traffic, const BodyRef &body) {
    if (body.form == BodyForm::Absent)
        return "absent";
    const auto bytes = traffic.loadBody(body, noLimit);
    return number(body.source) + (body.truncated ? " cut " : " whole ") +
           (bytes ? std::to_string(bytes->size()) + printable(bytes->substr(0, 200)) : "lost");
}

inline std::string dump(http::Fields fields) {
    std::string out;
    for (const http::Field &field : fields)
        out += "    " + printable(field.name) + '=' + printable(field.value) + ' ' +
               number(static_cast<std::int64_t>(field.known)) + '\n';
    return out;
}

inline std::string dump(const Traffic &traffic, const Exchange &x) {
    const auto raw = traffic.loadRaw(x.raw);
    std::string out = "exchange " + number(x.id) + " visit " + number(x.visit) + " url " +
                      number(x.url) + ' ' + printable(traffic.urlText(x.url)) + ' ' +
                      printable(x.method) + printable(x.requestVersion) +
                      printable(x.responseVersion) + printable(x.mimeType) +
                      printable(x.serverAddress) + ' ' + number(x.started) + ' ' +
                      (x.duration ? number(x.duration->count()) : "none");
    for (const std::int64_t value :
         {std::int64_t{x.status}, static_cast<std::int64_t>(x.servedFrom),
          std::int64_t{x.indexInSource}, x.transferredBytes, x.contentBytes, x.bodyBytes})
        out += ' ' + number(value);
    out += "\n  request " + dump(traffic, x.requestBody) + '\n' + dump(x.requestFields);
    out += "  response " + dump(traffic, x.responseBody) + '\n' + dump(x.responseFields);
    return out + "  raw " + number(x.raw.source) + ' ' + (raw ? printable(*raw) : "none") + '\n';
}

/// Everything a Traffic says, and what its sources give, as text.
inline std::string dump(const Traffic &traffic) {
    std::string out;
    for (std::uint32_t i = 0; i < traffic.sourceCount(); ++i) {
        const SourceInfo &s = traffic.sourceInfo(SourceId(i));
        out += "source " + printable(s.name) + printable(s.creator) + printable(s.creatorVersion) +
               printable(s.browser) + (s.freshProfiles ? " fresh\n" : "\n");
    }
    for (std::uint32_t i = 0; i < traffic.visitorCount(); ++i)
        out += "visitor " + printable(traffic.visitor(VisitorId(i)).name) + '\n';
    for (std::uint32_t i = 0; i < traffic.visitCount(); ++i) {
        const Visit &v = traffic.visit(VisitId(i));
        out += "visit " + number(v.visitor) + ' ' + number(v.source) + ' ' + printable(v.pageId) +
               printable(v.title) + ' ' + number(v.started) + '\n';
    }
    for (std::uint32_t i = 0; i < traffic.urlCount(); ++i)
        out += "url " + printable(traffic.urlText(UrlId(i))) + '\n';
    for (std::uint32_t i = 0; i < traffic.exchangeCount(); ++i)
        out += dump(traffic, traffic.exchange(ExchangeId(i)));
    return out;
}

inline http::Field field(std::string_view name, std::string_view value) {
    return {name, value, http::fieldNameFrom(name)};
}

inline Instant at(std::int64_t microseconds) { return Instant(Instant::duration(microseconds)); }

/// A Traffic in which every member has an ordinary and an odd value.
inline Traffic oddTraffic() {
    Traffic traffic;
    const std::string large(300000, 'z');
    const auto bytes = std::make_shared<ListSource>(std::vector<std::string>{
        "", "the same body", "the same body", "\0\xff\xfe"s, large, "{\"raw\":\"\\u00e9\"}"});
    const SourceId file =
        traffic.addSource({"a b.har"sv, "WebInspector"sv, "537.36"sv, ""sv, true}, bytes);
    const SourceId none =
        traffic.addSource({"\0\xff"sv, ""sv, ""sv, "Firefox 115"sv, false}, nullptr);
    const VisitorId alice = traffic.visitor("alice");
    const VisitorId nobody = traffic.visitor("");
    const VisitId first =
        traffic.addVisit({alice, file, "page_1"sv, "\xc3\x89tag\xe8re"sv, at(-62135596800000000)});
    const VisitId second = traffic.addVisit({nobody, none, ""sv, ""sv, std::nullopt});
    traffic.addVisit({alice, SourceId{}, "not used"sv, ""sv, at(0)});
    traffic.internUrl("https://unused.example/");

    const std::vector<http::Field> request{field("Host", "example.org"), field("", ""),
                                           field("x-\0nul"sv, "\xff\0"sv)};
    const std::vector<http::Field> response{field("etag", "\"a\""), field("ETag", "W/\"b\""),
                                            field("Last-Modified", ""),
                                            field("X-Same", "example.org")};
    Exchange x;
    x.visit = first;
    x.url = traffic.internUrl("https://example.org/?q=\xff\0#x"sv);
    x.method = "GET";
    x.requestVersion = "HTTP/1.1";
    x.responseVersion = "h2";
    x.mimeType = "text/html; charset=utf-8";
    x.serverAddress = "[::1]";
    x.started = at(1700000000123456);
    x.duration = Duration(-5);
    x.status = 65535;
    x.servedFrom = ServedFrom::CacheInferred;
    x.indexInSource = 0xffff'ffff;
    x.transferredBytes = -7;
    x.contentBytes = 1;
    x.bodyBytes = 0;
    x.requestFields = request;
    x.responseFields = response;
    x.requestBody = {file, BodyForm::JsonBase64, true, 3, 3};
    x.responseBody = {file, BodyForm::JsonText, false, 1, 13};
    x.raw = {file, 5, 16};
    traffic.append(x);
    x.requestBody = {file, BodyForm::JsonText, false, 0, 0};     // empty, which is not absent
    x.responseBody = {file, BodyForm::JsonBase64, false, 2, 13}; // equal to another
    x.raw = {file, 4, large.size()};
    traffic.append(x);
    x.requestBody = {file, BodyForm::JsonText, false, 99, 5}; // its source cannot give it
    x.responseBody = {file, BodyForm::Blob, true, 4, large.size()};
    x.raw = {file, 99, 5};
    traffic.append(x);
    Exchange empty;
    empty.visit = second;
    empty.url = traffic.internUrl("");
    traffic.append(empty);
    return traffic;
}

} // namespace etagere::traffic::test
