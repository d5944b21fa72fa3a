// SPDX-License-Identifier: Apache-2.0
#include "tests/lab/run.h"

#include <QCoreApplication>
#include <QEventLoop>

#include "core/lab/server.h"
#include "core/tags/observation.h"
#include "core/wire/client.h"
#include "tests/lab/timed.h"
#include "tests/support/capture_builder.h"

#include <algorithm>
#include <map>
#include <utility>

namespace etagere::tests {

namespace {

constexpr std::size_t rowsAtOnce = 48;
constexpr unsigned ownFetches = 2; ///< of R1's tool, and of R3's

/// The capture of one row.
class Recording {
public:
    explicit Recording(const std::string &name)
        : m_bodies(std::make_shared<TextSource>()) {
        traffic::SourceInfo info;
        info.name = name;
        m_traffic.addSource(info, m_bodies);
    }

    void record(const Step &step, const std::string &url,
                const std::vector<std::pair<std::string, std::string>> &asked, const Got &got) {
        const auto fields = [](const auto &lines) {
            std::vector<http::Field> made;
            made.reserve(lines.size());
            for (const auto &[name, value] : lines)
                made.push_back({name, value, http::fieldNameFrom(name)});
            return made;
        };
        const auto request = fields(asked);
        const auto response = fields(got.fields);
        traffic::Exchange exchange;
        exchange.visit = visitOf(step);
        exchange.url = m_traffic.internUrl(url);
        exchange.method = "GET";
        exchange.status = got.status;
        exchange.started = step.at;
        exchange.requestFields = request;
        exchange.responseFields = response;
        exchange.bodyBytes = static_cast<std::int64_t>(got.body.size());
        if (!got.body.empty())
            exchange.responseBody = m_bodies->add(got.body);
        m_traffic.append(exchange);
    }
    [[nodiscard]] const traffic::Traffic &traffic() const { return m_traffic; }

private:
    traffic::VisitId visitOf(const Step &step) {
        const auto [place, isNew] = m_visits.try_emplace({step.visitor, step.round});
        if (isNew) {
            const std::string name = profileAt(step.visitor).name;
            traffic::Visit visit;
            visit.visitor = m_traffic.visitor(name);
            visit.source = traffic::SourceId(0);
            visit.started = step.at;
            place->second = m_traffic.addVisit(visit);
        }
        return place->second;
    }

    std::shared_ptr<TextSource> m_bodies;
    traffic::Traffic m_traffic;
    std::map<std::pair<unsigned, unsigned>, traffic::VisitId> m_visits;
};

/// One row under way: a question at a time.
class RowRun final : public wire::ResponseHandler {
public:
    RowRun(const Row &row, std::size_t number)
        : m_row(row)
        , m_host("row-" + std::to_string(number) + ".test")
        , m_origin(std::make_shared<Timed>(row.make()))
        , m_recording(row.name())
        , m_steps(row.steps) {
        for (unsigned visitor = 0; visitor < visitors; ++visitor)
            m_profiles.push_back(profileAt(visitor));
        addOwnFetches();
    }

    [[nodiscard]] const std::string &host() const { return m_host; }
    [[nodiscard]] std::shared_ptr<lab::Origin> origin() const { return m_origin; }
    /// Asks the next question, if the last one is answered. False when all are.
    bool goOn(wire::Client &client, std::uint16_t port) {
        if (m_waits)
            return true;
        m_asked.reset();
        while (m_next < m_steps.size() && m_failure.empty()) {
            const Step &step = m_steps[m_next];
            if (!step.when || step.when(m_profiles[step.visitor])) {
                ask(client, port, step);
                return true;
            }
            ++m_next;
        }
        return false;
    }

    [[nodiscard]] RowResult finish() const {
        RowResult result;
        result.row = &m_row;
        result.failure = m_failure;
        result.exchanges = m_recording.traffic().exchangeCount();
        const auto observations = tags::observe(m_recording.traffic());
        result.findings = analysis::judge(m_recording.traffic(), observations).findings;
        for (const analysis::Finding &finding : result.findings)
            result.grade = std::max(result.grade, static_cast<unsigned>(finding.grade));
        result.published = verdictsOf({m_ofFirst, m_stripped, m_clean});
        return result;
    }

private:
    static constexpr unsigned stripping = visitors;    ///< the profile of R1's tool
    static constexpr unsigned cleaning = visitors + 1; ///< of R3's

    // Two fetches for each tool that fetches for itself, at the end, so that the row is the same
    // without them.
    void addOwnFetches() {
        for (const unsigned tool : {stripping, cleaning}) {
            m_profiles.push_back(profileAt(tool));
            for (unsigned i = 0; i < ownFetches; ++i) {
                Step step;
                step.visitor = tool;
                step.round = i;
                step.path = m_row.path;
                step.at = m_steps.back().at + std::chrono::minutes(2);
                m_steps.push_back(std::move(step));
            }
        }
    }

