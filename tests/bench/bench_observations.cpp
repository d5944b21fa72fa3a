// SPDX-License-Identifier: Apache-2.0
// bench_observations CSV: reads observations (time in seconds, visitor, origin, URL, tag in
// quotes a line), keeps them in the table and answers both questions over all of them; a METRIC a
// line in CPU seconds.
#include "core/tags/ledger_analysis.h"
#include "core/tags/observation_table.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>

namespace {

using namespace etagere;

double cpuSeconds() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

class Stopwatch {
public:
    void lap(const char *name) {
        const double now = cpuSeconds();
        std::printf("METRIC %s_cpu %.3f\n", name, now - m_before);
        m_before = cpuSeconds();
    }

private:
    double m_before = cpuSeconds();
};

std::string_view mapped(const char *path) {
    const int file = ::open(path, O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (file < 0 || ::fstat(file, &status) != 0)
        return {};
    const auto size = static_cast<std::size_t>(status.st_size);
    void *bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    ::close(file);
    return bytes == MAP_FAILED ? std::string_view()
                               : std::string_view(static_cast<char *>(bytes), size);
}

std::string_view take(std::string_view &rest, char end) {
    std::size_t at = 0;
    while (at < rest.size() && rest[at] != end)
        ++at;
    const std::string_view field = rest.substr(0, at);
    rest.remove_prefix(std::min(at + 1, rest.size()));
    return field;
}

/// A tag in CSV quotes: "\"\"\"…\"\"\"" is the tag "…".
std::string_view unquoted(std::string_view field) {
    return field.size() >= 6 ? field.substr(2, field.size() - 4) : field;
}

tags::TableRow rowFrom(std::string_view &rest) {
    tags::TableRow row;
    const std::string_view time = take(rest, ',');
    std::int64_t seconds = 0;
    std::from_chars(time.data(), time.data() + time.size(), seconds);
    row.when = Instant(std::chrono::seconds(seconds));
    row.visitor = take(rest, ',');
    row.origin = take(rest, ',');
    row.url = take(rest, ',');
    row.tag = unquoted(take(rest, '\n'));
    return row;
}

void load(std::string_view csv, tags::ObservationTable &table) {
    std::array<tags::TableRow, tags::TextColumn::batchSize> rows;
    while (!csv.empty()) {
        std::size_t count = 0;
        while (count < rows.size() && !csv.empty())
            rows[count++] = rowFrom(csv);
        table.append({rows.data(), count});
    }
}

void tell(const tags::TableCounts &counts) {
    std::uint64_t observations = 0, tags = 0, visitors = 0;
    for (const tags::UrlCounts &url : counts.urls) {
        observations += url.counts.observations;
        tags += url.counts.tags;
        visitors += url.counts.visitors;
    }
    std::uint64_t origins = 0, single = 0;
    for (const tags::OriginCounts &origin : counts.origins) {
        origins += origin.counts.tagsOfOneVisitor > 0 ? 1U : 0U;
        single += origin.counts.tagsOfOneVisitor;
    }
    std::printf("Q1: %zu %llu %llu %llu\nQ2: %llu %llu\n", counts.urls.size(),
                static_cast<unsigned long long>(observations),
                static_cast<unsigned long long>(tags), static_cast<unsigned long long>(visitors),
                static_cast<unsigned long long>(origins), static_cast<unsigned long long>(single));
}

} // namespace

int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    Stopwatch watch;
    tags::ObservationTable table;
    load(mapped(argv[1]), table);
    watch.lap("load");
    const tags::TableCounts counts = tags::countTags(table);
    watch.lap("questions");
    tell(counts);
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    std::printf("METRIC bytes_per_observation %.1f\nMETRIC peak_rss_kb %ld\n",
                static_cast<double>(table.bytes()) / static_cast<double>(table.size()),
                usage.ru_maxrss);
    return 0;
}
