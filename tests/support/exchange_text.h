// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/traffic.h"

#include <charconv>
#include <chrono>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::tests {

/// A capture of one visitor, written as text. Each exchange begins with a line such as
///   GET https://a.test/x at=60 status=200 from=network took=0.5
/// of which all but method and URL may be missing; `from` is network, validated, cache or worker.
/// Lines with "> " are its request fields, with "< " its response fields. Seconds count from
/// 2026-03-01T12:00:00Z.
class ExchangeText {
public:
    static constexpr Instant begin{std::chrono::sys_days(std::chrono::year{2026} / 3 / 1) +
                                   std::chrono::hours(12)};

    explicit ExchangeText(std::string_view text) {
        traffic::SourceInfo source;
        source.name = "text.har";
        m_traffic.addSource(source, nullptr);
        traffic::Visit visit;
        visit.visitor = m_traffic.visitor("Ann");
        visit.source = traffic::SourceId(0);
        m_visit = m_traffic.addVisit(visit);
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            line(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        finish();
    }

    [[nodiscard]] const traffic::Traffic &traffic() const { return m_traffic; }

private:
    static std::string_view word(std::string_view &rest) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        const std::string_view first = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        return first;
    }

    static Duration secondsFrom(std::string_view text) {
        return Duration(static_cast<std::int64_t>(std::stod(std::string(text)) * 1e6));
    }

    static traffic::ServedFrom servedFrom(std::string_view name) {
        using traffic::ServedFrom;
        if (name == "network")
            return ServedFrom::Network;
        if (name == "validated")
            return ServedFrom::Validated;
        return name == "cache" ? ServedFrom::MemoryCache : ServedFrom::ServiceWorker;
    }

    static void addField(std::vector<http::Field> &fields, std::string_view text) {
        const std::size_t colon = text.find(": ");
        const std::string_view name = text.substr(0, colon);
        fields.push_back({name, text.substr(colon + 2), http::fieldNameFrom(name)});
    }

    void line(std::string_view text) {
        if (text.starts_with("> "))
            addField(m_request, text.substr(2));
        else if (text.starts_with("< "))
            addField(m_response, text.substr(2));
        else if (!text.empty())
            start(text);
    }

    void start(std::string_view text) {
        finish();
        m_exchange = {};
        m_exchange.visit = m_visit;
        m_exchange.method = word(text);
        m_exchange.url = m_traffic.internUrl(word(text));
        m_exchange.status = 200;
        m_exchange.started = begin;
        while (!text.empty())
            detail(word(text));
        m_open = true;
    }

    void detail(std::string_view text) {
        const std::size_t equals = text.find('=');
        const std::string_view value = text.substr(equals + 1);
        if (text.starts_with("at="))
            m_exchange.started = begin + secondsFrom(value);
        else if (text.starts_with("took="))
            m_exchange.duration = secondsFrom(value);
        else if (text.starts_with("from="))
            m_exchange.servedFrom = servedFrom(value);
        else
            std::from_chars(value.data(), value.data() + value.size(), m_exchange.status);
    }

    void finish() {
        if (!m_open)
            return;
        m_exchange.requestFields = m_request;
        m_exchange.responseFields = m_response;
        m_traffic.append(m_exchange);
        m_request.clear();
        m_response.clear();
        m_open = false;
    }

    traffic::Traffic m_traffic;
    traffic::VisitId m_visit;
    traffic::Exchange m_exchange;
    std::vector<http::Field> m_request, m_response;
    bool m_open = false;
};

} // namespace etagere::tests
