// SPDX-License-Identifier: Apache-2.0
// bench_semantics FILE [OPERATIONS]: stores responses and decides about requests, from raw header
// text, over the header sets in FILE; a METRIC a line. Each block of FILE is
//   P ID METHOD URL STATUS SECONDS   the exchange and when its response came
//   > name: value                    its request
//   < name: value                    its response
//   A SECONDS                        how much later the same is asked for again
//   ? name: value                    by this request
// and an empty line.
#include "core/cache/fields_read.h"
#include "core/cache/reuse.h"
#include "core/cache/selection.h"
#include "core/cache/storing.h"
#include "core/http/field_lines.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace etagere;

struct Case {
    std::string method;
    std::uint16_t status = 0;
    Instant at{};
    Duration later{};
    std::string request;
    std::string response;
    std::string asked;
};

std::vector<Case> read(const char *path) {
    std::ifstream in(path);
    std::vector<Case> cases;
    Case next;
    for (std::string line; std::getline(in, line);) {
        if (line.empty()) {
            cases.push_back(next);
            next = {};
            continue;
        }
        const std::string text = line.size() > 2 ? line.substr(2) + "\n" : std::string();
        std::istringstream words(text);
        std::string id;
        std::string url;
        std::int64_t seconds = 0;
        switch (line[0]) {
        case 'P':
            words >> id >> next.method >> url >> next.status >> seconds;
            next.at = Instant(std::chrono::seconds(seconds));
            break;
        case 'A':
            words >> seconds;
            next.later = std::chrono::seconds(seconds);
            break;
        case '>':
            next.request += text;
            break;
        case '<':
            next.response += text;
            break;
        default:
            next.asked += text;
        }
    }
    return cases;
}

double cpuSeconds() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// What a cache keeps of an exchange.
struct Stored {
    cache::StoredFacts facts;
    std::vector<http::Field> vary;    ///< the response's Vary lines
    std::vector<http::Field> request; ///< the fields of the request that they name
    http::FieldSet requestRead = cache::requestFieldsRead;
    bool storable = false;
};

struct Totals {
    std::uint64_t storable = 0;
    std::uint64_t fresh = 0;
    std::uint64_t behind = 0;
    std::uint64_t reasons = 0;
};

class Bench {
public:
    explicit Bench(const char *path)
        : m_cases(read(path))
        , m_stored(m_cases.size()) {}

    [[nodiscard]] bool isEmpty() const noexcept { return m_cases.empty(); }

    void store(std::size_t i) {
        const Case &one = m_cases[i];
        Stored &stored = m_stored[i];
        http::readFieldLines(one.response, m_response, cache::responseFieldsRead);
        stored.requestRead = cache::requestFieldsReadFor(m_response);
        http::readFieldLines(one.request, m_request, stored.requestRead);
        stored.facts.requestTime = one.at;
        stored.facts.responseTime = one.at;
        stored.facts.response = cache::responseFactsOf(one.status, m_response, one.at);
        cache::Reasons reasons;
        const auto facts = cache::requestFactsOf(one.method, m_request);
        stored.storable =
            one.status == 206
                ? cache::decideStoringPart(facts, stored.facts.response, {true, true},
                                           cache::rfc9111(), reasons)
                : cache::decideStoring(facts, stored.facts.response, cache::rfc9111(), reasons);
        m_totals.storable += stored.storable ? 1 : 0;
        m_totals.reasons += reasons.size();
        if (stored.facts.response.hasVary)
            keepVary(stored);
    }
    void decide(std::size_t i) {
        const Case &one = m_cases[i];
        const Stored &stored = m_stored[i];
        if (!stored.storable)
            return;
        http::readFieldLines(one.asked, m_asked, stored.requestRead);
        const auto facts = cache::requestFactsOf(one.method, m_asked);
        if (stored.facts.response.hasVary &&
            !cache::compareVary(stored.vary, stored.request, m_asked).matches())
            return;
        count(facts, stored.facts, one.at + one.later);
    }
    /// What is left of a decision when nothing is text any more, at random over many.
    void decideStored(std::size_t i, Duration age) {
        static const cache::RequestFacts plain;
        const Stored &stored = m_stored[i];
        if (stored.storable)
            count(plain, stored.facts, stored.facts.responseTime + age);
    }
    [[nodiscard]] std::size_t size() const noexcept { return m_cases.size(); }

    template <class Step>
    void measure(const char *name, std::size_t count, const Step &step) {
        m_totals = {};
        const double before = cpuSeconds();
        for (std::size_t i = 0; i < count; ++i)
            step(i);
        const double took = cpuSeconds() - before;
        std::printf("METRIC %s_per_s %.0f\n# storable %llu fresh %llu behind %llu reasons %llu\n",
                    name, static_cast<double>(count) / took,
                    static_cast<unsigned long long>(m_totals.storable),
                    static_cast<unsigned long long>(m_totals.fresh),
                    static_cast<unsigned long long>(m_totals.behind),
                    static_cast<unsigned long long>(m_totals.reasons));
    }

private:
    void count(const cache::RequestFacts &request, const cache::StoredFacts &stored, Instant now) {
        cache::Decision decision;
        cache::decideReuse(request, stored, now, cache::rfc9111(), decision);
        m_totals.fresh += decision.outcome == cache::Outcome::FreshHit ? 1 : 0;
        m_totals.behind += decision.outcome == cache::Outcome::StaleHit ? 1 : 0;
        m_totals.reasons += decision.reasons.size();
    }

    std::vector<Case> m_cases;
    std::vector<Stored> m_stored;
    void keepVary(Stored &stored) {
        stored.vary.clear();
        for (const http::Field &field : m_response) {
            if (field.known == http::FieldName::Vary)
                stored.vary.push_back(field);
        }
        stored.request = cache::fieldsNamedByVary(stored.vary, m_request);
    }

    std::vector<http::Field> m_request;
    std::vector<http::Field> m_response;
    std::vector<http::Field> m_asked;
    Totals m_totals;
};

} // namespace

int main(int argc, char **argv) {
    if (argc < 2) {
        std::fputs("bench_semantics FILE [OPERATIONS]\n", stderr);
        return 2;
    }
    Bench bench(argv[1]);
    if (bench.isEmpty())
        return 3;
    const std::size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000;
    const std::size_t size = bench.size();
    bench.measure("store", count, [&](std::size_t i) { bench.store(i % size); });
    bench.measure("decide", count, [&](std::size_t i) { bench.decide(i % size); });
    bench.measure("store_decide", count, [&](std::size_t i) {
        bench.store(i % size);
        bench.decide(i % size);
    });
    std::uint64_t chance = 88172645463325252U;
    bench.measure("decide_stored", count * 10, [&](std::size_t) {
        chance ^= chance << 13U;
        chance ^= chance >> 7U;
        chance ^= chance << 17U;
        bench.decideStored(chance % size, std::chrono::seconds(chance >> 44U));
    });
    return 0;
}
