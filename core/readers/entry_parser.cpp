// SPDX-License-Identifier: Apache-2.0
#include "core/readers/entry_parser.h"

#include "core/readers/entry_values.h"
#include "core/readers/field_reader.h"
#include "core/readers/har_time.h"
#include "core/readers/json_text.h"

#include <arpa/inet.h>
#include <strings.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <span>
#include <string>

namespace etagere::readers {

using traffic::Repair;
using Kind = EntryValues::Kind;

namespace {

bool isAddress(std::string_view text) {
    if (text.starts_with('[') && text.ends_with(']'))
        text = text.substr(1, text.size() - 2);
    text = text.substr(0, text.find('%')); // an IPv6 zone
    std::array<char, INET6_ADDRSTRLEN> terminated{};
    if (text.size() >= terminated.size())
        return false;
    std::copy(text.begin(), text.end(), terminated.begin());
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return ::inet_pton(AF_INET, terminated.data(), address.data()) == 1 ||
           ::inet_pton(AF_INET6, terminated.data(), address.data()) == 1;
}

} // namespace

class EntryParser::Work {
public:
    Outcome parse(const EntryText &text, EntryDraft &draft);

private:
    struct Row {
        std::string_view name;
        void (Work::*read)(JsonValue);
    };
    using Rows = std::span<const Row>;
    void readRows(Rows rows, std::string_view key, JsonValue value, std::uint32_t &seen);
    void readMembers(Rows rows, JsonValue value);
    void readMessage(MessageDraft &message, Rows rows, JsonValue value);
    void finishBodies();
    [[nodiscard]] Outcome outcome() const;

    void pageRef(JsonValue value) { m_draft->pageRef = m_values.text(value); }
    void started(JsonValue value);
    void duration(JsonValue value);
    void request(JsonValue value);
    void response(JsonValue value);
    void cache(JsonValue value) { readMembers(cacheRows, value); }
    void timings(JsonValue value) { readMembers(timingRows, value); }
    void address(JsonValue value);
    void servedFrom(JsonValue value) { m_draft->cache.servedFrom = m_values.text(value); }
    void fromCache(JsonValue value);
    void fetchType(JsonValue value) { m_draft->cache.fetchType = m_values.text(value); }
    void fromDisk(JsonValue value) { m_draft->cache.fromDiskCache = m_values.isTrue(value); }
    void fromMemory(JsonValue value) { m_draft->cache.fromMemoryCache = m_values.isTrue(value); }
    void bytesIn(JsonValue value) { m_bytesIn = m_values.number(value).value_or(-1); }

    void url(JsonValue value) { m_draft->url = m_values.string(value); }
    void method(JsonValue value) { m_draft->method = m_values.text(value); }
    void status(JsonValue value);
    void version(JsonValue value) { m_message->version = m_values.text(value); }
    void fields(JsonValue value) { m_fields.read(value, m_message->fields); }
    void headersSize(JsonValue value) { m_message->headersSize = m_values.size(value); }
    void bodySize(JsonValue value) { m_message->bodySize = m_values.size(value); }
    void transferSize(JsonValue value) { m_draft->transferSize = m_values.size(value); }
    void content(JsonValue value) { readMembers(contentRows, value); }
    void serviceWorker(JsonValue value) { m_draft->cache.serviceWorker |= m_values.isTrue(value); }

    void bodyText(JsonValue value);
    void encoding(JsonValue value);
    void elsewhere(JsonValue) { m_bodyElsewhere = true; }
    void contentSize(JsonValue value) { m_draft->contentSize = m_values.size(value); }
    void mimeType(JsonValue value);
    void anyTime(JsonValue value);
    void before(JsonValue) { m_draft->cache.beforeRequest = true; }
    void after(JsonValue) { m_draft->cache.afterRequest = true; }

    static const std::array<Row, 14> entryRows;
    static const std::array<Row, 7> requestRows;
    static const std::array<Row, 11> responseRows;
    static const std::array<Row, 6> contentRows;
    static const std::array<Row, 3> timingRows;
    static const std::array<Row, 2> cacheRows;

