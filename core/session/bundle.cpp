// SPDX-License-Identifier: Apache-2.0
#include "core/session/bundle.h"

#include "core/explain/bundle_text.h"
#include "core/report/cover.h"
#include "core/report/csv_report.h"
#include "core/report/evidence_data.h"
#include "core/report/finding_words.h"
#include "core/report/html_report.h"
#include "core/report/json_report.h"
#include "core/report/remarks.h"
#include "core/report/sarif_report.h"
#include "core/session/environment.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <unordered_set>

namespace etagere::session {

namespace {

namespace words = explain::bundle_text;
using report::BundleError;
using report::BundleWriter;
using report::Identifiers;
using Done = Result<void, BundleError>;

Instant now() { return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()); }

/// "inputs/003-recording.har": a name that a bundle may have, whatever the file is called.
std::string copyName(std::size_t index, const std::string &file) {
    constexpr std::size_t longest = 100;
    std::array<char, 32> number{};
    std::snprintf(number.data(), number.size(), "inputs/%03zu-", index + 1);
    std::string name = std::filesystem::path(file).filename().string();
    for (char &character : name) {
        const std::string one(1, character);
        if (!report::isBundleName("x" + one))
            character = '_';
    }
    return number.data() + name.substr(0, longest);
}

/// Folders tell whose machine it was: "--visitor", "A=/home/ann/a.har" become "A=a.har".
std::string withoutFolder(const std::string &word) {
    const std::size_t slash = word.rfind('/');
    const std::size_t begin = std::min(word.find('=') + 1, word.size()); // 0 without one
    if (slash == std::string::npos || slash < begin)
        return word;
    return word.substr(0, begin) + word.substr(slash + 1);
}

class Bundling {
public:
    Bundling(const AuditOutcome &audit, const std::vector<InputFile> &inputs,
             const BundleRequest &request, BundleWriter writer)
        : m_audit(audit)
        , m_inputs(inputs)
        , m_request(request)
        , m_report(report::redacted(audit.report, request.redaction))
        , m_exchanges(report::concernedExchanges(audit.report))
        , m_environment(thisMachine())
        , m_writer(std::move(writer)) {
        m_environment.operatorName = request.operatorName;
        m_environment.command = request.command;
        if (request.redaction.level == Identifiers::Redacted)
            std::transform(request.command.begin(), request.command.end(),
                           m_environment.command.begin(), withoutFolder);
        m_environment.started = request.started;
    }

    Result<std::string, BundleError> run() {
        m_writer.log("begin", {{"command", report::shellLine(m_environment.command)},
                               {"operator", m_request.operatorName}});
        Done done = writeInputs();
        if (done)
            done = writeReports();
        if (done)
            done = writeExchanges();
        if (done)
            done = writeData();
        if (!done)
            return Failure<BundleError>(done.error());
        tell(report::coverTemplateName, words::fileTemplate);
        tell(report::logName, words::fileLog);
        tell(report::manifestName, words::fileManifest);
        const report::CoverFacts facts = coverFacts();
        if (done = m_writer.add("README.txt", report::writeReadme(facts)); !done)
            return Failure<BundleError>(done.error());
        return m_writer.finish(report::writeCoverTemplate(facts));
    }

private:
    void tell(std::string_view name, const explain::Message &what) {
        m_files.emplace_back(name, text(what));
    }

    Done add(std::string_view name, const std::string &bytes, const explain::Message &what) {
        tell(name, what);
        return m_writer.add(name, bytes);
    }

    Done writeInputs() {
        std::vector<report::InputBytes> list;
        for (std::size_t i = 0; i < m_inputs.size(); ++i) {
            auto one = inputAt(i);
            if (!one)
                return Failure<BundleError>(one.error());
            m_writer.log("input", {{"file", one->file}, {"sha256", one->sha256}});
            list.push_back(*std::move(one));
        }
        return add("inputs.json", report::writeInputs(list), words::fileInputs);
    }

