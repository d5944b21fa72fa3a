// SPDX-License-Identifier: Apache-2.0
#include "core/live/capture.h"

#include "core/http/field.h"

#include <string>
#include <vector>

namespace etagere::live {

namespace {

std::vector<http::Field> fieldsOf(const std::vector<FieldLine> &lines) {
    std::vector<http::Field> fields;
    fields.reserve(lines.size());
    for (const FieldLine &line : lines)
        fields.push_back({line.name, line.value, http::fieldNameFrom(line.name)});
    return fields;
}

std::size_t bytesOf(const LiveExchange &exchange) {
    std::size_t bytes = sizeof(traffic::Exchange) + exchange.url.size();
    for (const auto *lines : {&exchange.requestFields, &exchange.responseFields}) {
        for (const FieldLine &line : *lines)
            bytes += sizeof(http::Field) + line.name.size() + line.value.size();
    }
    return bytes;
}

/// DevTools writes in lower case what HARs write as on the wire.
std::string_view versionOf(std::string_view protocol) {
    if (protocol == "http/1.1")
        return "HTTP/1.1";
    return protocol == "http/1.0" ? "HTTP/1.0" : protocol;
}

} // namespace

Capture::Capture(const EngineInfo &browser, std::string_view name, std::size_t mostBytes)
    : m_bodies(traffic::BodySpill::create())
    , m_mostBytes(mostBytes) {
    traffic::SourceInfo source;
    source.name = name;
    source.creator = "etagere";
    source.browser = browser.product;
    m_source = m_traffic.addSource(source, m_bodies);
}

traffic::VisitId Capture::beginVisit(std::string_view visitor, std::string_view url,
                                     Instant started, std::string_view idPrefix) {
    traffic::Visit visit;
    visit.visitor = m_traffic.visitor(visitor);
    visit.source = m_source;
    const std::string pageId = std::string(idPrefix) + std::to_string(m_traffic.visitCount() + 1);
    visit.pageId = pageId;
    visit.title = url;
    visit.started = started;
    return m_traffic.addVisit(visit);
}

traffic::BodyRef Capture::keep(std::string_view body, bool isCut) {
    traffic::BodySpill::Blob blob;
    if (!m_bodies || !m_bodies->append(blob, body))
        return {};
    return {m_source, traffic::BodyForm::Blob, isCut, m_bodies->keep(blob), body.size()};
}

bool Capture::record(traffic::VisitId visit, const LiveExchange &exchange) {
    m_bytes += bytesOf(exchange);
    if (m_bytes > m_mostBytes)
        return false;
    const std::vector<http::Field> asked = fieldsOf(exchange.requestFields);
    const std::vector<http::Field> answered = fieldsOf(exchange.responseFields);
    traffic::Exchange row;
    row.visit = visit;
    row.url = m_traffic.internUrl(exchange.url);
    row.method = exchange.method;
    row.requestVersion = versionOf(exchange.protocol);
    row.responseVersion = exchange.status == 0 ? std::string_view() : row.requestVersion;
    row.mimeType = http::valueOf(answered, http::FieldName::ContentType);
    row.serverAddress = exchange.serverAddress;
    if (exchange.started != Instant{})
        row.started = exchange.started;
    row.duration = exchange.duration;
    row.status = exchange.status;
    row.servedFrom = exchange.servedFrom;
    row.indexInSource = static_cast<std::uint32_t>(m_traffic.exchangeCount());
    row.transferredBytes = exchange.transferredBytes;
    row.requestFields = asked;
    row.responseFields = answered;
    if (!exchange.requestBody.empty())
        row.requestBody = keep(exchange.requestBody, false);
    const bool isCut = exchange.bodyState == BodyState::Cut;
    if (exchange.bodyState == BodyState::Whole || isCut)
        row.responseBody = keep(exchange.body, isCut);
    if (exchange.bodyState == BodyState::Whole)
        row.contentBytes = static_cast<std::int64_t>(exchange.body.size());
    m_traffic.append(row);
    return true;
}

} // namespace etagere::live
