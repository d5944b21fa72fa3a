// SPDX-License-Identifier: Apache-2.0
#include "core/readers/har_writer.h"

#include "core/readers/har_entry_writer.h"
#include "core/readers/json_out.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace etagere::readers {

namespace {

using traffic::ExchangeId;
using traffic::Traffic;
using traffic::VisitId;

/// The browser that all sources name; empty when they do not agree.
std::string_view commonBrowser(const Traffic &traffic) {
    std::string_view common;
    for (std::size_t i = 0; i < traffic.sourceCount(); ++i) {
        const std::string_view browser = traffic.sourceInfo(traffic::SourceId::fromSize(i)).browser;
        if (i > 0 && browser != common)
            return {};
        common = browser;
    }
    return common;
}

class HarWriter {
public:
    HarWriter(const Traffic &traffic, const Sink &sink, const WriteOptions &options)
        : m_traffic(traffic)
        , m_out(sink)
        , m_filter(options.privacy, options.key ? *options.key : PseudonymKey::random())
        , m_keeps(options.keeps) {}

    Result<Written, FileError> run(const StopToken &stop, const Progress &progress) {
        m_out.beginObject();
        m_out.beginObject("log");
        m_out.member("version", "1.2");
        writeCreator();
        writePages();
        Written written = writeEntries(stop, progress);
        m_out.endObject();
        m_out.endObject();
        if (auto done = m_out.finish(); !done)
            return Failure<FileError>(done.error());
        return written;
    }

private:
    void writeCreator() {
        m_out.beginObject("creator");
        m_out.member("name", "Etagere");
        m_out.member("version", ETAGERE_VERSION);
        m_out.endObject();
        if (const std::string_view browser = commonBrowser(m_traffic); !browser.empty()) {
            m_out.beginObject("browser");
            m_out.member("name", browser.substr(0, browser.rfind(' ')));
            const std::size_t space = browser.rfind(' ');
            m_out.member("version",
                         space == std::string_view::npos ? "" : browser.substr(space + 1));
            m_out.endObject();
        }
    }

    /// The exporter's own id as long as no other visit has it.
    std::string uniqueId(std::string_view wanted, std::size_t index) {
        const std::string number = std::to_string(index + 1);
        std::string id(wanted.empty() ? std::string_view("page") : wanted);
        if (wanted.empty())
            id.append("_").append(number);
        while (!m_idsTaken.insert(id).second)
            id.append("_").append(number);
        return id;
    }

    [[nodiscard]] bool keeps(const traffic::Exchange &exchange) const {
        return !m_keeps || m_keeps(exchange);
    }

    /// All of them, unless only some exchanges are kept: then those with one.
    [[nodiscard]] std::vector<bool> keptVisits() const {
        std::vector<bool> kept(m_traffic.visitCount(), !m_keeps);
        for (std::size_t i = 0; m_keeps && i < m_traffic.exchangeCount(); ++i) {
            const traffic::Exchange &exchange = m_traffic.exchange(ExchangeId::fromSize(i));
            if (keeps(exchange))
                kept[exchange.visit.index()] = true;
        }
        return kept;
    }

    void writePages() {
        const std::vector<bool> kept = keptVisits();
        m_out.beginArray("pages");
        for (std::size_t i = 0; i < m_traffic.visitCount(); ++i) {
            const traffic::Visit &visit = m_traffic.visit(VisitId::fromSize(i));
            m_pageIds.push_back(uniqueId(visit.pageId, i));
            if (!kept[i])
                continue;
            m_out.beginObject();
            m_out.instant("startedDateTime", visit.started.value_or(Instant{}));
            m_out.member("id", m_pageIds.back());
            m_out.member("title", m_filter.keepsUnmodelled() ? visit.title : std::string_view{});
            m_out.beginObject("pageTimings");
            m_out.endObject();
            m_out.member("_visitor", m_traffic.visitor(visit.visitor).name);
            m_out.endObject();
        }
        m_out.endArray();
    }

    Written writeEntries(const StopToken &stop, const Progress &progress) {
        Written written;
        HarEntryWriter entries(m_traffic, m_out, m_filter);
        m_out.beginArray("entries");
        const std::size_t count = m_traffic.exchangeCount();
        for (std::size_t i = 0; i < count && !m_out.failed() && !written.stopped; ++i) {
            written.stopped = stop.stop_requested();
            if (written.stopped)
                break;
            const traffic::Exchange &exchange = m_traffic.exchange(ExchangeId::fromSize(i));
            if (keeps(exchange)) {
                entries.write(exchange, m_pageIds[exchange.visit.index()]);
                ++written.entries;
            } else {
                entries.pass(exchange);
            }
            progress.report(i + 1, count);
        }
        m_out.endArray();
        written.bodiesLost = entries.bodiesLost();
        return written;
    }

    const Traffic &m_traffic;
    JsonOut m_out;
    PrivacyFilter m_filter;
    const std::function<bool(const traffic::Exchange &)> &m_keeps;
    std::vector<std::string> m_pageIds;
    std::unordered_set<std::string> m_idsTaken;
};

} // namespace

Result<Written, FileError> writeHar(const Traffic &traffic, const Sink &sink,
                                    const WriteOptions &options, const StopToken &stop,
                                    const Progress &progress) {
    return HarWriter(traffic, sink, options).run(stop, progress);
}

} // namespace etagere::readers
