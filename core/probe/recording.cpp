// SPDX-License-Identifier: Apache-2.0
#include "core/probe/recording.h"

#include "core/probe/label.h"
#include "core/tags/observation.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>
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

constexpr std::string_view creator = "etagere probe";

/// Visitors of a second run in the same capture are other people.
std::string visitorName(std::size_t run, std::uint32_t visitor) {
    const std::string number = std::to_string(visitor + 1);
    const std::string which = run == 0 ? std::string() : " " + std::to_string(run + 1);
    return "probe" + which + " visitor " +
           std::string(number.size() < 3 ? 3 - number.size() : 0, '0') + number;
}

bool isRun(const traffic::Traffic &traffic, std::size_t source) {
    return traffic.sourceInfo(traffic::SourceId::fromSize(source)).creator == creator;
}

std::size_t runsBefore(const traffic::Traffic &traffic) {
    std::size_t runs = 0;
    for (std::size_t i = 0; i < traffic.sourceCount(); ++i)
        runs += isRun(traffic, i) ? 1U : 0U;
    return runs;
}

/// Writes the outcomes of one run into a Traffic.
class Recorder {
public:
    Recorder(traffic::Traffic &traffic, const std::string &url)
        : m_bodies(std::make_shared<Bodies>())
        , m_traffic(traffic)
        , m_run(runsBefore(traffic)) {
        traffic::SourceInfo source;
        source.name = url;
        source.creator = creator;
        m_source = m_traffic.addSource(source, m_bodies);
    }
    void add(const Outcome &outcome);

private:
    [[nodiscard]] traffic::VisitId visitOf(const Outcome &outcome);
    void addBody(const Answer &answer, traffic::Exchange &exchange);

    std::shared_ptr<Bodies> m_bodies;
    traffic::Traffic &m_traffic;
    std::size_t m_run; ///< how many were there before
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
    visit.visitor = m_traffic.visitor(visitorName(m_run, question.visitor));
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
    traffic::Traffic traffic;
    appendTo(traffic, outcomes, url);
    return traffic;
}

void appendTo(traffic::Traffic &traffic, const std::vector<Outcome> &outcomes,
              const std::string &url) {
    Recorder recorder(traffic, url);
    for (const Outcome &outcome : outcomes)
        recorder.add(outcome);
}

namespace {

/// Takes outcomes off the exchanges of one run, in their order.
class Reader {
public:
    explicit Reader(const traffic::Traffic &traffic)
        : m_traffic(traffic) {}

    void take(const traffic::Exchange &exchange, const traffic::Visit &visit) {
        auto question = labelled(visit.title);
        if (!question)
            return;
        const auto next = static_cast<std::uint32_t>(m_visitors.size());
        question->visitor = m_visitors.try_emplace(visit.visitor, next).first->second;
        question->hop = m_hops[exchange.visit]++;
        question->url = m_traffic.urlText(exchange.url);
        question->fields = linesOf(exchange.requestFields);
        question->sent = sentIn(*question);
        m_outcomes.push_back(outcomeOf(std::move(*question), answerOf(m_traffic, exchange)));
    }
    std::vector<Outcome> outcomes() { return std::move(m_outcomes); }

private:
    const traffic::Traffic &m_traffic;
    std::vector<Outcome> m_outcomes;
    std::map<traffic::VisitorId, std::uint32_t> m_visitors;
    std::map<traffic::VisitId, std::uint32_t> m_hops;
};

/// Calls `take(exchange, visit)` for every exchange that has a visit and a URL.
template <class Take>
void forEachVisited(const traffic::Traffic &traffic, const Take &take) {
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const traffic::Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        if (exchange.visit.isValid() && exchange.url.isValid())
            take(exchange, traffic.visit(exchange.visit));
    }
}

} // namespace

std::vector<Outcome> outcomesOf(const traffic::Traffic &traffic) {
    Reader reader(traffic);
    forEachVisited(traffic, [&reader](const auto &exchange, const auto &visit) {
        reader.take(exchange, visit);
    });
    return reader.outcomes();
}

std::vector<RecordedRun> runsIn(const traffic::Traffic &traffic) {
    std::map<traffic::SourceId, Reader> readers;
    for (std::size_t i = 0; i < traffic.sourceCount(); ++i) {
        if (isRun(traffic, i))
            readers.emplace(traffic::SourceId::fromSize(i), Reader(traffic));
    }
    forEachVisited(traffic, [&readers](const auto &exchange, const auto &visit) {
        if (const auto found = readers.find(visit.source); found != readers.end())
            found->second.take(exchange, visit);
    });
    std::vector<RecordedRun> runs;
    runs.reserve(readers.size());
    for (auto &[source, reader] : readers)
        runs.push_back({std::string(traffic.sourceInfo(source).name), reader.outcomes()});
    return runs;
}

bool isProbed(const traffic::Traffic &traffic, traffic::VisitId visit) {
    const traffic::SourceId source = traffic.visit(visit).source;
    return source.isValid() && isRun(traffic, source.index());
}

} // namespace etagere::probe
