// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include "core/lab/origin.h"
#include "core/probe/judge.h"
#include "core/probe/prober.h"
#include "core/probe/recording.h"
#include "core/url/url.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace etagere::tests {

/// A probe's questions put to a model of an origin, without sockets, on a clock of their own.
class ProbeCase {
public:
    explicit ProbeCase(probe::Options options = {}, std::string url = "http://origin.test/")
        : m_options(std::move(options))
        , m_url(std::move(url)) {}

    /// Asks everything and judges it.
    std::vector<analysis::Finding> run(lab::Origin &origin) {
        auto plan = probe::planFor(m_url, m_options, !m_earlier.empty());
        if (!plan)
            return {};
        probe::Prober prober(std::move(*plan), m_earlier);
        while (const probe::Question *question = prober.next())
            prober.take(answer(origin, *question));
        outcomes = prober.outcomes();
        asked = prober.asked();
        end = prober.end();
        traffic = probe::trafficOf(outcomes, m_url);
        return judge();
    }
    std::vector<analysis::Finding> judge() const {
        return probe::judge({traffic, outcomes, m_options.guards});
    }
    /// The next run resumes what was asked so far.
    void resumeAfter(std::chrono::hours pause) {
        m_earlier = probe::outcomesOf(traffic);
        now += pause;
    }

    Instant now{std::chrono::sys_days(std::chrono::year(2030) / 6 / 1)};
    std::vector<probe::Outcome> outcomes;
    traffic::Traffic traffic;
    std::uint32_t asked = 0;
    probe::End end = probe::End::Done;

private:
    probe::Answer answer(lab::Origin &origin, const probe::Question &question) {
        const url::UrlView url = url::parseUrl(question.url);
        std::string target(url.path.empty() ? "/" : url.path);
        if (!url.query.empty())
            target += "?" + std::string(url.query);
        const std::string host(url.host);
        auto fields = probe::fieldsOf(question.fields);
        fields.insert(fields.begin(), {"Host", host, http::FieldName::Host});
        now += std::chrono::microseconds(static_cast<std::int64_t>(1'000'000 / m_options.rate));
        lab::Request request;
        request.target = target;
        request.fields = fields;
        request.now = now;
        lab::Response response = origin.answer(request);
        probe::Answer answer;
        answer.status = response.status;
        answer.fields = std::move(response.fields);
        constexpr std::uint16_t notModified = 304;
        if (response.status != notModified)
            answer.body = std::make_shared<const std::string>(std::move(response.body));
        answer.peer = "192.0.2.1";
        answer.started = now;
        return answer;
    }

    probe::Options m_options;
    std::string m_url;
    std::vector<probe::Outcome> m_earlier;
};

/// The worst grade of all findings; -1: there are none.
inline int worstOf(const std::vector<analysis::Finding> &findings) {
    int worst = -1;
    for (const analysis::Finding &finding : findings)
        worst = std::max(worst, static_cast<int>(finding.grade));
    return worst;
}

/// "echoes-never-issued value-kept-for-sender | never-issued-refused": for a failure's message.
inline QByteArray evidenceOf(const std::vector<analysis::Finding> &findings) {
    QByteArray text;
    for (const analysis::Finding &finding : findings) {
        text += QByteArray::number(static_cast<int>(finding.grade)) + ' ' +
                QByteArray(analysis::nameOf(finding.kind).data()) + ": ";
        for (const auto *list : {&finding.evidence, &finding.against, &finding.next}) {
            for (const analysis::Evidence &one : *list)
                text += QByteArray(analysis::rowOf(one.rule).id.data()) + ' ';
            text += "| ";
        }
        text += '\n';
    }
    return text;
}

/// Whether the rule stands in any finding.
inline bool says(const std::vector<analysis::Finding> &findings, analysis::Rule rule) {
    return evidenceOf(findings).contains(QByteArray(analysis::rowOf(rule).id.data()) + ' ');
}

} // namespace etagere::tests
