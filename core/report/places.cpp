// SPDX-License-Identifier: Apache-2.0
#include "core/report/places.h"

#include "core/explain/rule_text.h"
#include "core/http/field.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace etagere::report {

namespace {

using analysis::Evidence;
using analysis::Finding;
using explain::ArgumentKind;
using http::FieldName;
using traffic::Exchange;
using traffic::ExchangeId;
using traffic::Traffic;

/// What of a finding decides whether an exchange belongs to it.
struct Subject {
    std::string_view origin;
    FieldName received{};
    FieldName sentBack{};
    std::set<std::string_view> urls;                                   ///< named by the evidence
    std::vector<std::pair<std::string_view, std::string_view>> tokens; ///< identifier, at origin
};

Subject subjectOf(const Finding &finding) {
    Subject subject;
    const bool date = finding.validator == tags::Validator::LastModified;
    subject.origin = finding.origin;
    subject.received = date ? FieldName::LastModified : FieldName::ETag;
    subject.sentBack = date ? FieldName::IfModifiedSince : FieldName::IfNoneMatch;
    for (const Evidence &evidence : finding.evidence) {
        const explain::RuleText &words = explain::textOf(evidence.rule);
        std::string_view token;
        for (std::size_t i = 0; i < std::min(evidence.arguments.size(), explain::maxArguments);
             ++i) {
            const auto *text = std::get_if<std::string>(&evidence.arguments[i]);
            if (text == nullptr)
                continue;
            if (words.arguments[i] == ArgumentKind::Token)
                token = *text;
            else if (words.arguments[i] == ArgumentKind::Url)
                subject.urls.insert(*text);
            else if (words.arguments[i] == ArgumentKind::Origin && !token.empty())
                subject.tokens.emplace_back(token, *text);
        }
    }
    return subject;
}

bool carries(http::Fields fields, std::string_view token) {
    return std::any_of(fields.begin(), fields.end(), [token](const http::Field &field) {
        return (field.known == FieldName::Cookie || field.known == FieldName::SetCookie) &&
               field.value.find(token) != std::string_view::npos;
    });
}

bool belongs(const Traffic &traffic, const Exchange &exchange, const Subject &subject) {
    const std::string_view origin = traffic.originText(traffic.originOf(exchange.url));
    if (origin == subject.origin &&
        (http::find(exchange.responseFields, subject.received) != nullptr ||
         http::find(exchange.requestFields, subject.sentBack) != nullptr))
        return true;
    if (subject.urls.contains(traffic.urlText(exchange.url)))
        return true;
    return std::any_of(subject.tokens.begin(), subject.tokens.end(), [&](const auto &token) {
        return token.second == origin && (carries(exchange.requestFields, token.first) ||
                                          carries(exchange.responseFields, token.first));
    });
}

audit::Place placeOf(const Traffic &traffic, const Exchange &exchange, const Subject &subject) {
    audit::Place place;
    const traffic::SourceId source = traffic.visit(exchange.visit).source;
    place.url = traffic.urlText(exchange.url);
    place.file = traffic.sourceInfo(source).name;
    place.entry = exchange.indexInSource;
    place.exchange = exchange.id;
    if (traffic.originText(traffic.originOf(exchange.url)) != subject.origin)
        return place;
    place.value = http::valueOf(exchange.responseFields, subject.received);
    if (place.value.empty())
        place.value = http::valueOf(exchange.requestFields, subject.sentBack);
    return place;
}

} // namespace

void findPlaces(audit::Report &report, const Traffic &traffic, std::size_t audited) {
    report.places.assign(report.findings.size(), {});
    std::vector<Subject> subjects;
    for (const Finding &finding : report.findings)
        subjects.push_back(subjectOf(finding));
    const std::size_t count = std::min(audited, traffic.exchangeCount());
    for (std::size_t i = 0; i < count; ++i) {
        const Exchange &exchange = traffic.exchange(ExchangeId::fromSize(i));
        for (std::size_t finding = 0; finding < subjects.size(); ++finding) {
            if (belongs(traffic, exchange, subjects[finding]))
                report.places[finding].push_back(placeOf(traffic, exchange, subjects[finding]));
        }
    }
}

} // namespace etagere::report
