// SPDX-License-Identifier: Apache-2.0
#include "core/readers/har_reader.h"

#include "core/readers/entry_list.h"
#include "core/readers/gzip_file.h"
#include "core/readers/har_outline.h"
#include "core/readers/har_source.h"
#include "core/readers/har_visits.h"
#include "core/readers/json_scan.h"

#include <memory>
#include <utility>

namespace etagere::readers {

namespace {

using traffic::Repair;

Failure<ImportError> failure(ImportError::Kind kind, std::uint64_t byteOffset) {
    return Failure<ImportError>(ImportError{kind, byteOffset});
}

/// What has to be undone before the JSON can be read.
struct Opened {
    MappedFile file;
    RepairSet repairs;
    bool tooLarge = false;
};

Result<Opened, ImportError> open(MappedFile file, const StopToken &stop) {
    if (!looksGzipped(file.bytes()))
        return Opened{std::move(file), {}};
    auto inflated = inflateFile(file.bytes(), inflateLimit(file.bytes().size()), stop);
    if (!inflated)
        return failure(ImportError::Kind::Unreadable, 0);
    if (inflated->stopped)
        return failure(ImportError::Kind::Stopped, 0);
    Opened opened{std::move(inflated->file), {}, inflated->tooLarge};
    opened.repairs.add(Repair::CompressedFile);
    if (!inflated->whole)
        opened.repairs.add(Repair::Truncated);
    return opened;
}

/// What stands around the entries, also behind them: only then are their pages and their recorder
/// known. Nearly every exporter writes both before, and then nothing is read twice.
HarAround lookAround(HarOutline outline) {
    while (outline.findEntries()) {
        if (!outline.around().pages.empty() && !outline.around().creator.empty())
            break;
        outline.skipEntries();
    }
    return outline.around();
}

traffic::SourceInfo infoOf(const HarAround &around, std::vector<std::string> &texts) {
    const auto keep = [&texts](std::string value) -> std::string_view {
        return texts.emplace_back(std::move(value));
    };
    texts.reserve(4);
    traffic::SourceInfo info;
    info.creator = keep(stringOf(memberOf(around.creator, "name")));
    info.creatorVersion = keep(stringOf(memberOf(around.creator, "version")));
    const std::string version = stringOf(memberOf(around.browser, "version"));
    std::string browser = stringOf(memberOf(around.browser, "name"));
    if (!version.empty())
        browser += (browser.empty() ? "" : " ") + version;
    info.browser = keep(std::move(browser));
    return info;
}

bool isChrome(std::string_view creator) {
    return creator == "WebInspector" || creator.find("Chrom") != std::string_view::npos;
}

/// One import, from the first byte to the log.
class HarImport {
public:
    HarImport(std::shared_ptr<const HarSource> source, const ReadOptions &options,
              traffic::Traffic &traffic)
        : m_source(std::move(source))
        , m_options(options)
        , m_traffic(traffic)
        , m_outline(m_source->file().bytes()) {}

    Result<Imported, ImportError> run(RepairSet repairs, const StopToken &stop,
                                      const Progress &progress) {
        const HarOutline before = m_outline;
        if (!m_outline.findEntries())
            return Failure<ImportError>(m_outline.error());
        if (stop.stop_requested())
            return failure(ImportError::Kind::Stopped, m_outline.at());
        const HarAround around = lookAround(before);
        auto pages = readPages(around.pages, repairs);
        std::vector<std::string> texts;
        traffic::SourceInfo info = infoOf(around, texts);
        info.name = m_options.name;
        info.freshProfiles = hasFreshProfiles(info.creator, pages);
        Imported imported;
        imported.source = m_traffic.addSource(info, m_source);
        imported.freshProfiles = info.freshProfiles;
        HarVisits visits(m_traffic, imported.source, m_options);
        if (pages.empty())
            repairs.add(Repair::MissingPages);
        visits.addPages(std::move(pages), info.freshProfiles);
        EntryList entries(m_source->file(), {m_traffic, imported.source, visits, imported.log});
        readLists(entries, stop, progress);
        imported.stopped = entries.stopped();
        imported.assumedVisitors = visits.assumedVisitors();
        imported.sanitised =
            isChrome(info.creator) && imported.log.imported > 0 && !entries.sawCredentials();
        logWholeFile(repairs, entries.cutOff(), imported);
        return imported;
    }

private:
    void readLists(EntryList &entries, const StopToken &stop, const Progress &progress) {
        bool more = true;
        while (more) {
            m_outline.resume(entries.read(m_outline.at(), stop, progress));
            more = !entries.stopped() && m_outline.findEntries();
        }
    }

    void logWholeFile(RepairSet repairs, bool cutOff, Imported &imported) const {
        std::vector<traffic::RepairedEntry> all;
        repairs.add(m_outline.repairs());
        if (cutOff)
            repairs.add(Repair::Truncated);
        repairs.appendTo(all, traffic::RepairedEntry::wholeFile);
        auto &log = imported.log.repaired;
        log.insert(log.begin(), all.begin(), all.end());
    }

    std::shared_ptr<const HarSource> m_source;
    const ReadOptions &m_options;
    traffic::Traffic &m_traffic;
    HarOutline m_outline;
};

} // namespace

Result<Imported, ImportError> readHar(MappedFile file, const ReadOptions &options,
                                      traffic::Traffic &traffic, const StopToken &stop,
                                      const Progress &progress) {
    auto opened = open(std::move(file), stop);
    if (!opened)
        return Failure<ImportError>(opened.error());
    const bool tooLarge = opened->tooLarge;
    HarImport import(std::make_shared<const HarSource>(std::move(opened->file)), options, traffic);
    auto imported = import.run(opened->repairs, stop, progress);
    if (!imported && tooLarge)
        return failure(ImportError::Kind::TooLarge, imported.error().byteOffset);
    return imported;
}

} // namespace etagere::readers
