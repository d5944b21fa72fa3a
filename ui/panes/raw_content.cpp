// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/raw_content.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include "core/base/file.h"
#include "core/body/coding.h"
#include "core/explain/error_text.h"
#include "core/explain/numbers.h"
#include "core/url/url.h"
#include "ui/models/text.h"
#include "ui/panes/readable.h"

#include <algorithm>
#include <filesystem>

namespace etagere::ui {

namespace {

using traffic::LoadError;

// A longer record is shown as it stands: indentation would double it.
constexpr std::size_t mostIndented = std::size_t{8} << 20U;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::RawPane)
};

const traffic::BodyRef &bodyOf(const traffic::Exchange &exchange, RawKind kind) {
    return kind == RawKind::RequestBody ? exchange.requestBody : exchange.responseBody;
}

Result<std::string, LoadError> load(const traffic::Traffic &traffic,
                                    const traffic::Exchange &exchange, RawKind kind, Bytes limit) {
    if (kind != RawKind::Record) {
        const traffic::BodyRef &body = bodyOf(exchange, kind);
        if (body.form == traffic::BodyForm::Absent)
            return Failure<LoadError>(LoadError{});
        return traffic.loadBody(body, limit);
    }
    if (exchange.raw.length == 0)
        return Failure<LoadError>(LoadError{});
    if (exchange.raw.length > limit.count)
        return Failure<LoadError>(LoadError{LoadError::Kind::TooLarge, 0});
    return traffic.loadRaw(exchange.raw);
}

/// Exporters decode most bodies and keep the field all the same: a text is decoded already, and
/// what cannot be decoded is shown as it came.
bool undoCodings(const traffic::Exchange &exchange, RawKind kind, Bytes limit, std::string &bytes) {
    const http::Fields fields =
        kind == RawKind::RequestBody ? exchange.requestFields : exchange.responseFields;
    const std::string_view coding = http::valueOf(fields, http::FieldName::ContentEncoding);
    if (kind == RawKind::Record || coding.empty() || isText(bytes))
        return false;
    auto decoded = body::decodeAll(coding, bytes, limit);
    if (!decoded)
        return false;
    bytes = std::move(*decoded);
    return true;
}

Result<void, FileError> writeWhole(const std::string &bytes, const QString &path) {
    auto file = AtomicFile::create(std::filesystem::path(QFile::encodeName(path).toStdString()));
    if (!file)
        return Failure<FileError>(file.error());
    if (auto appended = file->append(bytes); !appended)
        return appended;
    return file->commit();
}

} // namespace

QString RawContent::partText(std::size_t part, bool asDump) const {
    const auto &begins = parts(asDump);
    if (part >= begins.size())
        return {};
    const std::size_t begin = begins[part];
    const std::size_t end = part + 1 < begins.size() ? begins[part + 1] : bytes.size();
    const std::string_view piece = std::string_view(bytes).substr(begin, end - begin);
    return asDump ? hexDump(piece, begin) : readableLines(piece);
}

Result<RawContent, LoadError> loadRawContent(const traffic::Traffic &traffic,
                                             traffic::ExchangeId exchange, RawKind kind) {
    const traffic::Exchange &one = traffic.exchange(exchange);
    auto loaded = load(traffic, one, kind, shownLimit);
    if (!loaded)
        return Failure<LoadError>(loaded.error());
    RawContent content;
    content.bytes = std::move(*loaded);
    content.decoded = undoCodings(one, kind, shownLimit, content.bytes);
    content.truncated = kind != RawKind::Record && bodyOf(one, kind).truncated;
    content.indented = kind == RawKind::Record && content.bytes.size() <= mostIndented;
    if (content.indented)
        content.bytes = indentedJson(content.bytes);
    content.text = isText(content.bytes);
    content.textParts = partsOf(content.bytes, false);
    content.dumpParts = partsOf(content.bytes, true);
    return content;
}

QString saveRawContent(const traffic::Traffic &traffic, traffic::ExchangeId exchange, RawKind kind,
                       const QString &path) {
    const traffic::Exchange &one = traffic.exchange(exchange);
    auto loaded = load(traffic, one, kind, savedLimit);
    if (!loaded)
        return wordsFor(loaded.error(), kind);
    undoCodings(one, kind, savedLimit, *loaded);
    const auto written = writeWhole(*loaded, path);
    return written ? QString() : shown(explain::sentenceOf(written.error()));
}

QString fileNameFor(std::string_view url, RawKind kind) {
    constexpr qsizetype longestName = 64;
    const std::string_view path = url::parseUrl(url).path;
    QString name;
    for (const char c : path.substr(path.rfind('/') + 1)) {
        const bool harmless = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        name += harmless ? QLatin1Char(c) : QLatin1Char('_');
    }
    while (name.startsWith(u'.') || name.startsWith(u'-'))
        name.remove(0, 1);
    name = name.right(longestName);
    if (name.isEmpty())
        name = QStringLiteral("index");
    return kind == RawKind::Record ? name + QStringLiteral(".json") : name;
}

QString wordsFor(const LoadError &error, RawKind kind) {
    switch (error.kind) {
    case LoadError::Kind::Absent:
        if (kind == RawKind::Record)
            return Words::tr("There is no record of this exchange in its exporter's words.");
        return kind == RawKind::RequestBody ? Words::tr("No request body was recorded.")
                                            : Words::tr("No response body was recorded.");
    case LoadError::Kind::TooLarge:
        return Words::tr("It is larger than %1, too large to be loaded here.")
            .arg(fromUtf8(explain::size(shownLimit)));
    case LoadError::Kind::Malformed:
        return Words::tr("It is damaged where it lies in its file, and cannot be read.");
    case LoadError::Kind::Unreadable:
        return Words::tr("Its file cannot be read any more.");
    }
    return {};
}

} // namespace etagere::ui
