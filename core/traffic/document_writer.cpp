// SPDX-License-Identifier: Apache-2.0
#include "core/store/atomic_database.h"
#include "core/store/transaction.h"
#include "core/traffic/document_parts.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace etagere::traffic {

namespace {

using store::Blob;
using store::Database;
using store::Statement;
using store::StoreError;
using Written = Result<void, StoreError>;

std::optional<std::int64_t> count(const std::optional<Instant> &time) {
    return time ? std::optional<std::int64_t>(time->time_since_epoch().count()) : std::nullopt;
}

template <class Tag>
std::optional<std::uint32_t> number(Id<Tag> id) {
    return id.isValid() ? std::optional(id.index()) : std::nullopt;
}

Written writeSources(const Traffic &traffic, const Database &database) {
    auto insert = database.prepareInsert(
        "source", {"id", "name", "creator", "creator_version", "browser", "fresh_profiles"});
    if (!insert)
        return Failure<StoreError>(insert.error());
    for (std::size_t i = 0; i < traffic.sourceCount(); ++i) {
        const SourceInfo &info = traffic.sourceInfo(SourceId::fromSize(i));
        auto done = insert->run(i, Blob{info.name}, Blob{info.creator}, Blob{info.creatorVersion},
                                Blob{info.browser}, info.freshProfiles);
        if (!done)
            return done;
    }
    return {};
}

Written writeVisitors(const Traffic &traffic, const Database &database) {
    auto insert = database.prepareInsert("visitor", {"id", "name"});
    if (!insert)
        return Failure<StoreError>(insert.error());
    for (std::size_t i = 0; i < traffic.visitorCount(); ++i) {
        if (auto done = insert->run(i, Blob{traffic.visitor(VisitorId::fromSize(i)).name}); !done)
            return done;
    }
    return {};
}

Written writeVisits(const Traffic &traffic, const Database &database) {
    auto insert =
        database.prepareInsert("visit", {"id", "visitor", "source", "page_id", "title", "started"});
    if (!insert)
        return Failure<StoreError>(insert.error());
    for (std::size_t i = 0; i < traffic.visitCount(); ++i) {
        const Visit &visit = traffic.visit(VisitId::fromSize(i));
        auto done = insert->run(i, visit.visitor.index(), number(visit.source), Blob{visit.pageId},
                                Blob{visit.title}, count(visit.started));
        if (!done)
            return done;
    }
    return {};
}

Written writeUrls(const Traffic &traffic, const Database &database) {
    auto insert = database.prepareInsert("url", {"id", "bytes"});
    if (!insert)
        return Failure<StoreError>(insert.error());
    for (std::size_t i = 0; i < traffic.urlCount(); ++i) {
        if (auto done = insert->run(i, Blob{traffic.urlText(UrlId::fromSize(i))}); !done)
            return done;
    }
    return {};
}

Written writeAttachments(const Attachments &attachments, const Database &database) {
    auto insert = database.prepareInsert("attachment", {"name", "bytes"});
    if (!insert)
        return Failure<StoreError>(insert.error());
    for (const auto &[name, bytes] : attachments) {
        if (auto done = insert->run(std::string_view(name), Blob{bytes}); !done)
            return done;
    }
    return {};
}

bool areTooLarge(const Attachments &attachments) {
    std::uint64_t size = 0;
    for (const auto &[name, bytes] : attachments)
        size += name.size() + bytes.size();
    return size > maxAttachmentBytes;
}

/// Writes the exchanges and what they point to.
class ExchangeWriter {
public:
    [[nodiscard]] static Result<ExchangeWriter, StoreError> make(const Traffic &traffic,
                                                                 const Database &database);
    [[nodiscard]] Written write(const Exchange &exchange);
    [[nodiscard]] Written finish();
    [[nodiscard]] SaveLog log() const { return {m_bodies.lost(), m_raws.lost()}; }

private:
    struct BodyColumns {
        std::optional<std::int64_t> row;
        std::optional<std::uint32_t> source;
        std::optional<std::int64_t> flags;
    };
    ExchangeWriter(Statement insert, TextWriter texts, BodyWriter bodies, RawWriter raws)
        : m_insert(std::move(insert))
        , m_texts(std::move(texts))
        , m_bodies(std::move(bodies))
        , m_raws(std::move(raws)) {}
    [[nodiscard]] BodyColumns columnsOf(const BodyRef &body);
    [[nodiscard]] Written failure() const;

