// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/trace_traffic.h"

#include "core/scenario/client.h"
#include "core/scenario/world_inside.h"

#include <utility>

namespace etagere::scenario {

/// The bodies of a run, in memory. All that the clients were told together is bounded.
class TraceTraffic::Shelf final : public traffic::Source {
public:
    static constexpr std::size_t mostBytes = std::size_t{64} << 20U;

    [[nodiscard]] bool add(std::string_view body) {
        if (m_bytes + body.size() > mostBytes)
            return false;
        m_bytes += body.size();
        m_bodies.emplace_back(body);
        return true;
    }
    [[nodiscard]] std::size_t count() const noexcept { return m_bodies.size(); }

    [[nodiscard]] Result<std::string, traffic::LoadError> loadBody(const traffic::BodyRef &body,
                                                                   Bytes limit) const override {
        if (body.offset >= m_bodies.size())
            return Failure<traffic::LoadError>({traffic::LoadError::Kind::Absent, body.offset});
        const std::string &bytes = m_bodies[static_cast<std::size_t>(body.offset)];
        if (bytes.size() > limit.count)
            return Failure<traffic::LoadError>({traffic::LoadError::Kind::TooLarge, body.offset});
        return bytes;
    }
    [[nodiscard]] Result<std::string, traffic::LoadError>
    loadRaw(const traffic::RawRef &) const override {
        return Failure<traffic::LoadError>({traffic::LoadError::Kind::Absent, 0});
    }

private:
    std::vector<std::string> m_bodies;
    std::size_t m_bytes = 0;
};

TraceTraffic::TraceTraffic(std::string_view name)
    : m_traffic(std::make_shared<traffic::Traffic>())
    , m_bodies(std::make_shared<Shelf>()) {
    traffic::SourceInfo source;
    source.name = name;
    source.creator = "etagere lab";
    m_source = m_traffic->addSource(source, m_bodies);
}

traffic::VisitId TraceTraffic::visitOf(const RecordedExchange &exchange) {
    Tab &tab = m_tabs[std::string(exchange.client)];
    const bool isOther = !exchange.pageUrl.empty() && tab.page != exchange.pageUrl;
    if (tab.visit.isValid() && !exchange.beginsVisit && !isOther)
        return tab.visit;
    traffic::Visit visit;
    visit.visitor = m_traffic->visitor(exchange.client);
    visit.source = m_source;
    const std::string pageId = "visit-" + std::to_string(m_traffic->visitCount() + 1);
    visit.pageId = pageId;
    visit.title = exchange.pageUrl.empty() ? exchange.url : exchange.pageUrl;
    visit.started = exchange.at;
    tab = {m_traffic->addVisit(visit), std::string(exchange.pageUrl)};
    return tab.visit;
}

traffic::BodyRef TraceTraffic::keep(std::string_view body, bool isCut) {
    if (!m_bodies->add(body))
        return {};
    return {m_source, traffic::BodyForm::Blob, isCut, m_bodies->count() - 1, body.size()};
}

void TraceTraffic::add(const RecordedExchange &exchange) {
    const std::vector<http::Field> asked = fieldsOf(*exchange.request);
    const std::vector<http::Field> answered = fieldsOf(*exchange.response);
    traffic::Exchange row;
    row.visit = visitOf(exchange);
    row.url = m_traffic->internUrl(exchange.url);
    row.method = exchange.method;
    row.requestVersion = "HTTP/1.1";
    row.responseVersion = exchange.status == 0 ? "" : "HTTP/1.1";
    row.mimeType = valueIn(*exchange.response, "Content-Type");
    row.started = exchange.at;
    row.duration = Duration(0);
    row.status = exchange.status;
    row.servedFrom = exchange.servedFrom;
    row.indexInSource = static_cast<std::uint32_t>(m_traffic->exchangeCount());
    row.requestFields = asked;
    row.responseFields = answered;
    if (!exchange.requestBody.empty())
        row.requestBody = keep(exchange.requestBody, false);
    if (exchange.status != 0 && exchange.status != 304) {
        row.responseBody = keep(exchange.body, exchange.isCut);
        row.contentBytes = static_cast<std::int64_t>(exchange.body.size());
    }
    m_traffic->append(row);
}

std::shared_ptr<const traffic::Traffic> TraceTraffic::take() { return std::move(m_traffic); }

} // namespace etagere::scenario
