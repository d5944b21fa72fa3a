// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"
#include "core/traffic/traffic.h"
#include "tests/support/capture_builder.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace etagere::tests {

/// Texts that a hostile server or recording may put anywhere.
inline const std::array<std::string_view, 8> hostileTexts{
    "<b>x</b><img src=...>", "\n<table><tr><td>x", "<?xml version=\"1.0\"?><b>x</b>",
    "<!doctype html><p>x",   "a &lt;b&gt; c",      "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",         "\xff\xfe broken",
};

inline const Instant firstInstant = std::chrono::sys_days(std::chrono::year{2026} / 3 / 1);

/// A capture in which every column has equal cells, empty cells and odd ones. The same for the same
/// `count`.
inline std::shared_ptr<const traffic::Traffic> variedTraffic(std::size_t count) {
    auto traffic = std::make_shared<traffic::Traffic>();
    traffic->addSource({}, std::make_shared<TextSource>());
    std::mt19937 random(7);
    const auto below = [&random](std::uint32_t limit) { return random() % limit; };
    std::vector<traffic::VisitId> visits;
    for (const std::string_view name : {"bob", "ann", "", "zoë", "<b>eve</b>"}) {
        traffic::Visit visit;
        visit.visitor = traffic->visitor(name);
        visit.source = traffic::SourceId(0);
        visits.push_back(traffic->addVisit(visit));
    }
    static constexpr std::array<std::string_view, 4> methods{"GET", "POST", "GET", "PURGE"};
    static constexpr std::array<std::string_view, 4> kinds{"text/html", "image/png", "",
                                                           "text/css"};
    static constexpr std::array<std::uint16_t, 5> statuses{200, 304, 0, 404, 200};
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<http::Field> fields;
        const std::string tag = "\"" + std::to_string(below(40)) + "\"";
        if (below(3) > 0)
            fields.push_back({"ETag", tag, http::FieldName::ETag});
        if (below(3) > 0)
            fields.push_back({"Cache-Control", "max-age=60", http::FieldName::CacheControl});
        if (below(4) == 0)
            fields.push_back(
                {"Last-Modified", "Sun, 01 Mar 2026 00:00:00 GMT", http::FieldName::LastModified});
        traffic::Exchange exchange;
        exchange.visit = visits[below(static_cast<std::uint32_t>(visits.size()))];
        exchange.url = traffic->internUrl("https://shop.test/" + std::to_string(below(90)) +
                                          (below(20) == 0 ? "/a/long/path?with=query" : ""));
        exchange.method = methods[below(4)];
        exchange.mimeType = kinds[below(4)];
        exchange.status = statuses[below(5)];
        if (below(10) > 0)
            exchange.started = firstInstant + std::chrono::milliseconds(below(100'000));
        exchange.contentBytes = static_cast<std::int64_t>(below(300)) - 1;
        exchange.responseFields = fields;
        traffic->append(exchange);
    }
    return traffic;
}

inline std::shared_ptr<const replay::Log> played(const traffic::Traffic &traffic) {
    return std::make_shared<const replay::Log>(replay::replay(traffic, cache::rfc9111()));
}

/// Grades 0 to 5, the same for the same `count`.
inline std::shared_ptr<const std::vector<std::uint8_t>> variedGrades(std::size_t count) {
    std::vector<std::uint8_t> grades(count);
    for (std::size_t i = 0; i < count; ++i)
        grades[i] = static_cast<std::uint8_t>(i * 7 % 6);
    return std::make_shared<const std::vector<std::uint8_t>>(std::move(grades));
}

} // namespace etagere::tests
