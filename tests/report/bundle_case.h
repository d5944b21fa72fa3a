// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTemporaryDir>

#include "core/report/bundle_writer.h"
#include "core/report/verify_bundle.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

/// A small evidence bundle in a folder of its own, to be damaged.
namespace etagere::test {

namespace fs = std::filesystem;

inline std::string contentOf(const fs::path &path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void overwrite(const fs::path &path, const std::string &bytes) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << bytes;
}

class BundleCase {
public:
    /// The manifest's SHA-256; empty when it could not be written.
    std::string write(const std::string &name) {
        const auto clock = [this] {
            return Instant(std::chrono::seconds(1'709'296'496 + m_ticks++));
        };
        auto writer = report::BundleWriter::create(path(name), clock);
        if (!writer)
            return {};
        writer->log("begin", {{"command", "etagere audit \"x\""}});
        for (const auto &[file, bytes] : {std::pair("report.json", "{}\n"),
                                          {"inputs/001-a.har", "\xff\x00\n"},
                                          {"law.txt", "l"}}) {
            if (!writer->add(file, bytes))
                return {};
        }
        const auto finished = writer->finish("<p>@MANIFEST_SHA256@</p>");
        return finished ? *finished : std::string();
    }
    [[nodiscard]] fs::path path(const std::string &name) const {
        return fs::path(m_folder.path().toStdString()) / name;
    }
    /// Relative to the bundle, sorted.
    [[nodiscard]] std::vector<std::string> filesOf(const std::string &name) const {
        std::vector<std::string> files;
        for (const auto &entry : fs::recursive_directory_iterator(path(name))) {
            if (entry.is_regular_file())
                files.push_back(entry.path().lexically_relative(path(name)).string());
        }
        std::sort(files.begin(), files.end());
        return files;
    }
    /// "wrong-hash report.json", one each, sorted; "unread" when nothing could be read.
    [[nodiscard]] std::vector<std::string> problemsOf(const std::string &name) const {
        const auto verification = report::verifyBundle(path(name));
        if (!verification)
            return {"unread"};
        std::vector<std::string> problems;
        for (const report::BundleProblem &problem : verification->problems)
            problems.push_back(std::string(report::nameOf(problem.kind)) + " " + problem.file);
        std::sort(problems.begin(), problems.end());
        return problems;
    }

private:
    QTemporaryDir m_folder;
    int m_ticks = 0;
};

} // namespace etagere::test
