// SPDX-License-Identifier: Apache-2.0
#include "core/session/query.h"

#include <tsl/robin_map.h>

#include <algorithm>
#include <string_view>

namespace etagere::session {

namespace {

using analysis::Finding;
using traffic::UrlId;

/// What of a finding is asked for every exchange. A finding lists its first values and URLs only:
/// where a list is cut, the other one decides.
class Concern {
public:
    explicit Concern(const Finding &finding)
        : m_finding(finding)
        , m_values(finding.values.begin(), finding.values.end())
        , m_anyValue(finding.valueCount > finding.values.size()) {
        std::sort(m_values.begin(), m_values.end());
    }

    [[nodiscard]] bool concerns(const traffic::Exchange &exchange, bool urlIsListed) const {
        const bool tag = m_finding.validator == tags::Validator::ETag;
        return any(exchange.responseFields,
                   tag ? http::FieldName::ETag : http::FieldName::LastModified, urlIsListed) ||
               any(exchange.requestFields,
                   tag ? http::FieldName::IfNoneMatch : http::FieldName::IfModifiedSince,
                   urlIsListed);
    }
    [[nodiscard]] std::uint8_t grade() const noexcept {
        return static_cast<std::uint8_t>(m_finding.grade);
    }

private:
    [[nodiscard]] bool any(http::Fields fields, http::FieldName name, bool urlIsListed) const {
        return std::any_of(fields.begin(), fields.end(), [&](const http::Field &field) {
            return field.known == name &&
                   ((urlIsListed && m_anyValue) ||
                    std::binary_search(m_values.begin(), m_values.end(), field.value));
        });
    }
    const Finding &m_finding;
    std::vector<std::string_view> m_values;
    bool m_anyValue = false;
};

/// A finding that may concern what a URL brought.
struct Candidate {
    const Concern *concern = nullptr;
    bool urlIsListed = false;
};

class Candidates {
public:
    Candidates(const traffic::Traffic &traffic, const std::vector<Finding> &findings) {
        m_concerns.reserve(findings.size());
        tsl::robin_map<std::string_view, std::vector<Candidate>> byUrl;
        tsl::robin_map<std::string_view, std::vector<Candidate>> byOrigin;
        for (const Finding &finding : findings) {
            const Concern &concern = m_concerns.emplace_back(finding);
            for (const std::string &url : finding.urls)
                byUrl[url].push_back({&concern, true});
            if (finding.urlCount > finding.urls.size())
                byOrigin[finding.origin].push_back({&concern, false});
        }
        m_byUrl.resize(traffic.urlCount());
        for (std::size_t i = 0; i < m_byUrl.size(); ++i) {
            const UrlId url = UrlId::fromSize(i);
            take(m_byUrl[i], byUrl, traffic.urlText(url));
            take(m_byUrl[i], byOrigin, traffic.originText(traffic.originOf(url)));
        }
    }
    [[nodiscard]] const std::vector<Candidate> &of(UrlId url) const { return m_byUrl[url.index()]; }

private:
    static void take(std::vector<Candidate> &into,
                     const tsl::robin_map<std::string_view, std::vector<Candidate>> &from,
                     std::string_view text) {
        if (const auto found = from.find(text); found != from.end())
            into.insert(into.end(), found->second.begin(), found->second.end());
    }
    std::vector<Concern> m_concerns;
    std::vector<std::vector<Candidate>> m_byUrl;
};

} // namespace

std::vector<std::uint8_t> gradesOf(const traffic::Traffic &traffic,
                                   const std::vector<Finding> &findings) {
    std::vector<std::uint8_t> grades(traffic.exchangeCount());
    const Candidates candidates(traffic, findings);
    for (std::size_t i = 0; i < grades.size(); ++i) {
        const traffic::Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        for (const Candidate &candidate : candidates.of(exchange.url)) {
            if (candidate.concern->grade() > grades[i] &&
                candidate.concern->concerns(exchange, candidate.urlIsListed))
                grades[i] = candidate.concern->grade();
        }
    }
    return grades;
}

} // namespace etagere::session