    void ask(wire::Client &client, std::uint16_t port, const Step &step) {
        Profile &profile = m_profiles[step.visitor];
        if (step.before)
            step.before(profile);
        if (step.visitor == stripping)
            profile.cache.clear();
        m_sent = profile.fieldsFor(m_host, step.path, step.visitor == cleaning);
        std::vector<http::Field> fields;
        for (const auto &[name, value] : m_sent)
            fields.push_back({name, value, http::fieldNameFrom(name)});
        fields.push_back({"X-Forwarded-For", profile.address, http::FieldName::Other});
        m_origin->now = step.at;
        m_got = {};
        m_waits = true;
        wire::Question question;
        question.target = step.path;
        question.fields = fields;
        m_asked = client.ask({false, "127.0.0.1", port}, question, *this);
    }

    void onInterim(const wire::Head &) override {}
    void onHead(const wire::Head &head) override {
        m_got.status = head.status();
        for (const http::Field &field : head.fields())
            m_got.fields.emplace_back(field.name, field.value);
    }
    void onBody(std::string_view bytes) override { m_got.body += bytes; }
    void onEnd() override {
        const Step &step = m_steps[m_next++];
        Profile &profile = m_profiles[step.visitor];
        profile.take(step.path, m_got);
        if (step.after)
            step.after(profile, m_got);
        if (step.visitor < visitors)
            m_recording.record(step, "http://" + m_host + step.path, m_sent, m_got);
        keepForRules(step);
        m_waits = false;
    }
    void onError(const wire::WireError &error) override {
        m_failure = "step " + std::to_string(m_next) + ": error " +
                    std::to_string(static_cast<int>(error.kind));
        m_waits = false;
    }

    void keepForRules(const Step &step) {
        if (step.path != m_row.path)
            return;
        if (step.visitor == 0)
            m_ofFirst.push_back(m_got);
        else if (step.visitor == stripping)
            m_stripped.push_back(m_got);
        else if (step.visitor == cleaning)
            m_clean.push_back(m_got);
    }

    const Row &m_row;
    std::string m_host;
    std::shared_ptr<Timed> m_origin;
    Recording m_recording;
    std::vector<Step> m_steps;
    std::vector<Profile> m_profiles;
    std::unique_ptr<wire::Asked> m_asked;
    std::vector<std::pair<std::string, std::string>> m_sent;
    std::vector<Got> m_ofFirst, m_stripped, m_clean;
    Got m_got;
    std::size_t m_next = 0;
    bool m_waits = false;
    std::string m_failure;
};

std::unique_ptr<lab::Server> openServer(wire::Loop &loop) {
    lab::ServerOptions options;
    options.addressField = "X-Forwarded-For";
    options.clock = [] { return rowBegin; };
    auto server = lab::Server::open(loop, options);
    return server ? std::move(*server) : nullptr;
}

std::string describe(const analysis::Finding &finding) {
    std::string text = std::to_string(static_cast<unsigned>(finding.grade)) + " ";
    text += analysis::nameOf(finding.kind);
    text += finding.validator == tags::Validator::ETag ? " etag" : " last-modified";
    if (!finding.values.empty())
        text += " such as " + finding.values.front();
    for (const auto *list : {&finding.evidence, &finding.against, &finding.next}) {
        text += " |";
        for (const analysis::Evidence &evidence : *list)
            text.append(" ").append(analysis::rowOf(evidence.rule).id);
    }
    return text;
}

} // namespace

std::vector<RowResult> runRows(const std::vector<Row> &rows) {
    std::vector<RowResult> results(rows.size());
    wire::Loop loop;
    const auto server = openServer(loop);
    if (!server)
        return {};
    wire::Client client(loop, {});
    std::vector<std::pair<std::size_t, std::unique_ptr<RowRun>>> active;
    std::size_t next = 0;
    while (next < rows.size() || !active.empty()) {
        while (next < rows.size() && active.size() < rowsAtOnce) {
            active.emplace_back(next, std::make_unique<RowRun>(rows[next], next));
            server->serve(active.back().second->host(), active.back().second->origin());
            ++next;
        }
        std::erase_if(active, [&](const auto &entry) {
            if (entry.second->goOn(client, server->address().port))
                return false;
            results[entry.first] = entry.second->finish();
            server->serve(entry.second->host(), nullptr);
            return true;
        });
        if (!active.empty())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return results;
}

std::string describe(const RowResult &result) {
    std::string text = result.row->name() + ": grade " + std::to_string(result.grade) +
                       ", with probes " + std::to_string(result.probedGrade);
    if (!result.failure.empty())
        text += ", " + result.failure;
    for (const analysis::Finding &finding : result.findings)
        text += "\n    " + describe(finding);
    for (const analysis::Finding &finding : result.probeFindings)
        text += "\n    probed: " + describe(finding);
    return text;
}

} // namespace etagere::tests
