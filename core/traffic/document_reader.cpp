// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/document_rows.h"
#include "core/traffic/document_schema.h"
#include "core/traffic/document_source.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

namespace etagere::traffic {

namespace {

using store::Database;
using store::Statement;
using store::StoreError;

/// In the order of the columns that readExchanges() selects.
enum Column : int {
    Id,
    VisitRow,
    Url,
    Method,
    RequestVersion,
    ResponseVersion,
    MimeType,
    ServerAddress,
    Started,
    Length,
    Status,
    From,
    IndexInSource,
    TransferredBytes,
    ContentBytes,
    BodyBytes,
    RequestFields,
    ResponseFields,
    RequestBody,
    ResponseBody = RequestBody + 3,
    Raw = ResponseBody + 3
};

constexpr std::string_view selectExchanges =
    "SELECT id, visit, url, method, request_version, response_version, mime_type, server_address,"
    " started, duration, status, served_from, index_in_source, transferred_bytes, content_bytes,"
    " body_bytes, request_fields, response_fields, request_body, request_body_source,"
    " request_body_flags, response_body, response_body_source, response_body_flags, raw_source,"
    " raw_offset, raw_length FROM exchange ORDER BY id";

/// Bounds that leave room to add and subtract: 10,000 years in microseconds, and 2^53.
constexpr std::int64_t maxTime = 315'569'520'000'000'000;
constexpr std::int64_t maxCount = std::int64_t{1} << 53U;

/// What memory a document of that size may take when it is read. Real ones stay under a tenth.
constexpr std::uint64_t memoryFor(std::uint64_t fileBytes) noexcept {
    constexpr std::uint64_t atLeast = std::uint64_t{256} << 20U;
    constexpr std::uint64_t most = std::uint64_t{64} << 30U;
    return std::min(most, atLeast + std::min(fileBytes, most / 256) * 256);
}

std::optional<std::int64_t> bounded(std::optional<std::int64_t> value, std::int64_t bound) {
    return value ? std::optional(std::clamp(*value, -bound, bound)) : std::nullopt;
}

std::optional<Instant> timeIn(const Statement &row, int column) {
    const auto count = bounded(row.integer(column), maxTime);
    return count ? std::optional(Instant(Instant::duration(*count))) : std::nullopt;
}

template <class T>
std::optional<T> numberIn(const Statement &row, int column) {
    const auto value = row.integer(column);
    if (!value || *value < 0 || static_cast<std::uint64_t>(*value) > std::numeric_limits<T>::max())
        return std::nullopt;
    return static_cast<T>(*value);
}

class Reader {
public:
    Reader(Traffic &traffic, std::shared_ptr<const DocumentSource> source, ReadState &state)
        : m_database(source->database())
        , m_bytes(std::move(source))
        , m_traffic(traffic)
        , m_state(state) {}
    [[nodiscard]] OpenLog read(const Progress &progress);

private:
    void readSources();
    void readVisitors();
    void readVisits();
    void readUrls();
    void readBodies();
    void readExchanges(const Progress &progress);
    [[nodiscard]] bool fill(Exchange &exchange, const Statement &row);
    [[nodiscard]] bool fillTexts(Exchange &exchange, const Statement &row);
    [[nodiscard]] BodyRef bodyIn(const Statement &row, int column) const;
    [[nodiscard]] RawRef rawIn(const Statement &row) const;
    [[nodiscard]] SourceId sourceIn(const Statement &row, int column) const;

