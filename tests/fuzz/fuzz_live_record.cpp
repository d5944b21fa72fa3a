// SPDX-License-Identifier: Apache-2.0
// What a capture says of the live audit that made it, and the order of a flush.
#include "core/audit/surviving_identity.h"
#include "core/session/live_record.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace etagere;

namespace {

void require(bool condition) {
    if (!condition)
        std::abort();
}

traffic::Traffic fourVisits() {
    traffic::Traffic traffic;
    for (const char *name : {"A", "B", "C", "D"}) {
        traffic::Visit visit;
        visit.visitor = traffic.visitor(name);
        traffic.addVisit(visit);
    }
    return traffic;
}

/// What was read is written and read again as the same.
void record(std::string_view bytes) {
    static const traffic::Traffic traffic = fourVisits();
    const traffic::Attachments attachments{{session::liveAttachment, std::string(bytes)}};
    std::vector<audit::LiveRun> runs = session::liveIn(attachments, traffic, 0);
    for (audit::LiveRun &run : runs) {
        for (const audit::LiveVisit &visit : run.visits)
            require(visit.visit.index() < traffic.visitCount());
        for (const audit::FlushTrial &trial : run.trials) {
            for (const audit::LiveVisit &visit : trial.visits)
                require(visit.visit.index() < traffic.visitCount());
        }
        audit::findSurvivors(traffic, {}, run);
    }
    traffic::Attachments once;
    session::attachLive(runs, once);
    traffic::Attachments twice;
    session::attachLive(session::liveIn(once, traffic, 0), twice);
    require(once == twice);
}

void order(std::string_view text) {
    const auto read = audit::flushOrderFrom(text);
    if (!read)
        return;
    require(audit::flushOrderFrom(textOf(*read)) == read);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    record(bytes);
    order(bytes);
    for (const char *target : {"site:", "origin:", "url:"})
        order(target + std::string(bytes));
    return 0;
}