    Result<report::InputBytes, BundleError> inputAt(std::size_t index) {
        const std::string &path = m_inputs[index].path;
        report::InputBytes one;
        one.file = index < m_report.inputs.size() ? m_report.inputs[index].file : path;
        if (path == "-")
            return one;
        const auto file = MappedFile::open(path);
        if (!file)
            return one; // the report says that it could not be read
        one.bytes = file->bytes().size();
        one.sha256 = report::sha256Of(file->bytes());
        if (!m_request.withInputs)
            return one;
        one.copy = copyName(index, path);
        tell(one.copy, words::fileCopies);
        if (const auto copied = m_writer.add(one.copy, file->bytes()); !copied)
            return Failure<BundleError>(copied.error());
        return one;
    }

    Done writeReports() {
        const Identifiers level = m_request.redaction.level;
        Done done = add("report.html", report::writeHtml(m_report, level), words::fileReport);
        if (done)
            done = add("report.json", report::writeJson(m_report, level), words::fileReportData);
        if (done)
            done = add("report.csv", report::writeCsv(m_report), words::fileReportData);
        if (done)
            done = add("report.sarif", report::writeSarif(m_report, level), words::fileReportData);
        return done;
    }

    Done writeExchanges() {
        std::unordered_set<std::size_t> wanted;
        for (const traffic::ExchangeId id : m_exchanges)
            wanted.insert(id.index());
        readers::WriteOptions options;
        options.privacy = report::privacyOf(m_request.redaction.level);
        options.key = m_request.redaction.key;
        options.keeps = [&wanted](const traffic::Exchange &exchange) {
            return wanted.contains(exchange.id.index());
        };
        tell("exchanges.har", words::fileExchanges);
        return m_writer.addStream(
            "exchanges.har", [&](const BundleWriter::Sink &sink) -> Result<void, FileError> {
                const auto written = readers::writeHar(*m_audit.traffic, sink, options);
                if (!written)
                    return Failure<FileError>(written.error());
                return {};
            });
    }

    Done writeData() {
        const report::Redaction &redaction = m_request.redaction;
        const traffic::Traffic &traffic = *m_audit.traffic;
        Done done = add("digests.json", report::writeDigests(traffic, m_exchanges, redaction),
                        words::fileDigests);
        if (done)
            done = add("provenance.json", report::writeProvenance(traffic, m_exchanges, redaction),
                       words::fileProvenance);
        if (done)
            done = add("measures.json", report::writeMeasures(m_report), words::fileMeasures);
        m_environment.ended = now();
        if (done)
            done = add("environment.json", report::writeEnvironment(m_environment, redaction.level),
                       words::fileEnvironment);
        if (done)
            done = add("limits.txt", report::asTextFile(report::limitParagraphs(redaction.level)),
                       words::fileLimits);
        if (done)
            done = add("law.txt", report::asTextFile(report::lawParagraphs()), words::fileLaw);
        return done;
    }

    [[nodiscard]] report::CoverFacts coverFacts() const {
        report::CoverFacts facts;
        facts.verdict = report::verdictOf(m_report);
        facts.environment = &m_environment;
        for (const audit::Input &input : m_report.inputs)
            facts.inputs.push_back(input.file);
        facts.files = m_files;
        return facts;
    }

    const AuditOutcome &m_audit;
    const std::vector<InputFile> &m_inputs;
    const BundleRequest &m_request;
    audit::Report m_report;
    std::vector<traffic::ExchangeId> m_exchanges;
    report::Environment m_environment;
    BundleWriter m_writer;
    std::vector<std::pair<std::string, std::string>> m_files;
};

} // namespace

Result<std::string, BundleError> writeBundle(const AuditOutcome &audit,
                                             const std::vector<InputFile> &inputs,
                                             const BundleRequest &request) {
    auto writer = BundleWriter::create(request.target, now);
    if (!writer)
        return Failure<BundleError>(writer.error());
    return Bundling(audit, inputs, request, *std::move(writer)).run();
}

} // namespace etagere::session