    simdjson::ondemand::parser m_parser;
    EntryValues m_values;
    FieldReader m_fields{m_values};
    const EntryText *m_text = nullptr;
    EntryDraft *m_draft = nullptr;
    MessageDraft *m_message = nullptr; ///< the one being read
    bool m_bodyElsewhere = false;
    double m_bytesIn = -1;
};

constexpr std::array<EntryParser::Work::Row, 14> EntryParser::Work::entryRows{{
    {"pageref", &Work::pageRef},
    {"startedDateTime", &Work::started},
    {"time", &Work::duration},
    {"request", &Work::request},
    {"response", &Work::response},
    {"cache", &Work::cache},
    {"timings", &Work::timings},
    {"serverIPAddress", &Work::address},
    {"_servedFrom", &Work::servedFrom},
    {"_fromCache", &Work::fromCache},
    {"_fetchType", &Work::fetchType},
    {"_fromDiskCache", &Work::fromDisk},
    {"_fromMemoryCache", &Work::fromMemory},
    {"_bytesIn", &Work::bytesIn},
}};

constexpr std::array<EntryParser::Work::Row, 7> EntryParser::Work::requestRows{{
    {"url", &Work::url},
    {"method", &Work::method},
    {"headers", &Work::fields},
    {"httpVersion", &Work::version},
    {"headersSize", &Work::headersSize},
    {"bodySize", &Work::bodySize},
    {"postData", &Work::content},
}};

constexpr std::array<EntryParser::Work::Row, 11> EntryParser::Work::responseRows{{
    {"status", &Work::status},
    {"headers", &Work::fields},
    {"httpVersion", &Work::version},
    {"headersSize", &Work::headersSize},
    {"bodySize", &Work::bodySize},
    {"content", &Work::content},
    {"_transferSize", &Work::transferSize},
    {"_fetchedViaServiceWorker", &Work::serviceWorker},
    {"_fetchType", &Work::fetchType},
    {"_fromDiskCache", &Work::fromDisk},
    {"_fromMemoryCache", &Work::fromMemory},
}};

constexpr std::array<EntryParser::Work::Row, 6> EntryParser::Work::contentRows{{
    {"size", &Work::contentSize},
    {"mimeType", &Work::mimeType},
    {"text", &Work::bodyText},
    {"encoding", &Work::encoding},
    {"_file", &Work::elsewhere},
    {"_sha1", &Work::elsewhere},
}};

constexpr std::array<EntryParser::Work::Row, 3> EntryParser::Work::timingRows{{
    {"send", &Work::anyTime},
    {"wait", &Work::anyTime},
    {"receive", &Work::anyTime},
}};

constexpr std::array<EntryParser::Work::Row, 2> EntryParser::Work::cacheRows{{
    {"beforeRequest", &Work::before},
    {"afterRequest", &Work::after},
}};

void EntryParser::Work::readRows(Rows rows, std::string_view key, JsonValue value,
                                 std::uint32_t &seen) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        // The first letter settles nearly every row.
        if (rows[i].name.size() != key.size() || rows[i].name[0] != key[0] || rows[i].name != key)
            continue;
        if ((seen >> i & 1U) != 0)
            m_draft->repairs.add(Repair::DuplicateMember);
        seen |= 1U << i;
        return (this->*rows[i].read)(value);
    }
}

void EntryParser::Work::readMembers(Rows rows, JsonValue value) {
    if (m_values.kindOf(value) != Kind::Object)
        return;
    std::uint32_t seen = 0;
    m_values.eachMember(
        value, [&](std::string_view key, JsonValue member) { readRows(rows, key, member, seen); });
}

void EntryParser::Work::readMessage(MessageDraft &message, Rows rows, JsonValue value) {
    message.clear();
    if (m_values.kindOf(value) != Kind::Object)
        return;
    message.present = true;
    m_message = &message;
    readMembers(rows, value);
    if (m_bodyElsewhere && !message.body.present)
        m_draft->repairs.add(Repair::BodyElsewhere);
    m_bodyElsewhere = false;
}

void EntryParser::Work::request(JsonValue value) {
    readMessage(m_draft->request, requestRows, value);
}

void EntryParser::Work::response(JsonValue value) {
    readMessage(m_draft->response, responseRows, value);
}

void EntryParser::Work::started(JsonValue value) {
    const std::string_view text = m_values.text(value);
    const WrittenTime time = readTime(text);
    m_draft->started = time.instant;
    if (!time.instant)
        m_draft->repairs.add(text.empty() || !time.odd ? Repair::MissingStartTime
                                                       : Repair::UnreadableTime);
    else if (time.odd)
        m_draft->repairs.add(Repair::OddTime);
}

