// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/stop.h"
#include "core/readers/entry_parser.h"
#include "core/readers/har_visits.h"
#include "core/traffic/import_log.h"
#include "core/traffic/traffic.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace etagere::readers {

/// Where entries go to.
struct EntrySink {
    traffic::Traffic &traffic;
    traffic::SourceId source;
    HarVisits &visits;
    traffic::ImportLog &log;
};

/// Reads lists of entries: each element is appended to the traffic or its skipping is logged. Where
/// an element is damaged it is left, and reading goes on at what looks like the next entry.
class EntryList {
public:
    EntryList(const MappedFile &file, const EntrySink &sink);

    /// Reads the list whose bracket is at `begin`; returns where it ends.
    std::size_t read(std::size_t begin, const StopToken &stop, const Progress &progress);

    [[nodiscard]] bool stopped() const noexcept { return m_stopped; }
    [[nodiscard]] bool cutOff() const noexcept { return m_cutOff; }
    /// Whether any message had a cookie or an authorization field.
    [[nodiscard]] bool sawCredentials() const noexcept { return m_sawCredentials; }

private:
    /// The most elements that are no entries and yet worth a line each in the log.
    static constexpr std::size_t mostSkipped = std::size_t{1} << 20U;

    std::size_t readElement(std::size_t begin);
    std::size_t readObject(std::size_t begin);
    std::size_t readStray(std::size_t begin);
    EntryParser::Outcome parse(std::size_t begin, std::size_t end);
    void skip(traffic::Skip why, std::size_t begin);
    void append(std::size_t begin, std::size_t end);
    void repairDraft();
    [[nodiscard]] traffic::BodyRef bodyOf(const BodyDraft &body) const;
    void noteCredentials(const MessageDraft &message);
    void advance(std::size_t at, const Progress &progress);

    const MappedFile &m_file;
    std::string_view m_text;
    EntrySink m_sink;
    EntryParser m_parser;
    EntryText m_entry;
    EntryDraft m_draft;
    std::vector<LongString> m_longStrings;
    std::size_t m_budget; ///< bytes that may still be read to find the way after damage
    std::size_t m_reported = 0;
    bool m_stopped = false;
    bool m_cutOff = false;
    bool m_lost = false; ///< nothing more can be made of this list
    bool m_sawCredentials = false;
};

} // namespace etagere::readers
