// SPDX-License-Identifier: Apache-2.0
// bench_har FILE: imports a HAR and prints what it counted and what that took, a METRIC a line.
#include "core/readers/har_reader.h"

#include <sys/resource.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>

namespace {

using namespace etagere;

/// Bytes of anonymous memory, in whole pages: what is ours, without the mapped file.
double ownMegabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("RssAnon:"))
            return std::stod(line.substr(8)) / 1024;
    }
    return 0;
}

double cpuSeconds() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

struct Counts {
    std::size_t headers = 0;
    std::size_t etags = 0;
    std::size_t urlBytes = 0;
    std::size_t headerBytes = 0;
    std::size_t statusSum = 0;
};

Counts count(const traffic::Traffic &traffic) {
    Counts counts;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const auto &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        counts.urlBytes += traffic.urlText(exchange.url).size();
        counts.statusSum += exchange.status;
        counts.headers += exchange.responseFields.size();
        for (const http::Field &field : exchange.responseFields) {
            counts.etags += field.known == http::FieldName::ETag ? 1 : 0;
            counts.headerBytes += field.name.size() + field.value.size();
        }
    }
    return counts;
}

} // namespace

int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    const double before = cpuSeconds();
    double mostOwn = 0;
    const Progress progress(
        [&mostOwn, last = std::uint64_t{0}](std::uint64_t done, std::uint64_t) mutable {
            constexpr std::uint64_t often = std::uint64_t{64} << 20U;
            if (done < last + often)
                return;
            last = done;
            mostOwn = std::max(mostOwn, ownMegabytes());
        });
    auto file = MappedFile::open(argv[1]);
    if (!file)
        return 3;
    traffic::Traffic traffic;
    const auto imported = readers::readHar(std::move(*file), {argv[1], ""}, traffic, {}, progress);
    if (!imported)
        return 3;
    const double after = cpuSeconds();
    const Counts counts = count(traffic);
    mostOwn = std::max(mostOwn, ownMegabytes());
    std::printf("entries %zu headers %zu etags %zu urlbytes %zu hbytes %zu statussum %zu\n",
                traffic.exchangeCount(), counts.headers, counts.etags, counts.urlBytes,
                counts.headerBytes, counts.statusSum);
    const double kept = static_cast<double>(traffic.memory().count) / (1 << 20U);
    std::printf("METRIC cpu_s %.4f\nMETRIC anonymous_mb %.1f\nMETRIC kept_mb %.1f\n",
                after - before, mostOwn, kept);
    return 0;
}
