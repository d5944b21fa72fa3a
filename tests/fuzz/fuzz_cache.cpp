// SPDX-License-Identifier: Apache-2.0
// Any small capture with any flushes: versions that hang together, contents that agree with them,
// reasons step by step, the same answer twice. Input: per exchange a head of ten bytes that choose
// visitor, URL, method, status, time and so on, then its field lines by number or as text.
#include "core/replay/contents.h"
#include "core/replay/reasons.h"
#include "core/replay/replay.h"
#include "core/replay/shelves.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace etagere;

namespace {

void require(bool condition) {
    if (!condition)
        std::abort();
}

constexpr std::array<std::string_view, 6> urls{
    "https://a.test/x", "https://a.test/x#top", "https://b.a.test/x?q=1", "http://c.test/",
    "data:,x",          "https://a.test/y"};
constexpr std::array<std::string_view, 6> methods{"GET", "GET", "GET", "HEAD", "POST", "OPTIONS"};
constexpr std::array<std::uint16_t, 8> statuses{200, 200, 304, 304, 404, 206, 503, 0};
constexpr std::array<std::pair<std::string_view, std::string_view>, 24> lines{{
    {"ETag", "\"a\""},
    {"ETag", "W/\"b\""},
    {"Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"},
    {"Last-Modified", "never"},
    {"Cache-Control", "max-age=60"},
    {"Cache-Control", "max-age=0, must-revalidate"},
    {"Cache-Control", "no-cache"},
    {"Cache-Control", "no-cache=\"x\", private"},
    {"Cache-Control", "no-store, must-understand"},
    {"Cache-Control", "only-if-cached, max-stale"},
    {"Cache-Control", "min-fresh=5, max-stale=5, s-maxage=7"},
    {"Expires", "0"},
    {"Expires", "Fri, 31 Dec 9999 23:59:59 GMT"},
    {"Date", "Sun, 01 Mar 2026 00:00:30 GMT"},
    {"Date", "Mon, 01 Jan 0001 00:00:00 GMT"},
    {"Age", "99999999999"},
    {"Age", "5"},
    {"Vary", "Accept, X-Other"},
    {"Vary", "*"},
    {"Accept", "a"},
    {"Accept", "b"},
    {"Pragma", "no-cache"},
    {"Connection", "ETag, Keep-Alive"},
    {"Range", "bytes=0-1"},
}};

class Reader {
public:
    explicit Reader(std::string_view bytes)
        : m_bytes(bytes) {}
    [[nodiscard]] bool empty() const { return m_bytes.empty(); }
    std::uint8_t byte() {
        if (m_bytes.empty())
            return 0;
        const auto value = static_cast<std::uint8_t>(m_bytes.front());
        m_bytes.remove_prefix(1);
        return value;
    }
    template <class T, std::size_t N>
    const T &pick(const std::array<T, N> &choices) {
        return choices[byte() % N];
    }
    /// Times that are mostly near, now and then as far as can be.
    std::int64_t time() {
        const std::uint8_t kind = byte();
        const auto value = static_cast<std::int64_t>(byte());
        if (kind == 255)
            return Instant::max().time_since_epoch().count() - value;
        if (kind == 254)
            return Instant::min().time_since_epoch().count() + value;
        const Instant begin = std::chrono::sys_days(std::chrono::year{2026} / 3 / 1);
        return (begin + std::chrono::seconds(std::int64_t{kind} * 4 + value))
            .time_since_epoch()
            .count();
    }
    std::vector<http::Field> fields() {
        std::vector<http::Field> fields;
        for (int left = byte() % 5; left > 0; --left) {
            const std::uint8_t choice = byte();
            auto [name, value] = lines[choice % lines.size()];
            if (choice >= 200) { // the same field with any text
                value = m_bytes.substr(0, byte() % 16);
                m_bytes.remove_prefix(std::min(value.size(), m_bytes.size()));
            }
            fields.push_back({name, value, http::fieldNameFrom(name)});
        }
        return fields;
    }

private:
    std::string_view m_bytes;
};

struct Sample {
    traffic::Traffic traffic;
    std::vector<replay::Flush> flushes;
};

void readFlush(Reader &reader, Sample &sample) {
    constexpr std::array<std::string_view, 6> names{
        "stored-by-1", "https://a.test/x#z", "https://a.test", "a.test", "stored-by-0", "c.test"};
    replay::Flush flush;
    flush.at = Instant(Duration(reader.time()));
    flush.scope.by = static_cast<flush::By>(reader.byte() % 6);
    flush.scope.names = {std::string(reader.pick(names)), std::string(reader.pick(names))};
    flush.scope.visitor = reader.byte() % 4 == 0 ? "v1" : "";
    sample.flushes.push_back(flush);
}

void readExchange(Reader &reader, Sample &sample) {
    traffic::Traffic &traffic = sample.traffic;
    traffic::Exchange exchange;
    traffic::Visit visit;
    visit.visitor = traffic.visitor("v" + std::to_string(reader.byte() % 2));
    exchange.visit = traffic.addVisit(visit);
    exchange.url = traffic.internUrl(reader.pick(urls));
    exchange.method = reader.pick(methods);
    exchange.status = reader.pick(statuses);
    if (reader.byte() % 8 != 0)
        exchange.started = Instant(Duration(reader.time()));
    exchange.duration = Duration(reader.time() / 1'000'000);
    exchange.servedFrom = static_cast<traffic::ServedFrom>(
        reader.byte() % static_cast<unsigned>(traffic::ServedFrom::Count));
    const std::vector<http::Field> request = reader.fields();
    const std::vector<http::Field> response = reader.fields();
    exchange.requestFields = request;
    exchange.responseFields = response;
    traffic.append(exchange);
}

Sample sampleFrom(std::string_view bytes) {
    Sample sample;
    Reader reader(bytes);
    for (int i = 0; i < 64 && !reader.empty(); ++i) {
        if (reader.byte() % 8 == 7)
            readFlush(reader, sample);
        else
            readExchange(reader, sample);
    }
    return sample;
}

void checkVersions(const traffic::Traffic &traffic, const replay::Log &log) {
    std::map<std::pair<std::string_view, std::uint32_t>, std::size_t> variants;
    for (std::size_t i = 0; i < log.versions.size(); ++i) {
        const replay::Version &version = log.versions[i];
        require(version.url.index() < traffic.urlCount());
        require(version.visitor.index() < traffic.visitorCount());
        require(version.response.index() < traffic.exchangeCount());
        require(version.renewal.isValid() == version.previous.isValid());
        require(!version.previous.isValid() || version.previous.index() < i);
        require((version.ending == replay::Ending::StillThere) == !version.until.has_value());
        require(version.until.value_or(Instant::max()) >= version.from);
        const std::string_view url = traffic.urlText(version.url);
        if (!version.until)
            ++variants[{url.substr(0, url.find('#')), version.visitor.index()}];
    }
    for (const auto &[place, count] : variants)
        require(count <= replay::Shelves::maxVariants);
}

bool isFinal(const cache::Decision &decision) {
    using cache::Outcome;
    if (decision.outcome == Outcome::Revalidate || decision.outcome == Outcome::Forward)
        return decision.inferred && decision.reasons.contains(cache::Rule::AnswerNotRecorded);
    return true;
}

void checkRows(const traffic::Traffic &traffic, const replay::Log &log) {
    std::uint64_t counted = 0;
    for (const std::uint64_t count : log.totals.byOutcome)
        counted += count;
    require(counted == traffic.exchangeCount());
    constexpr Duration cap = std::chrono::seconds(std::int64_t{1} << 31);
    for (std::size_t i = 0; i < log.rows.size(); ++i) {
        const replay::Row &row = log.rows[i];
        require(row.at >= log.begin && row.at < log.end);
        require(!row.considered.isValid() || row.considered.index() < log.versions.size());
        require(!row.result.isValid() || row.result.index() < log.versions.size());
        require(row.decision.age >= Duration::zero() && row.decision.age <= cap);
        require(row.decision.lifetime >= Duration::zero() && row.decision.lifetime <= cap);
        const cache::Reasons &reasons = row.decision.reasons;
        require(isFinal(row.decision) && reasons.size() > 0);
        require(std::is_sorted(reasons.begin(), reasons.end(), [](cache::Rule a, cache::Rule b) {
            return cache::rowOf(a).step < cache::rowOf(b).step;
        }));
        const replay::Grounds grounds =
            replay::groundsOf(traffic, log, traffic::ExchangeId::fromSize(i));
        require(reasons.contains(cache::Rule::VaryDiffers) == !grounds.varyDiffersIn.empty());
        require(row.decision.outcome != cache::Outcome::Revalidate || !grounds.condition.empty());
    }
}

void checkContents(const traffic::Traffic &traffic, const replay::Log &log) {
    std::vector<replay::VersionId> contents = replay::contentsAt(log, log.end);
    for (const replay::VersionId id : contents) {
        const replay::NextRequest next = replay::nextRequest(traffic, log, id, log.end);
        require((next.outcome == cache::Outcome::Revalidate) ==
                !(next.ifNoneMatch.empty() && next.ifModifiedSince.empty()));
    }
    for (std::size_t i = 0; i < log.versions.size(); ++i) {
        const auto id = replay::VersionId::fromSize(i);
        const bool listed = std::binary_search(contents.begin(), contents.end(), id);
        require(log.version(id).until.has_value() || listed);
    }
}

/// What a flush at the end would end is told before, and is what it ends.
void checkFlush(const Sample &sample, const replay::Log &log) {
    if (sample.flushes.empty())
        return;
    std::vector<replay::Flush> flushes = sample.flushes;
    flushes.push_back({Instant::max(), sample.flushes.front().scope});
    const replay::Log after = replay::replay(sample.traffic, cache::rfc9111(), flushes);
    require(after.flushes.size() == flushes.size());
    require(after.flushes.back().ended == replay::coveredBy(sample.traffic, log, flushes.back()));
    require(replay::coveredBy(sample.traffic, after, flushes.back()).empty());
    for (std::size_t i = 0; i < log.rows.size(); ++i)
        require(after.rows[i].decision == log.rows[i].decision);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const Sample sample = sampleFrom(bytes);
    const replay::Log log = replay::replay(sample.traffic, cache::rfc9111(), sample.flushes);
    checkVersions(sample.traffic, log);
    checkRows(sample.traffic, log);
    checkContents(sample.traffic, log);
    checkFlush(sample, log);
    return 0;
}
