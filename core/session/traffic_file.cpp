// SPDX-License-Identifier: Apache-2.0
#include "core/session/traffic_file.h"

#include "core/explain/error_text.h"
#include "core/readers/har_writer.h"
#include "core/traffic/document.h"

namespace etagere::session {

namespace {

std::optional<FileError> writeHarFile(const traffic::Traffic &traffic,
                                      const std::filesystem::path &path) {
    auto file = AtomicFile::create(path);
    if (!file)
        return file.error();
    const auto written =
        readers::writeHar(traffic, [&file](std::string_view bytes) { return file->append(bytes); });
    if (!written)
        return written.error();
    const auto committed = file->commit();
    return committed ? std::nullopt : std::optional(committed.error());
}

} // namespace

std::string sentenceOf(const TrafficFileError &error, const std::filesystem::path &path) {
    return error.file
               ? explain::sentenceOf(*error.file)
               : explain::sentenceOf(error.store.value_or(store::StoreError()), path.string());
}

Result<std::uint64_t, TrafficFileError> writeTraffic(const traffic::Traffic &traffic,
                                                     const std::filesystem::path &path) {
    if (path.extension() != traffic::documentExtension) {
        if (auto failed = writeHarFile(traffic, path))
            return Failure<TrafficFileError>(TrafficFileError{std::move(failed), {}});
    } else if (const auto saved = traffic::saveCapture(traffic, path); !saved) {
        return Failure<TrafficFileError>(TrafficFileError{{}, saved.error().cause});
    }
    return traffic.exchangeCount();
}

} // namespace etagere::session