void EntryParser::Work::duration(JsonValue value) {
    constexpr double longest = 1e12; // milliseconds; thirty years
    const auto time = m_values.number(value);
    m_draft->duration.reset();
    if (time && *time >= 0 && *time < longest)
        m_draft->duration = Duration(std::llround(*time * 1000));
}

void EntryParser::Work::address(JsonValue value) {
    m_draft->address = m_values.text(value);
    if (!m_draft->address.empty() && !isAddress(m_draft->address))
        m_draft->repairs.add(Repair::InvalidAddress);
}

void EntryParser::Work::fromCache(JsonValue value) {
    const bool isTrue = m_values.isTrue(value);
    m_draft->cache.fromCache = isTrue ? "true" : m_values.string(value).value_or("");
}

void EntryParser::Work::status(JsonValue value) {
    constexpr double most = 999;
    const auto status = m_values.number(value, Repair::OddStatus);
    const bool fits = status && *status >= 0 && *status <= most && std::floor(*status) == *status;
    if (!fits)
        m_draft->repairs.add(Repair::OddStatus);
    m_draft->status = fits ? static_cast<std::uint16_t>(*status) : std::uint16_t{0};
    m_draft->statusStated = true;
}

void EntryParser::Work::bodyText(JsonValue value) {
    const bool base64 = m_message->body.base64;
    m_message->body = m_values.body(value);
    m_message->body.base64 = base64;
}

void EntryParser::Work::encoding(JsonValue value) {
    const std::string_view name = m_values.text(value);
    constexpr std::string_view wanted = "base64";
    m_message->body.base64 =
        name.size() == wanted.size() && ::strncasecmp(name.data(), wanted.data(), name.size()) == 0;
}

void EntryParser::Work::mimeType(JsonValue value) {
    if (m_message == &m_draft->response)
        m_draft->mimeType = m_values.text(value);
}

void EntryParser::Work::anyTime(JsonValue value) {
    if (m_values.kindOf(value) == Kind::Number && m_values.number(value).value_or(0) > 0)
        m_draft->cache.timings = true;
}

void EntryParser::Work::finishBodies() {
    for (const MessageDraft *message : {&m_draft->request, &m_draft->response}) {
        const BodyDraft &body = message->body;
        if (body.present && body.base64 &&
            !looksLikeBase64(m_text->file().substr(body.offset, body.length)))
            m_draft->repairs.add(Repair::BadBase64);
    }
    if (m_draft->transferSize < 0 && m_bytesIn > 0)
        m_draft->transferSize = static_cast<std::int64_t>(m_bytesIn);
}

EntryParser::Outcome EntryParser::Work::outcome() const {
    if (m_values.failed())
        return m_values.tooLarge() ? Outcome::TooLarge : Outcome::BadJson;
    if (!m_draft->request.present)
        return Outcome::NoRequest;
    return m_draft->url ? Outcome::Read : Outcome::NoUrl;
}

EntryParser::Outcome EntryParser::Work::parse(const EntryText &text, EntryDraft &draft) {
    m_draft = &draft;
    m_bytesIn = -1;
    m_bodyElsewhere = false;
    m_text = &text;
    draft.clear();
    m_values.begin(text, draft.repairs);
    constexpr std::size_t fewest = std::size_t{1} << 16U;
    if (text.text().size() > m_parser.capacity()) {
        const std::size_t room = std::max({text.text().size(), 2 * m_parser.capacity(), fewest});
        if (m_parser.allocate(room) != simdjson::SUCCESS)
            return Outcome::TooLarge;
    }
    simdjson::ondemand::document document;
    JsonObject object;
    const simdjson::padded_string_view padded(text.text().data(), text.text().size(),
                                              text.text().size() + EntryText::padding);
    if (m_parser.iterate(padded).get(document) != simdjson::SUCCESS ||
        document.get_object().get(object) != simdjson::SUCCESS)
        return Outcome::BadJson;
    std::uint32_t seen = 0;
    m_values.eachMember(object, [&](std::string_view key, JsonValue value) {
        readRows(entryRows, key, value, seen);
    });
    if (!m_values.failed())
        finishBodies();
    return outcome();
}

EntryParser::EntryParser()
    : m_work(std::make_unique<Work>()) {}
EntryParser::EntryParser(EntryParser &&) noexcept = default;
EntryParser &EntryParser::operator=(EntryParser &&) noexcept = default;
EntryParser::~EntryParser() = default;

EntryParser::Outcome EntryParser::parse(const EntryText &text, EntryDraft &draft) {
    return m_work->parse(text, draft);
}

} // namespace etagere::readers
