// SPDX-License-Identifier: Apache-2.0
// bench_audit FILE: imports a HAR, digests every body on all cores (MD5 and SHA-1, what tags ask
// for most), and judges the capture; a METRIC a line, import and digests apart.
#include "core/analysis/inspection.h"
#include "core/audit/audit.h"
#include "core/session/parallel.h"
#include "core/session/session.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace {

using namespace etagere;

double cpuSeconds() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Runs a step and prints what it took.
template <class Step>
void measure(const char *name, const Step &step) {
    const auto wall = std::chrono::steady_clock::now();
    const double cpu = cpuSeconds();
    step();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - wall;
    std::printf("METRIC %s_cpu_s %.3f\nMETRIC %s_wall_s %.3f\n", name, cpuSeconds() - cpu, name,
                took.count());
}

} // namespace

int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    session::Opened opened;
    measure("import", [&] { opened = session::openInputs({{argv[1], ""}}, {}, {}); });
    std::atomic<std::uint64_t> digested = 0;
    measure("digests", [&] {
        session::onAllCores(opened.traffic.exchangeCount(), [&](std::size_t i) {
            const auto &exchange = opened.traffic.exchange(traffic::ExchangeId::fromSize(i));
            const std::string body = analysis::decodedBody(opened.traffic, exchange);
            digested += body.size();
            body::LazyDigests digests(body);
            digests.get(body::Algorithm::Md5);
            digests.get(body::Algorithm::Sha1);
        });
    });
    audit::Report report;
    measure("judge", [&] {
        analysis::Conduct conduct;
        conduct.forEach = session::onAllCores;
        report = audit::auditCapture(opened.traffic, std::move(opened.inputs), conduct);
    });
    std::printf(
        "METRIC digested_mb %.1f\nMETRIC exchanges %llu\nMETRIC tags %llu\nMETRIC findings %zu\n",
        static_cast<double>(digested.load()) / 1e6,
        static_cast<unsigned long long>(report.exchanges),
        static_cast<unsigned long long>(report.tags), report.findings.size());
    return 0;
}
