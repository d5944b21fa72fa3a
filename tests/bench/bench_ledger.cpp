// SPDX-License-Identifier: Apache-2.0
// bench_ledger CSV FOLDER [ROWS] [ROUNDS] [CAPTURES]: records observations (time in seconds,
// visitor, origin, URL, tag in quotes a line) into a new SQLite ledger, and beside it, in turns,
// into one table of bare SQLite by its C API, without key, index or durability. CPU seconds of the
// process, reading and checkpoints included; a METRIC a line.
#include "core/tags/observation.h"
#include "core/tags/sqlite_ledger.h"
#include "core/traffic/traffic.h"

#include <sqlite3.h>
#include <sys/resource.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using namespace etagere;
namespace fs = std::filesystem;

double cpuSeconds() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

struct Capture {
    traffic::Traffic traffic{};
    std::vector<tags::Observation> observations{};
};

/// Numbers of a line, and its tag as it was sent.
struct Line {
    std::array<long long, 4> numbers{}; ///< time, visitor, origin, URL
    std::string tag{};
};

bool readLine(std::FILE *file, Line &line) {
    std::array<char, 256> text{};
    if (std::fgets(text.data(), text.size(), file) == nullptr)
        return false;
    char *at = text.data();
    for (long long &number : line.numbers) {
        number = std::strtoll(at, &at, 10);
        ++at;
    }
    at += 2; // "\"\"\"…\"\"\"" is the tag "…"
    const char *end = std::strchr(at + 1, '"');
    line.tag.assign(at, end != nullptr ? static_cast<std::size_t>(end - at) + 1 : 0);
    return true;
}

/// Visits by number of visitor, of one capture.
class Builder {
public:
    Builder(Capture &capture, std::size_t number)
        : m_traffic(capture.traffic)
        , m_source(m_traffic.addSource({"crawl" + std::to_string(number), {}, {}, {}, false},
                                       nullptr)) {}
    void add(const Line &line) {
        const auto [time, visitor, origin, url] = line.numbers;
        const http::Field etag{"ETag", line.tag, http::FieldName::ETag};
        traffic::Exchange exchange;
        exchange.visit = visitOf(static_cast<std::size_t>(visitor));
        exchange.url = m_traffic.internUrl("https://origin" + std::to_string(origin) +
                                           ".example/page/" + std::to_string(url));
        exchange.status = 200;
        exchange.started = Instant(std::chrono::seconds(time));
        exchange.indexInSource = m_entry++;
        exchange.contentBytes = url % 50'000;
        exchange.responseFields = {&etag, 1};
        m_traffic.append(exchange);
    }

private:
    traffic::VisitId visitOf(std::size_t visitor) {
        if (visitor >= m_visits.size())
            m_visits.resize(visitor + 1);
        if (!m_visits[visitor].isValid())
            m_visits[visitor] = m_traffic.addVisit(
                {m_traffic.visitor("visitor " + std::to_string(visitor)), m_source, {}, {}, {}});
        return m_visits[visitor];
    }
    traffic::Traffic &m_traffic;
    traffic::SourceId m_source;
    std::vector<traffic::VisitId> m_visits{};
    std::uint32_t m_entry = 0;
};

std::vector<Capture> readCaptures(const char *path, std::size_t rows, std::size_t count) {
    std::vector<Capture> captures(count);
    std::FILE *file = std::fopen(path, "rb");
    Line line;
    for (std::size_t i = 0; file != nullptr && i < count; ++i) {
        Builder builder(captures[i], i);
        for (std::size_t row = 0; row < rows / count && readLine(file, line); ++row)
            builder.add(line);
        captures[i].observations = tags::observe(captures[i].traffic);
    }
    if (file != nullptr)
        std::fclose(file);
    return captures;
}

void removeLedger(const fs::path &path) {
    for (const char *suffix : {"", "-wal", "-shm"})
        fs::remove(path.string() + suffix);
}

double recordAll(const std::vector<Capture> &captures, const fs::path &path) {
    removeLedger(path);
    const double before = cpuSeconds();
    {
        auto ledger = tags::SqliteLedger::open(path, Instant{});
        for (const Capture &capture : captures) {
            const auto added =
                ledger->record(capture.traffic, capture.observations, {.now = Instant{}});
            if (!added || *added == 0)
                std::exit(1);
        }
    }
    return cpuSeconds() - before;
}

