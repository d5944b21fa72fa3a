// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTemporaryDir>

#include "core/base/file.h"
#include "core/replay/simulate.h"

#include <fstream>
#include <string>
#include <string_view>

/// Traces for tests, in files as the real ones.
namespace etagere::test {

class TraceFolder {
public:
    MappedFile file(std::string_view bytes) const {
        const std::string path = m_folder.filePath(QStringLiteral("trace")).toStdString();
        std::ofstream(path, std::ios::binary)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return std::move(*MappedFile::open(path));
    }
    [[nodiscard]] std::string path(const char *name) const {
        return m_folder.filePath(QString::fromUtf8(name)).toStdString();
    }

private:
    QTemporaryDir m_folder;
};

inline replay::SimulateRun run(cache::EvictionPolicy policy, std::uint64_t capacity) {
    return {policy, Bytes{capacity}, Bytes{capacity}};
}

/// A trace played through one cache; a model by its name, or none.
inline replay::SimulateTotals played(std::string_view trace, replay::SimulateRun run,
                                     std::string_view model = {}, std::string policies = {}) {
    const TraceFolder folder;
    replay::SimulateSettings settings;
    if (!model.empty())
        settings.model = *cache::modelFrom(model);
    settings.policies = std::move(policies);
    settings.runs = {run};
    const auto simulated = replay::simulate(folder.file(trace), settings, {}, {});
    return simulated ? simulated->totals.front() : replay::SimulateTotals{};
}

} // namespace etagere::test
