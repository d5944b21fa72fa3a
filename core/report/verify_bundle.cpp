// SPDX-License-Identifier: Apache-2.0
#include "core/report/verify_bundle.h"

#include "core/report/bundle_writer.h"
#include "core/report/chained_log.h"
#include "core/report/manifest.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace etagere::report {

namespace {

using Kind = BundleProblem::Kind;

constexpr std::size_t coverLimit = std::size_t{1} << 20U;

BundleProblem::Kind kindOf(ChainError::Kind kind) noexcept {
    switch (kind) {
    case ChainError::Kind::WrongNumber:
        return Kind::WrongNumber;
    case ChainError::Kind::BrokenChain:
        return Kind::BrokenChain;
    case ChainError::Kind::NotALine:
        break;
    }
    return Kind::BadLog;
}

class Check {
public:
    explicit Check(const BundleFiles &files)
        : m_files(files) {}

    Verification run() {
        if (m_files.cut())
            problem(Kind::TooMany, {});
        if (const auto at = m_files.damagedAt()) {
            problem(Kind::BadArchive, {}, {}, {}, *at);
            return std::move(m_result);
        }
        if (!readManifestFile())
            return std::move(m_result);
        readLogFile();
        for (const ManifestLine &line : m_manifest)
            checkFile(line);
        checkOthers();
        checkCover();
        return std::move(m_result);
    }

private:
    void problem(Kind kind, std::string_view file, std::string expected = {},
                 std::string found = {}, std::uint64_t at = 0) {
        m_result.problems.push_back(
            {kind, std::string(file), std::move(expected), std::move(found), at});
    }

    /// The file's bytes; a problem is noted when there are none to be had.
    std::optional<BundleBytes> read(std::string_view name, std::uint64_t limit) {
        const BundleEntry *entry = m_files.find(name);
        if (entry == nullptr) {
            problem(Kind::Missing, name);
            return std::nullopt;
        }
        if (!entry->regular) {
            problem(Kind::NotPlain, name);
            return std::nullopt;
        }
        if (entry->bytes > limit) {
            problem(Kind::TooLarge, name, std::to_string(limit), std::to_string(entry->bytes));
            return std::nullopt;
        }
        auto bytes = m_files.bytesOf(name);
        if (bytes)
            return *std::move(bytes);
        problem(Kind::Unreadable, name);
        return std::nullopt;
    }

    bool readManifestFile() {
        const auto file = read(manifestName, manifestLimit);
        if (!file)
            return false;
        m_result.manifestSha256 = sha256Of(file->bytes);
        auto lines = readManifest(file->bytes);
        if (!lines) {
            problem(Kind::BadManifest, manifestName, {}, {}, lines.error().line);
            return false;
        }
        m_manifest = *std::move(lines);
        m_result.files = m_manifest.size();
        return true;
    }

    void readLogFile() {
        const auto file = read(logName, logLimit);
        if (!file)
            return;
        const auto logged = checkChain(file->bytes);
        if (!logged) {
            problem(kindOf(logged.error().kind), logName, {}, {}, logged.error().line);
            return;
        }
        for (const LoggedFile &one : *logged) {
            if (!m_logged.emplace(one.path, one).second)
                problem(Kind::LogDisagrees, one.path);
        }
        m_logRead = true;
        compareWithLog();
    }

    void compareWithLog() {
        std::set<std::string_view> named;
        for (const ManifestLine &line : m_manifest) {
            named.insert(line.path);
            if (line.path == logName)
                continue;
            const auto logged = m_logged.find(line.path);
            if (logged == m_logged.end())
                problem(Kind::LogDisagrees, line.path, line.sha256);
            else if (logged->second.sha256 != line.sha256)
                problem(Kind::LogDisagrees, line.path, line.sha256, logged->second.sha256);
        }
        if (!named.contains(logName))
            problem(Kind::LogDisagrees, logName);
        for (const auto &[path, file] : m_logged) {
            if (!named.contains(path))
                problem(Kind::LogDisagrees, path, {}, file.sha256);
        }
    }

    void checkFile(const ManifestLine &line) {
        const BundleEntry *entry = m_files.find(line.path);
        const auto logged = m_logged.find(line.path);
        if (entry != nullptr && entry->regular && logged != m_logged.end() &&
            entry->bytes != logged->second.bytes)
            return problem(Kind::WrongSize, line.path, std::to_string(logged->second.bytes),
                           std::to_string(entry->bytes));
        // Only the log may bound what it does not state: itself, or everything once it is broken.
        if (line.path == logName && !m_logRead && entry == nullptr)
            return; // told already
        const auto file = read(line.path, logged == m_logged.end() ? logLimit : UINT64_MAX);
        if (!file)
            return;
        m_result.bytes += file->bytes.size();
        std::string found = sha256Of(file->bytes);
        if (found != line.sha256)
            problem(Kind::WrongHash, line.path, line.sha256, std::move(found));
    }

    void checkOthers() {
        for (const BundleEntry &entry : m_files.entries()) {
            const bool named =
                entry.name == manifestName || entry.name == coverName ||
                std::binary_search(
                    m_manifest.begin(), m_manifest.end(), ManifestLine{{}, entry.name},
                    [](const ManifestLine &a, const ManifestLine &b) { return a.path < b.path; });
            if (!named)
                problem(Kind::Extra, entry.name);
        }
        for (std::size_t i = 1; i < m_files.entries().size(); ++i) {
            if (m_files.entries()[i].name == m_files.entries()[i - 1].name)
                problem(Kind::Extra, m_files.entries()[i].name);
        }
    }

    void checkCover() {
        const auto cover = read(coverName, coverLimit);
        const BundleEntry *entry = m_files.find(coverTemplateName);
        if (!cover || entry == nullptr || !entry->regular || entry->bytes > coverLimit)
            return; // told already
        const auto made = m_files.bytesOf(coverTemplateName);
        if (!made || cover->bytes != coverOf(made->bytes, m_result.manifestSha256))
            problem(Kind::BadCover, coverName);
    }

    const BundleFiles &m_files;
    Verification m_result;
    std::vector<ManifestLine> m_manifest;
    std::map<std::string, LoggedFile, std::less<>> m_logged;
    bool m_logRead = false;
};

} // namespace

std::string_view nameOf(BundleProblem::Kind kind) noexcept {
    constexpr std::array<std::string_view, static_cast<std::size_t>(Kind::Count)> names{
        "missing",      "extra",       "not-plain",    "wrong-size",   "wrong-hash",
        "bad-manifest", "bad-log",     "wrong-number", "broken-chain", "log-disagrees",
        "bad-cover",    "bad-archive", "too-large",    "too-many",     "unreadable"};
    return names[static_cast<std::size_t>(kind)];
}

Result<Verification, BundleUnread> verifyBundle(const std::filesystem::path &bundle) {
    const auto files = BundleFiles::open(bundle);
    if (!files)
        return Failure<BundleUnread>(files.error());
    return Check(**files).run();
}

} // namespace etagere::report