/// What SQLite costs at the very least: numbers instead of texts, one transaction, no sync.
double insertBare(const std::vector<Capture> &captures, const fs::path &path) {
    removeLedger(path);
    const double before = cpuSeconds();
    sqlite3 *database = nullptr;
    sqlite3_stmt *insert = nullptr;
    sqlite3_open(path.c_str(), &database);
    sqlite3_exec(database,
                 "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;PRAGMA cache_size=-262144;"
                 "CREATE TABLE obs(ts INTEGER,visitor INTEGER,origin INTEGER,url INTEGER,tag TEXT);"
                 "BEGIN",
                 nullptr, nullptr, nullptr);
    sqlite3_prepare_v2(database, "INSERT INTO obs VALUES(?,?,?,?,?)", -1, &insert, nullptr);
    for (const Capture &capture : captures) {
        for (const tags::Observation &seen : capture.observations) {
            sqlite3_bind_int64(insert, 1, seen.when->time_since_epoch().count() / 1'000'000);
            sqlite3_bind_int64(insert, 2, static_cast<sqlite3_int64>(seen.visitor.index()));
            sqlite3_bind_int64(insert, 3, static_cast<sqlite3_int64>(seen.origin.index()));
            sqlite3_bind_int64(insert, 4, static_cast<sqlite3_int64>(seen.url.index()));
            sqlite3_bind_text(insert, 5, seen.value.data(), static_cast<int>(seen.value.size()),
                              SQLITE_STATIC);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
    }
    sqlite3_finalize(insert);
    sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr);
    sqlite3_close(database);
    return cpuSeconds() - before;
}

template <class Work>
void time(const char *name, const Work &work) {
    const double before = cpuSeconds();
    work();
    std::printf("METRIC %s_cpu %.3f\n", name, cpuSeconds() - before);
}

void ask(const fs::path &path, const std::vector<Capture> &captures) {
    auto ledger = tags::SqliteLedger::open(path, Instant{});
    const auto count = [&ledger](const tags::LedgerFilter &filter) {
        std::size_t found = 0;
        static_cast<void>(ledger->list(filter, [&found](const auto &) { return ++found > 0; }));
        return found;
    };
    tags::LedgerFilter some;
    time("info", [&] { static_cast<void>(ledger->info()); });
    time("analyse", [&] { static_cast<void>(ledger->analyse(tags::Validator::ETag)); });
    some.origin = "https://origin17.example";
    time("list_origin", [&] { count(some); });
    some = {};
    some.value = captures.front().observations.front().value;
    time("list_value", [&] { count(some); });
    some = {};
    some.limit = 100;
    some.newestFirst = true;
    time("list_newest", [&] { count(some); });
    time("list_all", [&] { count({}); });
    time("record_again", [&] {
        for (const Capture &capture : captures)
            static_cast<void>(
                ledger->record(capture.traffic, capture.observations, {.now = Instant{}}));
    });
}

} // namespace

int main(int argc, char **argv) {
    if (argc < 3)
        return 2;
    const std::size_t rows = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1'000'000;
    const int rounds = argc > 4 ? std::atoi(argv[4]) : 3;
    const auto captures =
        readCaptures(argv[1], rows, argc > 5 ? std::strtoull(argv[5], nullptr, 10) : 1);
    const fs::path folder = argv[2];
    for (int round = 0; round < rounds; ++round) {
        const double bare = insertBare(captures, folder / "bare.sqlite");
        const double ledger = recordAll(captures, folder / "ledger.sqlite");
        std::printf("METRIC bare_cpu %.3f\nMETRIC record_cpu %.3f\nMETRIC record_to_bare %.2f\n",
                    bare, ledger, ledger / bare);
        std::fflush(stdout);
    }
    const auto bytes = fs::file_size(folder / "ledger.sqlite");
    std::printf("METRIC file_bytes_per_observation %.1f\n",
                static_cast<double>(bytes) / static_cast<double>(rows));
    if (rounds > 1)
        ask(folder / "ledger.sqlite", captures);
    removeLedger(folder / "bare.sqlite");
    removeLedger(folder / "ledger.sqlite");
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    std::printf("METRIC peak_rss_kb %ld\n", usage.ru_maxrss);
    return 0;
}
