// SPDX-License-Identifier: Apache-2.0
// Any bytes are read as a manifest, a log and an archive of evidence; what is accepted is written
// again and has to be the same, so that no byte of evidence is without a meaning.
#include "core/report/chained_log.h"
#include "core/report/evidence_archive.h"
#include "core/report/manifest.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace etagere::report;

void check(bool holds) {
    if (!holds)
        std::abort();
}

void asManifest(std::string_view bytes) {
    const auto lines = readManifest(bytes);
    if (!lines) {
        check(lines.error().line > 0);
        return;
    }
    for (const ManifestLine &line : *lines)
        check(isBundleName(line.path) && line.sha256.size() == 64);
    check(writeManifest(*lines) == bytes);
}

void asLog(std::string_view bytes) {
    const auto files = checkChain(bytes);
    if (!files) {
        check(files.error().line > 0);
        return;
    }
    // A flipped bit breaks the chain, or the last line, which the manifest keeps.
    if (bytes.find('\n') + 1 == bytes.size())
        return;
    std::string damaged(bytes);
    damaged[0] = static_cast<char>(damaged[0] ^ 1);
    check(!checkChain(damaged));
}

void asArchive(std::string_view bytes) {
    const auto files = readArchive(bytes);
    if (!files) {
        check(files.error().offset <= bytes.size());
        return;
    }
    std::size_t held = 0;
    for (const ArchivedFile &file : *files)
        held += file.bytes.size() + file.name.size();
    check(held <= bytes.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    asManifest(bytes);
    asLog(bytes);
    asArchive(bytes);
    return 0;
}
