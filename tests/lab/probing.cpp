// SPDX-License-Identifier: Apache-2.0
#include "tests/lab/probing.h"

#include <QCoreApplication>
#include <QEventLoop>

#include "core/lab/server.h"
#include "core/probe/judge.h"
#include "core/probe/recording.h"
#include "core/probe/runner.h"
#include "tests/lab/timed.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace etagere::tests {

namespace {

constexpr std::size_t probedAtOnce = 16;

/// One row's origin on a port of its own, and the probes that ask it.
class Probing {
public:
    Probing(wire::Loop &loop, RowResult &result)
        : m_result(result)
        , m_origin(std::make_shared<Timed>(result.row->make())) {
        m_origin->now = rowBegin;
        auto server = lab::Server::open(loop, {});
        if (!server) {
            fail("no server");
            return;
        }
        m_server = std::move(*server);
        m_server->serve("", m_origin);
        m_url = "http://127.0.0.1:" + std::to_string(m_server->address().port);
        probe::Options options;
        options.waits = false;
        options.rate = result.row->probeRate;
        options.page = result.row->tracks ? m_url + "/" : std::string();
        m_origin->step = Duration(static_cast<std::int64_t>(1e6 / options.rate));
        m_url += result.row->path;
        auto plan = probe::planFor(m_url, options);
        if (!plan) {
            fail("no plan");
            return;
        }
        m_prober = std::make_unique<probe::Prober>(std::move(*plan));
        probe::RunOptions run;
        run.clock = [origin = m_origin.get()] { return origin->now; };
        m_runner = std::make_unique<probe::Runner>(loop, *m_prober, run);
        m_runner->start([this] { m_done = true; });
    }

    [[nodiscard]] bool isDone() const { return m_done; }

    void finish() {
        if (m_prober == nullptr)
            return;
        const traffic::Traffic traffic = probe::trafficOf(m_prober->outcomes(), m_url);
        m_result.probes = m_prober->asked();
        m_result.probeFindings = probe::judge({traffic, m_prober->outcomes()});
        m_result.probedGrade = 0;
        for (const analysis::Finding &finding : m_result.probeFindings)
            m_result.probedGrade = std::max(m_result.probedGrade, static_cast<int>(finding.grade));
    }

private:
    void fail(const char *why) {
        m_result.failure = why;
        m_done = true;
    }

    RowResult &m_result;
    std::shared_ptr<Timed> m_origin;
    std::unique_ptr<lab::Server> m_server;
    std::string m_url;
    std::unique_ptr<probe::Prober> m_prober;
    std::unique_ptr<probe::Runner> m_runner;
    bool m_done = false;
};

} // namespace

void probeRows(std::vector<RowResult> &results) {
    wire::Loop loop;
    std::vector<std::unique_ptr<Probing>> active;
    std::size_t next = 0;
    while (next < results.size() || !active.empty()) {
        for (; next < results.size() && active.size() < probedAtOnce; ++next) {
            if (results[next].row->probed)
                active.push_back(std::make_unique<Probing>(loop, results[next]));
        }
        std::erase_if(active, [](const auto &probing) {
            if (!probing->isDone())
                return false;
            probing->finish();
            return true;
        });
        if (!active.empty())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

} // namespace etagere::tests
