// SPDX-License-Identifier: Apache-2.0
#include "core/probe/recording.h"

#include "core/probe/label.h"
#include "core/tags/observation.h"

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>

namespace etagere::probe {

namespace {

/// Bodies in memory, each different one once, as far as they are to be had.
class Bodies final : public traffic::Source {
public:
    /// Its place as a Blob: the lowest bit would say that the recorder had it as characters.
    std::uint64_t keep(const std::shared_ptr<const std::string> &body) {
        m_bodies.push_back(body);
        return (m_bodies.size() - 1) << 1U;
    }
    [[nodiscard]] Result<std::string, traffic::LoadError> loadBody(const traffic::BodyRef &body,
                                                                   Bytes limit) const override {
        using Kind = traffic::LoadError::Kind;
        const std::uint64_t number = body.offset >> 1U;
        if (body.form != traffic::BodyForm::Blob || number >= m_bodies.size())
            return Failure<traffic::LoadError>(traffic::LoadError{Kind::Absent, 0});
        const std::string &bytes = *m_bodies[number];
        if (bytes.size() > limit.count)
            return Failure<traffic::LoadError>(traffic::LoadError{Kind::TooLarge, 0});
        return bytes;
    }
    [[nodiscard]] Result<std::string, traffic::LoadError>
    loadRaw(const traffic::RawRef &) const override {
        return Failure<traffic::LoadError>(traffic::LoadError{traffic::LoadError::Kind::Absent, 0});
    }

private:
    std::vector<std::shared_ptr<const std::string>> m_bodies;
};

std::string visitorName(std::uint32_t visitor) {
    const std::string number = std::to_string(visitor + 1);
    return "probe visitor " + std::string(number.size() < 3 ? 3 - number.size() : 0, '0') + number;
}

/// Writes outcomes into one Traffic.
class Recorder {
public:
    explicit Recorder(const std::string &url)
        : m_bodies(std::make_shared<Bodies>()) {
        traffic::SourceInfo source;
        source.name = url;
        source.creator = "etagere probe";
        m_source = m_traffic.addSource(source, m_bodies);
    }
    void add(const Outcome &outcome);
    [[nodiscard]] traffic::Traffic take() { return std::move(m_traffic); }

private:
    [[nodiscard]] traffic::VisitId visitOf(const Outcome &outcome);
    void addBody(const Answer &answer, traffic::Exchange &exchange);

    std::shared_ptr<Bodies> m_bodies;
    traffic::Traffic m_traffic;
    traffic::SourceId m_source;
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::string>, traffic::VisitId> m_visits;
};

traffic::VisitId Recorder::visitOf(const Outcome &outcome) {
    const Question &question = outcome.question;
    const std::string label = labelOf(question);
    const std::string page(isNatural(question.role) ? std::string() : "condition");
    const auto [place, isNew] =
        m_visits.try_emplace({question.visitor, question.visit, page}, traffic::VisitId());
    if (!isNew)
        return place->second;
    const std::string number = std::to_string(m_visits.size());
    const std::string id =
        page.empty() ? "probe-" + number : std::string(tags::madeUpVisit) + number;
    traffic::Visit visit;
    visit.visitor = m_traffic.visitor(visitorName(question.visitor));
    visit.source = m_source;
    visit.pageId = id;
    visit.title = label;
    visit.started = outcome.answer.started;
    place->second = m_traffic.addVisit(visit);
    return place->second;
}

void Recorder::addBody(const Answer &answer, traffic::Exchange &exchange) {
    if (!answer.body || answer.status == 0)
        return;
    exchange.bodyBytes = static_cast<std::int64_t>(answer.body->size());
    exchange.responseBody = {m_source, traffic::BodyForm::Blob, answer.cut,
                             m_bodies->keep(answer.body), answer.body->size()};
}

void Recorder::add(const Outcome &outcome) {
    const Question &question = outcome.question;
    const Answer &answer = outcome.answer;
    const auto requestFields = fieldsOf(question.fields);
    const auto responseFields = fieldsOf(answer.fields);
    traffic::Exchange exchange;
    exchange.visit = visitOf(outcome);
    exchange.url = m_traffic.internUrl(question.url);
    exchange.method = "GET";
    exchange.requestVersion = "HTTP/1.1";
    exchange.responseVersion = answer.status == 0 ? "" : "HTTP/1.1";
    exchange.mimeType = valueIn(answer.fields, "Content-Type");
    exchange.serverAddress = answer.peer;
    exchange.started = answer.started;
    exchange.duration = std::max(answer.took, Duration(0));
    exchange.status = answer.status;
    constexpr std::uint16_t notModified = 304;
    exchange.servedFrom = answer.status == notModified ? traffic::ServedFrom::Validated
                                                       : traffic::ServedFrom::Network;
    exchange.indexInSource = static_cast<std::uint32_t>(m_traffic.exchangeCount());
    exchange.requestFields = requestFields;
    exchange.responseFields = responseFields;
    addBody(answer, exchange);
    m_traffic.append(exchange);
}

Lines linesOf(http::Fields fields) {
    Lines lines;
    for (const http::Field &field : fields)
        lines.emplace_back(field.name, field.value);
    return lines;
}

/// What the request put into a condition of that validator.
std::string sentIn(const Question &question) {
    if (question.role == Role::EchoCheck)
        return std::string(valueIn(question.fields, echoCheckField));
    return std::string(valueIn(question.fields, question.validator == tags::Validator::ETag
                                                    ? "If-None-Match"
                                                    : "If-Modified-Since"));
}

Answer answerOf(const traffic::Traffic &traffic, const traffic::Exchange &exchange) {
    constexpr Bytes mostRead{std::uint64_t{64} << 20U};
    Answer answer;
    answer.status = exchange.status;
    answer.fields = linesOf(exchange.responseFields);
    answer.cut = exchange.responseBody.truncated;
    answer.peer = exchange.serverAddress;
    answer.started = exchange.started.value_or(Instant{});
    answer.took = exchange.duration.value_or(Duration(0));
    if (auto body = traffic.loadBody(exchange.responseBody, mostRead))
        answer.body = std::make_shared<const std::string>(std::move(*body));
    return answer;
}

} // namespace

traffic::Traffic trafficOf(const std::vector<Outcome> &outcomes, const std::string &url) {
    Recorder recorder(url);
    for (const Outcome &outcome : outcomes)
        recorder.add(outcome);
    return recorder.take();
}

std::vector<Outcome> outcomesOf(const traffic::Traffic &traffic) {
    std::vector<Outcome> outcomes;
    std::map<traffic::VisitorId, std::uint32_t> visitors;
    std::map<traffic::VisitId, std::uint32_t> hops;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const traffic::Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        if (!exchange.visit.isValid() || !exchange.url.isValid())
            continue;
        const traffic::Visit &visit = traffic.visit(exchange.visit);
        auto question = labelled(visit.title);
        if (!question)
            continue;
        const auto next = static_cast<std::uint32_t>(visitors.size());
        question->visitor = visitors.try_emplace(visit.visitor, next).first->second;
        question->hop = hops[exchange.visit]++;
        question->url = traffic.urlText(exchange.url);
        question->fields = linesOf(exchange.requestFields);
        question->sent = sentIn(*question);
        outcomes.push_back(outcomeOf(std::move(*question), answerOf(traffic, exchange)));
    }
    return outcomes;
}

} // namespace etagere::probe
