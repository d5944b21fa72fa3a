// SPDX-License-Identifier: Apache-2.0
#include "core/gateway/recorder.h"

#include <algorithm>

namespace etagere::gateway {

Recorder::Recorder(std::string_view name, Instant now)
    : m_bodies(traffic::BodySpill::create()) {
    traffic::SourceInfo source;
    source.name = name;
    source.creator = "etagere gateway";
    m_source = m_traffic.addSource(source, m_bodies);
    traffic::Visit visit;
    visit.visitor = m_traffic.visitor("gateway");
    visit.source = m_source;
    visit.started = now;
    m_visit = m_traffic.addVisit(visit);
}

void Recorder::record(const Passed &passed) {
    traffic::Exchange exchange;
    exchange.visit = m_visit;
    exchange.url = m_traffic.internUrl(passed.url);
    exchange.method = passed.method;
    exchange.requestVersion = "HTTP/1.1";
    exchange.responseVersion = passed.status == 0 ? "" : "HTTP/1.1";
    exchange.mimeType = http::valueOf(passed.responseFields, http::FieldName::ContentType);
    exchange.serverAddress = passed.serverAddress;
    exchange.started = passed.started;
    exchange.duration = std::max(passed.ended - passed.started, Duration(0));
    exchange.status = passed.status;
    exchange.servedFrom = passed.servedFrom;
    exchange.indexInSource = static_cast<std::uint32_t>(m_traffic.exchangeCount());
    exchange.transferredBytes = passed.transferredBytes;
    exchange.requestFields = passed.requestFields;
    exchange.responseFields = passed.responseFields;
    if (m_bodies && passed.status != 0) {
        exchange.bodyBytes = static_cast<std::int64_t>(passed.body.size());
        exchange.responseBody = {m_source, traffic::BodyForm::Blob, passed.cut,
                                 m_bodies->keep(passed.body), passed.body.size()};
    }
    m_traffic.append(exchange);
}

} // namespace etagere::gateway
