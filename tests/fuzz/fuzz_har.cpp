// SPDX-License-Identifier: Apache-2.0
// Any bytes are read as a HAR; everything that came of it is looked at, written out and read again.
#include "core/readers/har_reader.h"
#include "core/readers/har_writer.h"
#include "core/readers/sniff.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace etagere;

void check(bool holds) {
    if (!holds)
        std::abort();
}

MappedFile mapped(std::string_view bytes) {
    const int descriptor = ::memfd_create("fuzz", MFD_CLOEXEC);
    check(::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    auto file = MappedFile::open("/proc/self/fd/" + std::to_string(descriptor));
    ::close(descriptor);
    return std::move(file).value();
}

void lookAt(const traffic::Traffic &traffic) {
    constexpr Bytes most{1U << 20U};
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const auto &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        for (const auto *body : {&exchange.requestBody, &exchange.responseBody}) {
            const auto bytes = traffic.loadBody(*body, most);
            check(!bytes || bytes->size() <= most.count);
        }
        check(traffic.loadRaw(exchange.raw).has_value());
        check(exchange.visit.index() < traffic.visitCount());
        check(traffic.visit(exchange.visit).visitor.index() < traffic.visitorCount());
    }
}

void check(const traffic::ImportLog &log, const traffic::Traffic &traffic) {
    check(log.imported + log.skipped.size() == log.entries);
    check(log.imported == traffic.exchangeCount());
}

void roundTrip(const traffic::Traffic &traffic, readers::Privacy privacy) {
    std::string text;
    const auto sink = [&text](std::string_view piece) -> Result<void, FileError> {
        text += piece;
        return {};
    };
    const auto written = readers::writeHar(traffic, sink, {privacy});
    check(written && written->entries == traffic.exchangeCount());
    traffic::Traffic again;
    const auto imported = readers::readHar(mapped(text), {}, again);
    check(imported && imported->log.entries == traffic.exchangeCount());
    check(imported->log, again);
    check(imported->log.skipped.empty());
    if (privacy != readers::Privacy::Full)
        return;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const auto id = traffic::ExchangeId::fromSize(i);
        check(again.exchange(id).responseFields.size() ==
              traffic.exchange(id).responseFields.size());
        check(again.exchange(id).status == traffic.exchange(id).status);
        check(again.exchange(id).servedFrom == traffic.exchange(id).servedFrom ||
              traffic.exchange(id).servedFrom == traffic::ServedFrom::Unknown);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    static_cast<void>(readers::sniff(bytes));
    traffic::Traffic traffic;
    const auto imported = readers::readHar(mapped(bytes), {"fuzz", ""}, traffic);
    if (!imported) {
        check(traffic.exchangeCount() == 0 && traffic.sourceCount() == 0);
        return 0;
    }
    check(imported->log, traffic);
    lookAt(traffic);
    roundTrip(traffic, readers::Privacy::Full);
    roundTrip(traffic, readers::Privacy::Strict);
    return 0;
}
