// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/traffic.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::tests {

/// Bodies kept as they are given, for captures that tests make line by line.
class TextSource final : public traffic::Source {
public:
    traffic::BodyRef add(std::string body) {
        m_bodies.push_back(std::move(body));
        traffic::BodyRef ref;
        ref.source = traffic::SourceId(0);
        ref.form = traffic::BodyForm::Blob;
        ref.offset = m_bodies.size() - 1;
        ref.length = m_bodies.back().size();
        return ref;
    }
    [[nodiscard]] Result<std::string, traffic::LoadError> loadBody(const traffic::BodyRef &body,
                                                                   Bytes) const override {
        return m_bodies[body.offset];
    }
    [[nodiscard]] Result<std::string, traffic::LoadError>
    loadRaw(const traffic::RawRef &) const override {
        return Failure<traffic::LoadError>(traffic::LoadError{});
    }

private:
    std::vector<std::string> m_bodies;
};

/// One response as a test states it. Empty texts leave their field out.
struct Line {
    std::string_view url = "https://shop.test/app.js";
    std::string_view etag{};
    std::string_view body{};
    std::string_view lastModified{};
    std::string_view ifNoneMatch{};
    std::string_view cookie{};
    std::string_view setCookie{};
    std::string_view coding{};
    std::string_view date{};
    std::uint16_t status = 200;
    std::int64_t statedLength = -1; ///< of a body that was not recorded
    std::string_view vary{};
    std::string_view userAgent{};
    Duration took{}; ///< more than a second: still under way when the next begins
    traffic::ServedFrom servedFrom = traffic::ServedFrom::Unknown;
    std::string_view cacheControl{}; ///< of the response
    std::string_view fetchDest{};    ///< Sec-Fetch-Dest
    std::string_view fetchSite{};    ///< Sec-Fetch-Site
    Duration sooner{}; ///< more than a second: it started before what is told before it
};

/// Makes a capture visit by visit; each exchange is a second after the one before.
class CaptureBuilder {
public:
    CaptureBuilder()
        : m_bodies(std::make_shared<TextSource>()) {
        traffic::SourceInfo info;
        info.name = "test.har";
        m_traffic.addSource(info, m_bodies);
    }

    CaptureBuilder &visit(std::string_view visitor) {
        traffic::Visit visit;
        visit.visitor = m_traffic.visitor(visitor);
        visit.source = traffic::SourceId(0);
        m_visit = m_traffic.addVisit(visit);
        return *this;
    }

    CaptureBuilder &see(const Line &line) {
        std::vector<http::Field> request;
        std::vector<http::Field> response;
        add(request, http::FieldName::IfNoneMatch, line.ifNoneMatch);
        add(request, http::FieldName::Cookie, line.cookie);
        add(response, http::FieldName::ETag, line.etag);
        add(response, http::FieldName::LastModified, line.lastModified);
        add(response, http::FieldName::SetCookie, line.setCookie);
        add(response, http::FieldName::ContentEncoding, line.coding);
        add(response, http::FieldName::Date, line.date);
        add(response, http::FieldName::Vary, line.vary);
        add(response, http::FieldName::CacheControl, line.cacheControl);
        const auto addOther = [&request](std::string_view name, std::string_view value) {
            if (!value.empty())
                request.push_back({name, value, http::FieldName::Other});
        };
        addOther("User-Agent", line.userAgent);
        addOther("Sec-Fetch-Dest", line.fetchDest);
        addOther("Sec-Fetch-Site", line.fetchSite);
        traffic::Exchange exchange;
        exchange.visit = m_visit;
        exchange.url = m_traffic.internUrl(line.url);
        exchange.method = "GET";
        exchange.status = line.status;
        exchange.started = m_clock - line.sooner;
        exchange.servedFrom = line.servedFrom;
        if (line.took > Duration::zero())
            exchange.duration = line.took;
        exchange.requestFields = request;
        exchange.responseFields = response;
        exchange.contentBytes = line.statedLength;
        if (!line.body.empty()) {
            exchange.responseBody = m_bodies->add(std::string(line.body));
            exchange.contentBytes = static_cast<std::int64_t>(line.body.size());
        }
        m_traffic.append(exchange);
        m_clock += std::chrono::seconds(1);
        return *this;
    }

    [[nodiscard]] const traffic::Traffic &traffic() const { return m_traffic; }

private:
    static void add(std::vector<http::Field> &fields, http::FieldName name,
                    std::string_view value) {
        if (!value.empty())
            fields.push_back({http::spelling(name), value, name});
    }

    std::shared_ptr<TextSource> m_bodies;
    traffic::Traffic m_traffic;
    traffic::VisitId m_visit;
    Instant m_clock = std::chrono::sys_days(std::chrono::year{2026} / 3 / 1);
};

} // namespace etagere::tests
