// SPDX-License-Identifier: Apache-2.0
#include "core/readers/entry_list.h"

#include "core/readers/har_outline.h"
#include "core/readers/json_cursor.h"
#include "core/readers/json_scan.h"

#include <algorithm>

namespace etagere::readers {

using traffic::Repair;
using traffic::Skip;
using Outcome = EntryParser::Outcome;

namespace {

/// Reading on after damage may cost this many times the file.
constexpr std::size_t budgetTimes = 16;

Skip skipFor(Outcome outcome) {
    switch (outcome) {
    case Outcome::NoRequest:
        return Skip::NoRequest;
    case Outcome::NoUrl:
        return Skip::NoUrl;
    case Outcome::TooLarge:
        return Skip::TooLarge;
    default:
        return Skip::BadJson;
    }
}

} // namespace

EntryList::EntryList(const MappedFile &file, const EntrySink &sink)
    : m_file(file)
    , m_text(file.bytes())
    , m_sink(sink)
    , m_budget(m_text.size() * budgetTimes) {}

std::size_t EntryList::read(std::size_t begin, const StopToken &stop, const Progress &progress) {
    JsonCursor cursor(m_text, begin);
    cursor.enter();
    m_lost = false;
    JsonCursor::Step step = cursor.nextElement();
    while (step == JsonCursor::Step::Item && !m_lost) {
        if (stop.stop_requested()) {
            m_stopped = true;
            return cursor.at();
        }
        cursor.moveTo(readElement(cursor.at()));
        advance(cursor.at(), progress);
        if (!m_lost)
            step = cursor.nextElement();
    }
    m_cutOff = m_cutOff || step == JsonCursor::Step::Cut;
    progress.report(cursor.at(), m_text.size());
    return cursor.at();
}

void EntryList::advance(std::size_t at, const Progress &progress) {
    constexpr std::size_t often = std::size_t{1} << 20U;
    if (at < m_reported + often)
        return;
    m_file.release(m_reported, at - m_reported);
    m_reported = at;
    progress.report(at, m_text.size());
}

std::size_t EntryList::readElement(std::size_t begin) {
    switch (m_text[begin]) {
    case '{':
        return readObject(begin);
    case '}':
        return readStray(begin);
    default:
        break;
    }
    JsonCursor cursor(m_text, begin);
    cursor.skipValue();
    skip(Skip::NotAnObject, begin);
    m_lost = m_lost || m_sink.log.skipped.size() >= mostSkipped;
    return cursor.at();
}

// A brace that closes nothing: either one too many behind an entry, or the list's own bracket is
// missing and this is the end of what is around it.
std::size_t EntryList::readStray(std::size_t begin) {
    const auto next = findEntry(m_text, begin + 1, m_text.size(), m_budget);
    m_lost = !next;
    return next.value_or(begin);
}

std::size_t EntryList::readObject(std::size_t begin) {
    const ValueEnd value = skipContainer(m_text, begin, &m_longStrings);
    if (value.closed) {
        const Outcome outcome = parse(begin, value.end);
        if (outcome == Outcome::Read) {
            append(begin, value.end);
            return value.end;
        }
        skip(skipFor(outcome), begin);
        if (outcome == Outcome::NoRequest || outcome == Outcome::NoUrl)
            return value.end;
    }
    m_budget -= std::min(m_budget, value.end - begin);
    const auto next = findEntry(m_text, begin + 1, value.end, m_budget);
    if (!value.closed) {
        skip(next ? Skip::BadJson : Skip::CutOff, begin);
        m_cutOff = m_cutOff || !next;
    }
    m_lost = m_sink.log.skipped.size() >= mostSkipped;
    return next.value_or(value.end);
}

Outcome EntryList::parse(std::size_t begin, std::size_t end) {
    if (!m_entry.assign(m_text, begin, end, m_longStrings))
        return Outcome::TooLarge;
    const Outcome outcome = m_parser.parse(m_entry, m_draft);
    if (outcome != Outcome::BadJson)
        return outcome;
    const EntryText::Mended mended = m_entry.mend();
    if (mended.tooMuch || !mended.any())
        return outcome;
    const Outcome second = m_parser.parse(m_entry, m_draft);
    if (mended.invalidUtf8)
        m_draft.repairs.add(Repair::InvalidUtf8);
    if (mended.controlCharacters)
        m_draft.repairs.add(Repair::BareControlCharacter);
    if (mended.trailingCommas)
        m_draft.repairs.add(Repair::TrailingComma);
    return second;
}

void EntryList::skip(Skip why, std::size_t begin) {
    m_sink.log.skipped.push_back({why, m_sink.log.entries, begin});
    ++m_sink.log.entries;
}

traffic::BodyRef EntryList::bodyOf(const BodyDraft &body) const {
    if (!body.present)
        return {};
    return {m_sink.source,
            body.base64 ? traffic::BodyForm::JsonBase64 : traffic::BodyForm::JsonText, false,
            body.offset, body.length};
}

void EntryList::repairDraft() {
    RepairSet &repairs = m_draft.repairs;
    if (m_draft.method.empty()) {
        repairs.add(Repair::MissingMethod);
        m_draft.method = "GET";
    }
    if (!m_draft.response.present || (!m_draft.statusStated && m_draft.response.fields.empty()))
        repairs.add(Repair::MissingResponse);
    else if (!m_draft.statusStated)
        repairs.add(Repair::OddStatus);
    if (!m_draft.started && !repairs.has(Repair::UnreadableTime))
        repairs.add(Repair::MissingStartTime);
}

void EntryList::noteCredentials(const MessageDraft &message) {
    using http::FieldName;
    for (const http::Field &field : message.fields) {
        if (field.known == FieldName::Cookie || field.known == FieldName::SetCookie ||
            field.known == FieldName::Authorization)
            m_sawCredentials = true;
    }
}

void EntryList::append(std::size_t begin, std::size_t end) {
    repairDraft();
    traffic::Exchange exchange;
    exchange.visit = m_sink.visits.visitOf(m_draft, m_draft.repairs);
    exchange.url = m_sink.traffic.internUrl(m_draft.url.value_or(""));
    exchange.method = m_draft.method;
    exchange.requestVersion = m_draft.request.version;
    exchange.responseVersion = m_draft.response.version;
    exchange.mimeType = m_draft.mimeType;
    exchange.serverAddress = m_draft.address;
    exchange.started = m_draft.started;
    exchange.duration = m_draft.duration;
    exchange.status = m_draft.status;
    exchange.servedFrom = inferServedFrom(m_draft);
    exchange.indexInSource = m_sink.log.entries;
    exchange.transferredBytes = m_draft.transferSize;
    exchange.contentBytes = m_draft.contentSize;
    exchange.bodyBytes = m_draft.response.bodySize;
    exchange.requestFields = m_draft.request.fields;
    exchange.responseFields = m_draft.response.fields;
    exchange.requestBody = bodyOf(m_draft.request.body);
    exchange.responseBody = bodyOf(m_draft.response.body);
    if (isCut(m_draft.response.body, m_draft.contentSize, m_draft.mimeType)) {
        exchange.responseBody.truncated = true;
        m_draft.repairs.add(Repair::BodyCut);
    }
    exchange.raw = {m_sink.source, begin, end - begin};
    m_sink.traffic.append(exchange);
    noteCredentials(m_draft.request);
    noteCredentials(m_draft.response);
    m_draft.repairs.appendTo(m_sink.log.repaired, m_sink.log.entries);
    ++m_sink.log.entries;
    ++m_sink.log.imported;
}

} // namespace etagere::readers
