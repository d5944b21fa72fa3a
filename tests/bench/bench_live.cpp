// SPDX-License-Identifier: Apache-2.0
// bench_live ENGINE [TIMES]: what a whole audit of a page with 100 subresources costs beside one
// cold load of it in the same browser, and what a visitor costs in memory. A METRIC a line: medians
// of TIMES (3) turns; cold loads and audits take turns, so that both meet the same load.
#include <QCoreApplication>
#include <QSemaphore>
#include <QThread>

#include "core/session/live_session.h"
#include "tests/bench/process_tree.h"
#include "tests/live/browser_rig.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace etagere;

/// The site on a thread of its own, as a server would be.
class Server final : public QThread {
public:
    Server() {
        start();
        m_ready.acquire();
    }
    ~Server() override {
        quit();
        wait();
    }
    [[nodiscard]] std::string url(std::string_view path, std::string_view host) const {
        return "http://" + std::string(host) + ":" + std::to_string(m_port) + std::string(path);
    }

private:
    void run() override {
        const tests::Site site;
        m_port = site.port();
        m_ready.release();
        exec();
    }
    QSemaphore m_ready;
    std::uint16_t m_port = 0;
};

constexpr std::string_view page = "/hundred.html";

double secondsSince(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

double medianOf(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

[[noreturn]] void giveUp(const std::string &why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(4);
}

std::unique_ptr<live::Browser> launched(live::Engine engine) {
    live::LaunchOptions options;
    options.engine = engine;
    auto browser = tests::launchedBrowser(options);
    if (!browser)
        giveUp("no browser: " + browser.error().detail);
    return std::move(*browser);
}

/// One cold load: a browser that starts, a new profile, the page.
struct ColdLoad {
    double start = 0; ///< until the browser can be spoken to
    double load = 0;  ///< from the order to the page's last sign of life
};

ColdLoad loadCold(live::Engine engine, const Server &server) {
    ColdLoad cold;
    const auto begin = std::chrono::steady_clock::now();
    tests::BrowserRig rig(launched(engine));
    cold.start = secondsSince(begin);
    live::VisitOptions options;
    options.url = server.url(page, "a.localhost");
    const tests::Visited seen = rig.visit(rig.addProfile(), options);
    if (!seen.isLoaded())
        giveUp("the page did not load: " + seen.words());
    cold.load = seconds(seen.summary->took - options.quiet);
    return cold;
}

struct Audited {
    double all = 0;
    std::size_t visits = 0;
};

Audited auditOnce(live::Engine engine, const Server &server) {
    session::LiveRequest request;
    request.urls = {server.url(page, "a.localhost")};
    request.launch.engine = engine;
    request.probes = false;
    Audited audited;
    const auto begin = std::chrono::steady_clock::now();
    const session::LiveOutcome outcome =
        session::runLive(request, {}, [&audited](const session::LiveEvent &event) {
            audited.visits += event.kind == session::LiveEvent::Kind::Visited ? 1 : 0;
        });
    audited.all = secondsSince(begin);
    if (outcome.noBrowser || outcome.sites.front().file.empty())
        giveUp("the audit failed");
    return audited;
}

void measureCost(live::Engine engine, const Server &server, int times) {
    std::vector<double> starts;
    std::vector<double> loads;
    std::vector<double> audits;
    std::size_t visits = 0;
    for (int turn = 0; turn < times; ++turn) {
        const ColdLoad cold = loadCold(engine, server);
        starts.push_back(cold.start);
        loads.push_back(cold.load);
        const Audited audited = auditOnce(engine, server);
        audits.push_back(audited.all);
        visits = audited.visits;
    }
    const double start = medianOf(starts);
    const double load = medianOf(loads);
    const double audit = medianOf(audits);
    std::printf("METRIC start_s %.3f\nMETRIC cold_load_s %.3f\nMETRIC audit_s %.3f\n"
                "METRIC audit_visits %zu\nMETRIC audit_per_cold_load %.2f\n"
                "METRIC audit_without_start_per_load %.2f\n",
                start, load, audit, visits, audit / (start + load), (audit - start) / load);
}

void printMemory(const std::string &when, const bench::Memory &memory) {
    std::printf("METRIC memory_%s_pss_mb %.1f\nMETRIC memory_%s_rss_mb %.1f\n"
                "METRIC memory_%s_processes %zu\n",
                when.c_str(), static_cast<double>(memory.proportional) / 1e6, when.c_str(),
                static_cast<double>(memory.resident) / 1e6, when.c_str(), memory.processes);
}

/// Visitors who have each loaded the page and have it open.
void measureMemory(live::Engine engine, const Server &server) {
    constexpr std::size_t visitors = 8;
    tests::BrowserRig rig(launched(engine));
    printMemory("empty", bench::memoryOfChildren());
    bench::Memory first;
    for (std::size_t i = 0; i < visitors; ++i) {
        live::VisitOptions options;
        options.url = server.url(page, "v" + std::to_string(i) + ".localhost");
        if (!rig.visit(rig.addProfile(), options).isLoaded())
            giveUp("the page did not load");
        if (i == 0)
            first = bench::memoryOfChildren();
    }
    const bench::Memory all = bench::memoryOfChildren();
    printMemory("one", first);
    printMemory("eight", all);
    const auto perVisitor = [](std::uint64_t more, std::uint64_t less) {
        return (static_cast<double>(more) - static_cast<double>(less)) / 1e6 / (visitors - 1);
    };
    std::printf("METRIC memory_per_visitor_pss_mb %.1f\nMETRIC memory_per_visitor_rss_mb %.1f\n",
                perVisitor(all.proportional, first.proportional),
                perVisitor(all.resident, first.resident));
}

} // namespace

int main(int argc, char **argv) {
    const QCoreApplication application(argc, argv);
    const auto engine = live::engineFrom(argc > 1 ? argv[1] : "");
    const int times = argc > 2 ? std::atoi(argv[2]) : 3;
    if (!engine || times < 1)
        return 2;
    const Server server;
    measureCost(*engine, server, times);
    measureMemory(*engine, server);
    return 0;
}
