// SPDX-License-Identifier: Apache-2.0
// bench_query [EXCHANGES]: filters a made capture of so many exchanges (a million), each with a
// URL of its own; a METRIC a line, CPU time of the best of five runs.
#include "core/session/query.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

namespace {

using namespace etagere;

double cpuMilliseconds() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void fill(traffic::Traffic &traffic, replay::Log &log, std::size_t count) {
    const traffic::VisitorId visitor = traffic.visitor("bench");
    traffic::Visit visit;
    visit.visitor = visitor;
    const traffic::VisitId visitId = traffic.addVisit(visit);
    constexpr std::string_view mimes[]{"text/html", "text/javascript", "image/png", "font/woff2"};
    for (std::size_t i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        const std::string tag = "\"" + number + "-5f3a\"";
        const http::Field field{"ETag", tag, http::FieldName::ETag};
        traffic::Exchange exchange;
        exchange.visit = visitId;
        exchange.url = traffic.internUrl("https://cdn" + std::to_string(i % 500) +
                                         ".shop.example/assets/2026/03/bundle-" + number +
                                         ".min.js?v=" + std::to_string(i % 97) + "&lang=en");
        exchange.method = "GET";
        exchange.status = i % 7 == 0 ? 304 : 200;
        exchange.mimeType = mimes[i % std::size(mimes)];
        exchange.contentBytes = static_cast<std::int64_t>(i % 100'000);
        exchange.responseFields = {&field, 1};
        traffic.append(exchange);
    }
    log.rows.resize(count);
    for (std::size_t i = 0; i < count; i += 3)
        log.rows[i].decision.outcome = cache::Outcome::FreshHit;
}

void measure(const char *name, const char *text, const session::Subject &subject) {
    const auto query = session::Query::parse(text);
    double best = 1e9;
    std::size_t found = 0;
    for (int i = 0; i < 5; ++i) {
        const double before = cpuMilliseconds();
        found = query.run(subject).size();
        best = std::min(best, cpuMilliseconds() - before);
    }
    std::printf("METRIC %s_cpu_ms %.1f (%zu found)\n", name, best, found);
}

} // namespace

int main(int argc, char **argv) {
    const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    traffic::Traffic traffic;
    replay::Log log;
    fill(traffic, log, count);
    const session::Subject subject{&traffic, &log, nullptr, nullptr};
    measure("everything", "", subject);
    measure("url_rare", "bundle-99999", subject);
    measure("url_common", "example/assets", subject);
    measure("url_none", "tracker.gif", subject);
    measure("url_hard", "setset", subject);
    measure("url_three_words", "cdn7 min.js lang=en", subject);
    measure("host", "host:cdn7.shop.example", subject);
    measure("status", "status:304", subject);
    measure("outcome", "outcome:hit", subject);
    measure("type", "type:image,font", subject);
    measure("tag", "tag:99-5f", subject);
    measure("mixed", "outcome:hit -type:script size:>10k 2026", subject);
    return 0;
}