    Statement m_insert;
    TextWriter m_texts;
    BodyWriter m_bodies;
    RawWriter m_raws;
    std::string m_requestFields;
};

Result<ExchangeWriter, StoreError> ExchangeWriter::make(const Traffic &traffic,
                                                        const Database &database) {
    auto texts = database.prepareInsert("text", {"id", "bytes"});
    auto bodies = database.prepareInsert("body", {"id", "length", "digest", "packing", "bytes"});
    auto findBody = database.prepare("SELECT packing, bytes FROM body WHERE id=?");
    auto raws = database.prepareInsert("raw_block", {"id", "length", "digest", "packing", "bytes"});
    auto exchanges = database.prepareInsert("exchange", {"id",
                                                         "visit",
                                                         "url",
                                                         "method",
                                                         "request_version",
                                                         "response_version",
                                                         "mime_type",
                                                         "server_address",
                                                         "started",
                                                         "duration",
                                                         "status",
                                                         "served_from",
                                                         "index_in_source",
                                                         "transferred_bytes",
                                                         "content_bytes",
                                                         "body_bytes",
                                                         "request_fields",
                                                         "response_fields",
                                                         "request_body",
                                                         "request_body_source",
                                                         "request_body_flags",
                                                         "response_body",
                                                         "response_body_source",
                                                         "response_body_flags",
                                                         "raw_source",
                                                         "raw_offset",
                                                         "raw_length"});
    for (const auto *statement : {&texts, &bodies, &findBody, &raws, &exchanges}) {
        if (!*statement)
            return Failure<StoreError>(statement->error());
    }
    return ExchangeWriter(std::move(*exchanges), TextWriter(std::move(*texts)),
                          BodyWriter(traffic, std::move(*bodies), std::move(*findBody)),
                          RawWriter(traffic, std::move(*raws)));
}

ExchangeWriter::BodyColumns ExchangeWriter::columnsOf(const BodyRef &body) {
    if (body.form == BodyForm::Absent)
        return {};
    const std::int64_t flags =
        (body.truncated ? bodyTruncated : 0) | (wasText(body) ? bodyText : 0);
    return {m_bodies.rowOf(body), number(body.source), flags};
}

Written ExchangeWriter::write(const Exchange &exchange) {
    m_requestFields = m_texts.pack(exchange.requestFields);
    const std::string_view responseFields = m_texts.pack(exchange.responseFields);
    const BodyColumns request = columnsOf(exchange.requestBody);
    const BodyColumns response = columnsOf(exchange.responseBody);
    const bool hasRaw = exchange.raw.length != 0;
    const auto rawAt = hasRaw ? std::optional(m_raws.offsetOf(exchange.raw)) : std::nullopt;
    const auto duration =
        exchange.duration ? std::optional<std::int64_t>(exchange.duration->count()) : std::nullopt;
    auto done = m_insert.run(
        exchange.id.index(), exchange.visit.index(), exchange.url.index(),
        m_texts.rowOf(exchange.method), m_texts.rowOf(exchange.requestVersion),
        m_texts.rowOf(exchange.responseVersion), m_texts.rowOf(exchange.mimeType),
        m_texts.rowOf(exchange.serverAddress), count(exchange.started), duration, exchange.status,
        static_cast<int>(exchange.servedFrom), exchange.indexInSource, exchange.transferredBytes,
        exchange.contentBytes, exchange.bodyBytes, Blob{m_requestFields}, Blob{responseFields},
        request.row, request.source, request.flags, response.row, response.source, response.flags,
        hasRaw ? number(exchange.raw.source) : std::nullopt, rawAt,
        hasRaw ? std::optional(exchange.raw.length) : std::nullopt);
    return done ? failure() : done;
}

Written ExchangeWriter::failure() const {
    for (const auto *problem : {&m_texts.failure(), &m_bodies.failure(), &m_raws.failure()}) {
        if (*problem)
            return Failure<StoreError>(**problem);
    }
    return {};
}

Written ExchangeWriter::finish() {
    m_raws.finish();
    return failure();
}

Written writeTables(const Traffic &traffic, const Database &database) {
    for (const auto write : {writeSources, writeVisitors, writeVisits, writeUrls}) {
        if (auto done = write(traffic, database); !done)
            return done;
    }
    return {};
}

Result<SaveLog, DocumentError> writeExchanges(const Traffic &traffic, const Database &database,
                                              const StopToken &stop, const Progress &progress) {
    constexpr std::size_t reportEvery = 128;
    auto writer = ExchangeWriter::make(traffic, database);
    if (!writer)
        return Failure<DocumentError>(writeError(writer.error()));
    const std::size_t total = traffic.exchangeCount();
    for (std::size_t i = 0; i < total; ++i) {
        if (stop.stop_requested())
            return Failure<DocumentError>(DocumentError{DocumentError::Kind::Stopped, {}});
        if (auto done = writer->write(traffic.exchange(ExchangeId::fromSize(i))); !done)
            return Failure<DocumentError>(writeError(done.error()));
        if (i % reportEvery == 0)
            progress.report(i, total);
    }
    if (auto done = writer->finish(); !done)
        return Failure<DocumentError>(writeError(done.error()));
    progress.report(total, total);
    return writer->log();
}

Result<SaveLog, DocumentError> writeAll(const Traffic &traffic, const Database &database,
                                        const StopToken &stop, const Progress &progress) {
    if (auto done = writeTables(traffic, database); !done)
        return Failure<DocumentError>(writeError(done.error()));
    return writeExchanges(traffic, database, stop, progress);
}

} // namespace

Result<SaveLog, DocumentError> saveCapture(const Traffic &traffic,
                                           const std::filesystem::path &path, const StopToken &stop,
                                           const Progress &progress,
                                           const Attachments &attachments) {
    if (areTooLarge(attachments))
        return Failure<DocumentError>(DocumentError{DocumentError::Kind::TooLarge, {}});
    auto file = store::AtomicDatabase::create(path);
    if (!file)
        return Failure<DocumentError>(writeError(file.error()));
    if (auto done = store::migrate(file->database(), documentSchema()); !done)
        return Failure<DocumentError>(writeError(done.error()));
    auto transaction = store::Transaction::begin(file->database());
    if (!transaction)
        return Failure<DocumentError>(writeError(transaction.error()));
    if (auto done = writeAttachments(attachments, file->database()); !done)
        return Failure<DocumentError>(writeError(done.error()));
    auto log = writeAll(traffic, file->database(), stop, progress);
    if (!log)
        return log;
    if (auto done = transaction->commit(); !done)
        return Failure<DocumentError>(writeError(done.error()));
    if (auto done = file->commit(); !done)
        return Failure<DocumentError>(writeError(done.error()));
    return log;
}

} // namespace etagere::traffic