    const Database &m_database;
    std::shared_ptr<const Source> m_bytes;
    Traffic &m_traffic;
    ReadState &m_state;
    OpenLog m_log;
    TextReader m_texts;
    RowMap m_sourceRows;
    std::vector<SourceId> m_sources;
    RowMap m_visitorRows;
    std::vector<VisitorId> m_visitors;
    RowMap m_visitRows;
    std::vector<VisitId> m_visits;
    RowMap m_urlRows;
    std::vector<UrlId> m_urls;
    RowMap m_bodyRows;
    std::vector<std::uint64_t> m_bodyLengths;
    std::vector<http::Field> m_requestFields;
    std::vector<http::Field> m_responseFields;
};

OpenLog Reader::read(const Progress &progress) {
    m_texts.read(m_database, m_state);
    readSources();
    readVisitors();
    readVisits();
    readUrls();
    readBodies();
    readExchanges(progress);
    return m_log;
}

void Reader::readSources() {
    Rows rows(m_database,
              "SELECT id, name, creator, creator_version, browser, fresh_profiles FROM source "
              "ORDER BY id",
              m_state);
    while (rows.next()) {
        const auto text = [&rows](int column) {
            return rows.row().bytes(column).value_or(std::string_view{});
        };
        const SourceInfo info{text(1), text(2), text(3), text(4), rows.row().integer(5) == 1};
        const std::uint64_t size = info.name.size() + info.creator.size() +
                                   info.creatorVersion.size() + info.browser.size();
        if (!m_state.take(size + sizeof(info)))
            return;
        m_sourceRows.add(rows.id());
        m_sources.push_back(m_traffic.addSource(info, m_bytes));
    }
}

void Reader::readVisitors() {
    Rows rows(m_database, "SELECT id, name FROM visitor ORDER BY id", m_state);
    while (rows.next()) {
        const auto name = rows.row().bytes(1);
        if (!name || !m_state.take(name->size() + 2 * sizeof(Visitor)))
            continue;
        m_visitorRows.add(rows.id());
        m_visitors.push_back(m_traffic.visitor(*name));
    }
}

void Reader::readVisits() {
    Rows rows(m_database,
              "SELECT id, visitor, source, page_id, title, started FROM visit ORDER BY id",
              m_state);
    while (rows.next()) {
        const Statement &row = rows.row();
        const auto visitor = m_visitorRows.find(row.integer(1));
        const SourceId source = sourceIn(row, 2);
        const auto pageId = row.bytes(3);
        const auto title = row.bytes(4);
        const bool sound = visitor && (row.isNull(2) || source.isValid()) && pageId && title;
        if (!sound || !m_state.take(pageId->size() + title->size() + sizeof(Visit))) {
            ++m_log.skippedVisits;
            continue;
        }
        m_visitRows.add(rows.id());
        m_visits.push_back(
            m_traffic.addVisit({m_visitors[*visitor], source, *pageId, *title, timeIn(row, 5)}));
    }
}

void Reader::readUrls() {
    Rows rows(m_database, "SELECT id, bytes FROM url ORDER BY id", m_state);
    while (rows.next()) {
        const auto text = rows.row().bytes(1);
        // Its origin and site are kept beside it, and may be as long.
        if (!text || !m_state.take(3 * text->size() + 64))
            continue;
        m_urlRows.add(rows.id());
        m_urls.push_back(m_traffic.internUrl(*text));
    }
}

void Reader::readBodies() {
    Rows rows(m_database, "SELECT id, length FROM body ORDER BY id", m_state);
    while (rows.next()) {
        const auto length = rows.row().integer(1);
        const bool sound = length && *length >= 0 && rows.id() > 0;
        if (!sound || !m_state.take(sizeof(std::int64_t) + sizeof(std::uint64_t)))
            continue;
        m_bodyRows.add(rows.id());
        m_bodyLengths.push_back(std::min(static_cast<std::uint64_t>(*length), maxPieceBytes));
    }
}

SourceId Reader::sourceIn(const Statement &row, int column) const {
    const auto index = m_sourceRows.find(row.integer(column));
    return index ? m_sources[*index] : SourceId{};
}

BodyRef Reader::bodyIn(const Statement &row, int column) const {
    if (row.isNull(column))
        return {};
    const std::int64_t flags = row.integer(column + 2).value_or(0);
    const bool text = (flags & bodyText) != 0;
    BodyRef body{sourceIn(row, column + 1), BodyForm::Blob, (flags & bodyTruncated) != 0,
                 blobNumber(0, text), 0};
    if (const auto found = m_bodyRows.find(row.integer(column))) {
        body.offset = blobNumber(*row.integer(column), text);
        body.length = m_bodyLengths[*found];
    }
    return body;
}

RawRef Reader::rawIn(const Statement &row) const {
    const auto offset = numberIn<std::uint64_t>(row, Raw + 1);
    const auto length = numberIn<std::uint64_t>(row, Raw + 2);
    if (!offset || !length)
        return {};
    return {sourceIn(row, Raw), *offset, *length};
}

bool Reader::fillTexts(Exchange &exchange, const Statement &row) {
    const auto take = [&](std::string_view &into, Column column) {
        const auto text = m_texts.text(row.integer(column));
        into = text.value_or(std::string_view{});
        return text.has_value();
    };
    const bool found =
        take(exchange.method, Method) && take(exchange.requestVersion, RequestVersion) &&
        take(exchange.responseVersion, ResponseVersion) && take(exchange.mimeType, MimeType) &&
        take(exchange.serverAddress, ServerAddress);
    const auto request = row.bytes(RequestFields);
    const auto response = row.bytes(ResponseFields);
    if (!found || !request || !response || !m_texts.unpack(*request, m_requestFields, m_state) ||
        !m_texts.unpack(*response, m_responseFields, m_state))
        return false;
    exchange.requestFields = m_requestFields;
    exchange.responseFields = m_responseFields;
    return true;
}

bool Reader::fill(Exchange &exchange, const Statement &row) {
    const auto visit = m_visitRows.find(row.integer(VisitRow));
    const auto url = m_urlRows.find(row.integer(Url));
    const auto status = numberIn<std::uint16_t>(row, Status);
    const auto from = numberIn<std::uint8_t>(row, From);
    const auto index = numberIn<std::uint32_t>(row, IndexInSource);
    if (!visit || !url || !status || !from || !index ||
        *from >= static_cast<std::uint8_t>(ServedFrom::Count))
        return false;
    exchange.visit = m_visits[*visit];
    exchange.url = m_urls[*url];
    exchange.started = timeIn(row, Started);
    if (const auto length = bounded(row.integer(Length), maxTime))
        exchange.duration = Duration(*length);
    exchange.status = *status;
    exchange.servedFrom = static_cast<ServedFrom>(*from);
    exchange.indexInSource = *index;
    exchange.transferredBytes = bounded(row.integer(TransferredBytes), maxCount).value_or(-1);
    exchange.contentBytes = bounded(row.integer(ContentBytes), maxCount).value_or(-1);
    exchange.bodyBytes = bounded(row.integer(BodyBytes), maxCount).value_or(-1);
    exchange.requestBody = bodyIn(row, RequestBody);
    exchange.responseBody = bodyIn(row, ResponseBody);
    exchange.raw = rawIn(row);
    return fillTexts(exchange, row);
}

void Reader::readExchanges(const Progress &progress) {
    constexpr std::uint64_t reportEvery = 128;
    const auto last = m_database.number("SELECT max(id) FROM exchange").value_or(0);
    const auto total = static_cast<std::uint64_t>(std::clamp(last, std::int64_t{0}, maxCount)) + 1;
    Rows rows(m_database, selectExchanges, m_state);
    while (rows.next()) {
        Exchange exchange;
        if (m_log.entries++ % reportEvery == 0)
            progress.report(std::min(static_cast<std::uint64_t>(rows.id()), total), total);
        if (fill(exchange, rows.row()) && m_state.take(sizeof(exchange)))
            m_traffic.append(exchange);
        else
            ++m_log.skippedExchanges;
    }
}

/// A database of ours in the newest form; an older one is brought there in a temporary copy.
Result<Database, StoreError> openNewest(const std::filesystem::path &path) {
    const store::Schema schema = documentSchema();
    auto database = Database::open(path, {.mode = store::OpenMode::Frozen});
    if (!database)
        return database;
    const auto owner = database->number("PRAGMA application_id");
    const auto version = store::findVersion(*database, schema);
    if (!owner || !version)
        return Failure<StoreError>(owner ? version.error() : owner.error());
    if (*owner != schema.applicationId)
        return Failure<StoreError>(StoreError{StoreError::Kind::ForeignSchema, 0, 0, 0});
    if (*version == schema.newest())
        return database;
    auto copy = Database::temporary();
    if (!copy)
        return copy;
    if (auto done = database->copyTo(*copy); !done)
        return Failure<StoreError>(done.error());
    if (auto done = store::migrate(*copy, schema); !done)
        return Failure<StoreError>(done.error());
    return copy;
}

/// The same, with no tables but ours, word for word.
Result<Database, StoreError> openDatabase(const std::filesystem::path &path) {
    auto database = openNewest(path);
    if (!database)
        return database;
    const auto sound = store::hasExactly(*database, documentSchema());
    if (!sound)
        return Failure<StoreError>(sound.error());
    if (!*sound)
        return Failure<StoreError>(StoreError{StoreError::Kind::Corrupt, 0, 0, 0});
    return database;
}

} // namespace

Result<OpenLog, DocumentError> appendCapture(Traffic &traffic, const std::filesystem::path &path,
                                             const StopToken &stop, const Progress &progress,
                                             Attachments *attachments) {
    auto database = openDatabase(path);
    if (!database)
        return Failure<DocumentError>(readError(database.error()));
    std::error_code ignored;
    const auto size = std::filesystem::file_size(path, ignored);
    const auto source = DocumentSource::make(std::move(*database));
    if (!source)
        return Failure<DocumentError>(readError(source.error()));
    ReadState state{stop, memoryFor(ignored ? 0 : size)};
    OpenLog log = Reader(traffic, *source, state).read(progress);
    if (attachments != nullptr)
        *attachments = readAttachments((*source)->database(), state);
    log.cutShort = state.cutShort;
    if (state.stopped)
        return Failure<DocumentError>(DocumentError{DocumentError::Kind::Stopped, {}});
    if (state.tooLarge)
        return Failure<DocumentError>(DocumentError{DocumentError::Kind::TooLarge, {}});
    return log;
}

Result<Capture, DocumentError> openCapture(const std::filesystem::path &path, const StopToken &stop,
                                           const Progress &progress) {
    Capture capture;
    const auto log = appendCapture(capture.traffic, path, stop, progress, &capture.attachments);
    if (!log)
        return Failure<DocumentError>(log.error());
    capture.log = *log;
    return capture;
}

} // namespace etagere::traffic
