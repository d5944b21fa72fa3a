// SPDX-License-Identifier: Apache-2.0
// Any bytes as a HAR, and what was read of it as a scenario: whatever can be played becomes a
// document that can be read, without what is secret.
#include "core/readers/har_reader.h"
#include "core/scenario/document.h"
#include "core/scenario/recorded.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace etagere;

void require(bool holds) {
    if (!holds)
        std::abort();
}

MappedFile mapped(std::string_view bytes) {
    const int descriptor = ::memfd_create("fuzz", MFD_CLOEXEC);
    require(::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    auto file = MappedFile::open("/proc/self/fd/" + std::to_string(descriptor));
    ::close(descriptor);
    return std::move(file).value();
}

void check(const traffic::Traffic &traffic, const scenario::FromTrafficOptions &options) {
    std::vector<traffic::ExchangeId> all;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i)
        all.push_back(traffic::ExchangeId::fromSize(i));
    const scenario::FromTraffic made = scenario::scenarioOf(traffic, all, options);
    require(made.taken + made.others == all.size());
    const auto recording = scenario::recordingOf(traffic, all, options, 1);
    require((made.taken == 0) == recording.steps.empty());
    if (made.taken == 0)
        return;
    const auto read = scenario::readScenario(made.json);
    require(read && read->steps.size() == made.taken);
    for (const scenario::Step &step : read->steps) {
        for (const auto &[name, value] : step.fields)
            require(http::fieldNameFrom(name) != http::FieldName::Authorization ||
                    options.keepsSecrets || value == "redacted");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    traffic::Traffic traffic;
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    if (!readers::readHar(mapped(bytes), {}, traffic))
        return 0;
    check(traffic, {});
    scenario::FromTrafficOptions open;
    open.keepsSecrets = true;
    open.smallBody = 0;
    check(traffic, open);
    return 0;
}
