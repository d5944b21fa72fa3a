// SPDX-License-Identifier: Apache-2.0
// Opens any bytes as a capture document, asks everything of what comes out, and saves it again:
// what was once read must read the same ever after.
#include "core/traffic/document.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace etagere::traffic;

/// A file of one name per process, preferably where no disk is touched.
std::string pathFor(const char *suffix) {
    static const std::string folder = ::access("/dev/shm", W_OK) == 0 ? "/dev/shm/" : "/tmp/";
    return folder + "etagere-fuzz-document." + std::to_string(::getpid()) + suffix;
}

void write(const std::string &path, std::string_view bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written <= 0)
            std::abort();
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    ::close(file);
}

std::size_t sizeOf(const Traffic &traffic, const BodyRef &body) {
    const auto bytes = traffic.loadBody(body, {1U << 22U});
    return bytes ? bytes->size() : 0;
}

/// A number that any change of the content is likely to change; bodies and all.
std::size_t summaryOf(const Traffic &traffic) {
    std::size_t sum = traffic.exchangeCount();
    for (std::uint32_t i = 0; i < traffic.exchangeCount(); ++i) {
        const Exchange &x = traffic.exchange(ExchangeId(i));
        const Visit &visit = traffic.visit(x.visit);
        sum = sum * 31 + traffic.urlText(x.url).size() + traffic.visitor(visit.visitor).name.size();
        if (visit.source.isValid())
            sum += traffic.sourceInfo(visit.source).name.size();
        for (const auto fields : {x.requestFields, x.responseFields}) {
            for (const auto &field : fields)
                sum = sum * 31 + field.name.size() + field.value.size();
        }
        sum = sum * 31 + sizeOf(traffic, x.requestBody);
        sum = sum * 31 + sizeOf(traffic, x.responseBody);
        sum = sum * 31 + traffic.loadRaw(x.raw).value_or("").size();
    }
    return sum;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    static const std::string path = pathFor("");
    static const std::string copyPath = pathFor("-copy");
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
    write(path, {reinterpret_cast<const char *>(data), size});
    if (const auto opened = openCapture(path)) {
        const std::size_t summary = summaryOf(opened->traffic);
        if (!saveCapture(opened->traffic, copyPath))
            std::abort();
        const auto copy = openCapture(copyPath);
        if (!copy || copy->log.skippedExchanges != 0 || summaryOf(copy->traffic) != summary)
            std::abort();
    }
    ::unlink(path.c_str());
    ::unlink(copyPath.c_str());
    return 0;
}
