// SPDX-License-Identifier: Apache-2.0
// The gateway's share of a request: reading heads, writing answers, a hit through the whole gateway
// over loopback. `bench_gateway serve ORIGIN ADDR:PORT` runs one without anything else for a load
// generator, so that it can be measured beside other proxies.
#include <QCoreApplication>

#include "core/cache/cache_status.h"
#include "core/gateway/gateway.h"
#include "core/http/http_date.h"
#include "core/wire/address.h"
#include "core/wire/parser.h"
#include "core/wire/writer.h"

#include <benchmark/benchmark.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>

using namespace etagere;

namespace {

constexpr std::string_view request =
    "GET /fresh/4k.txt HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: Mozilla/5.0 (X11; Linux "
    "x86_64; rv:153.0) Gecko/20100101 Firefox/153.0\r\nAccept: text/html,*/*;q=0.8\r\n"
    "Accept-Language: en-US,en;q=0.5\r\nAccept-Encoding: gzip, deflate, br\r\n"
    "Connection: keep-alive\r\n\r\n";

void readRequestHead(benchmark::State &state) {
    wire::MessageParser parser(wire::MessageParser::Side::Requests, {});
    for ([[maybe_unused]] auto each : state) {
        const wire::ParserStep head = parser.next(request);
        benchmark::DoNotOptimize(parser.head().fields().data());
        benchmark::DoNotOptimize(parser.next(request.substr(head.consumed)));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(readRequestHead);

gateway::Options optionsFor(const std::string &origin) {
    gateway::Options options;
    options.origin = gateway::upstreamFrom(origin);
    options.clock = [] {
        return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    };
    options.words = [](const gateway::Refusal &) { return std::string("refused"); };
    return options;
}

/// A cache with one 4 KiB response that stays fresh.
struct Warm {
    explicit Warm(Instant now) {
        cache::Request asked;
        asked.url = url;
        cache::Transaction first = cache.begin(asked, now);
        const std::string date = http::formatHttpDate(now);
        const std::array fields{
            http::Field{"Date", date, http::FieldName::Date},
            http::Field{"Content-Type", "text/plain", http::FieldName::ContentType},
            http::Field{"Content-Length", "4096", http::FieldName::ContentLength},
            http::Field{"ETag", "\"abc-1000\"", http::FieldName::ETag},
            http::Field{"Cache-Control", "public, max-age=3600", http::FieldName::CacheControl}};
        first.receive(200, fields, now);
        first.append(std::string(4096, 'x'));
        first.finish(cache::Transaction::End::Complete, now);
    }
    const std::string url = "http://127.0.0.1:8080/fresh/4k.txt";
    cache::Cache cache{cache::Cache::Options{}};
};

/// From the head that was read to the bytes that are sent, without sockets.
void decideAndWriteHit(benchmark::State &state) {
    const Instant now = std::chrono::sys_days(std::chrono::year(2030) / 1 / 1);
    Warm warm(now);
    wire::MessageParser parser(wire::MessageParser::Side::Requests, {});
    benchmark::DoNotOptimize(parser.next(request));
    std::string out;
    std::string status;
    for ([[maybe_unused]] auto each : state) {
        cache::Request asked;
        asked.url = warm.url;
        asked.fields = parser.head().fields();
        cache::Transaction hit = warm.cache.begin(asked, now);
        status.clear();
        cache::writeCacheStatus(status, hit, {warm.url, false, false});
        out.clear();
        wire::writeStatusLine(out, hit.answer().status, "OK");
        wire::writeFields(out, hit.answer().fields.fields(), wire::BodyPlan::ofLength(4096));
        wire::writeField(out, "Cache-Status", status);
        for (const cache::Slice &slice : hit.answer().before)
            out.append(slice.view());
        benchmark::DoNotOptimize(out.data());
        hit.finish(cache::Transaction::End::Complete, now);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decideAndWriteHit);

int serve(char **arguments) {
    int none = 0;
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(none, nullptr);
    wire::Loop loop;
    gateway::Options options = optionsFor(arguments[2]);
    const auto address = wire::addressFrom(arguments[3]);
    if (!options.origin || !address)
        return EXIT_FAILURE;
    options.listen.address = *address;
    const auto started = gateway::Gateway::start(loop, options);
    if (!started)
        return EXIT_FAILURE;
    std::printf("%s\n", wire::textOf((*started)->address()).c_str());
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv) {
    if (argc == 4 && std::string_view(argv[1]) == "serve")
        return serve(argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return EXIT_SUCCESS;
}
