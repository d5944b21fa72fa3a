// SPDX-License-Identifier: Apache-2.0
// bench_replay [EXCHANGES]: plays a capture made here, a million exchanges by default, and looks at
// what it left; a METRIC a line.
#include "core/replay/contents.h"
#include "core/replay/replay.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

namespace {

using namespace etagere;

double cpuSeconds() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Runs a step and prints what it took.
template <class Step>
double measure(const char *name, const Step &step) {
    const double cpu = cpuSeconds();
    step();
    const double took = cpuSeconds() - cpu;
    std::printf("METRIC %s_cpu_s %.3f\n", name, took);
    return took;
}

http::Field field(std::string_view name, std::string_view value) {
    return {name, value, http::fieldNameFrom(name)};
}

/// Visits of ten visitors to pages of 100 resources, by a fixed sequence: hits, validations and
/// misses, a third of the responses with Vary, as many fields as browsers send.
class Maker {
public:
    explicit Maker(std::size_t count) {
        constexpr std::array<std::string_view, 5> freshness{"max-age=31536000, immutable",
                                                            "max-age=60", "no-cache",
                                                            "private, max-age=0", "no-store"};
        std::vector<traffic::VisitId> visits;
        for (int visitor = 0; visitor < 10; ++visitor) {
            traffic::Visit visit;
            visit.visitor = m_traffic.visitor("visitor " + std::to_string(visitor));
            visits.push_back(m_traffic.addVisit(visit));
        }
        for (std::size_t i = 0; i < count; ++i)
            add(i, visits[i / 100 % 10], freshness[next() % freshness.size()]);
    }
    [[nodiscard]] const traffic::Traffic &traffic() const { return m_traffic; }

private:
    void add(std::size_t i, traffic::VisitId visit, std::string_view control) {
        const std::uint32_t page = next() % 2000;
        const std::string url = "https://site" + std::to_string(page % 50) + ".test/page" +
                                std::to_string(page) + "/item" + std::to_string(i % 100);
        const std::string tag = "\"" + std::to_string(page * 131 + next() % 4) + "\"";
        std::vector<http::Field> request{
            field("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"),
            field("Accept-Encoding", "gzip, deflate, br, zstd"),
            field("Accept-Language", "en-GB,en;q=0.9"),
            field("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36"),
            field("Sec-Fetch-Mode", "no-cors"),
            field("Referer", "https://site1.test/"),
            field("Cookie", "session=0123456789abcdef")};
        std::vector<http::Field> response{field("Date", "Sun, 01 Mar 2026 00:00:00 GMT"),
                                          field("Server", "bench"),
                                          field("Content-Type", "text/css"),
                                          field("Content-Length", "12345"),
                                          field("Last-Modified", "Sat, 01 Feb 2025 10:20:30 GMT"),
                                          field("ETag", tag),
                                          field("Cache-Control", control),
                                          field("Strict-Transport-Security", "max-age=63072000"),
                                          field("Alt-Svc", "h3=\":443\"")};
        if (next() % 3 == 0)
            response.push_back(field("Vary", "Accept-Encoding, Origin"));
        traffic::Exchange exchange;
        exchange.visit = visit;
        exchange.url = m_traffic.internUrl(url);
        exchange.method = "GET";
        exchange.status = next() % 4 == 0 ? 304 : 200;
        exchange.started = m_clock;
        exchange.duration = std::chrono::milliseconds(30);
        exchange.requestFields = request;
        exchange.responseFields = response;
        m_traffic.append(exchange);
        m_clock += std::chrono::milliseconds(10);
    }
    std::uint32_t next() {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::uint32_t>(m_state >> 33U);
    }

    traffic::Traffic m_traffic;
    std::uint64_t m_state = 1;
    Instant m_clock = std::chrono::sys_days(std::chrono::year{2026} / 3 / 1);
};

} // namespace

int main(int argc, char **argv) {
    const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const Maker maker(count);
    replay::Log log;
    const double took =
        measure("replay", [&] { log = replay::replay(maker.traffic(), cache::rfc9111()); });
    std::printf("METRIC exchanges_per_s %.0f\n", static_cast<double>(count) / took);
    for (std::size_t i = 0; i < log.totals.byOutcome.size(); ++i) {
        const std::string_view name = cache::nameOf(static_cast<cache::Outcome>(i));
        std::printf("METRIC %.*s %llu\n", static_cast<int>(name.size()), name.data(),
                    static_cast<unsigned long long>(log.totals.byOutcome[i]));
    }
    std::vector<replay::VersionId> contents;
    measure("contents", [&] { contents = replay::contentsAt(log, log.end); });
    std::printf("METRIC versions %zu\nMETRIC contents %zu\n", log.versions.size(), contents.size());
    const std::vector<replay::Flush> flushes{
        {log.end, {flush::By::Site, {"site1.test", "site2.test"}, ""}}};
    measure("covered",
            [&] { contents = replay::coveredBy(maker.traffic(), log, flushes.front()); });
    measure("replay_flushed",
            [&] { log = replay::replay(maker.traffic(), cache::rfc9111(), flushes); });
    return log.flushes.front().ended == contents ? 0 : 1;
}
