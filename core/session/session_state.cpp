// SPDX-License-Identifier: Apache-2.0
#include "core/session/session_state.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include "core/session/json_value.h"

#include <array>
#include <string_view>
#include <utility>

namespace etagere::session {

namespace {

using namespace Qt::StringLiterals;
using flush::By;
using replay::Flush;
using traffic::ExchangeId;
using traffic::Traffic;

constexpr auto sessionSchema = "etagere.session/1"_L1;
constexpr auto recoverySchema = "etagere.recovery/1"_L1;

constexpr std::array scopes{"everything"_L1, "entry"_L1, "url"_L1, "origin"_L1, "site"_L1};
static_assert(scopes.size() == static_cast<std::size_t>(By::Count));

QJsonObject flushValue(const Flush &flush) {
    QJsonArray names;
    for (const std::string &name : flush.scope.names)
        names.append(textValue(name));
    return {{u"at_us"_s, timeValue(flush.at)},
            {u"by"_s, scopes[static_cast<std::size_t>(flush.scope.by)]},
            {u"names"_s, names},
            {u"visitor"_s, textValue(flush.scope.visitor)}};
}

std::optional<By> scopeFrom(const QString &name) {
    for (std::size_t i = 0; i < scopes.size(); ++i) {
        if (name == scopes[i])
            return static_cast<By>(i);
    }
    return std::nullopt;
}

std::optional<Flush> flushFrom(const QJsonObject &object) {
    const auto at = timeFrom(object.value("at_us"_L1));
    const auto by = scopeFrom(object.value("by"_L1).toString());
    if (!at || !by)
        return std::nullopt;
    Flush flush{*at, {*by, {}, textFrom(object.value("visitor"_L1))}};
    const QJsonArray names = object.value("names"_L1).toArray();
    for (const auto &name : names)
        flush.scope.names.push_back(textFrom(name));
    return flush;
}

QJsonArray notesValue(const Edits &edits, const Traffic &traffic) {
    QJsonArray notes;
    for (const auto &[exchange, note] : edits.notes)
        notes.append(
            QJsonObject{{u"exchange"_s, qint64{exchange.index()}},
                        {u"url"_s, textValue(traffic.urlText(traffic.exchange(exchange).url))},
                        {u"text"_s, textValue(note)}});
    return notes;
}

void readNote(const QJsonObject &object, const Traffic &traffic, Edits &edits) {
    const qint64 index = object.value("exchange"_L1).toInteger(-1);
    if (index < 0 || static_cast<std::size_t>(index) >= traffic.exchangeCount())
        return;
    const auto id = ExchangeId::fromSize(static_cast<std::size_t>(index));
    std::string text = textFrom(object.value("text"_L1));
    const bool fits = !text.empty() && text.size() <= maxNoteBytes;
    if (fits && textFrom(object.value("url"_L1)) == traffic.urlText(traffic.exchange(id).url))
        edits.notes.insert_or_assign(id, std::move(text));
}

} // namespace

bool sameWork(const Edits &a, const Edits &b) {
    return a.flushes == b.flushes && a.notes == b.notes && a.filter == b.filter;
}

QByteArray writeSession(const Edits &edits, const Traffic &traffic) {
    QJsonArray flushes;
    for (const Flush &flush : edits.flushes)
        flushes.append(flushValue(flush));
    return QJsonDocument(QJsonObject{{u"schema"_s, sessionSchema},
                                     {u"clock_us"_s, timeValue(edits.clock)},
                                     {u"flushes"_s, flushes},
                                     {u"notes"_s, notesValue(edits, traffic)},
                                     {u"filter"_s, edits.filter}})
        .toJson(QJsonDocument::Compact);
}

Edits readSession(const QByteArray &json, const Traffic &traffic) {
    const QJsonObject object = objectIn(json, sessionSchema);
    Edits edits;
    edits.clock = timeFrom(object.value("clock_us"_L1));
    const QJsonArray flushes = object.value("flushes"_L1).toArray();
    for (const auto &value : flushes) {
        auto flush = flushFrom(value.toObject());
        if (flush && edits.flushes.size() < maxFlushes)
            edits.flushes.push_back(*std::move(flush));
    }
    const QJsonArray notes = object.value("notes"_L1).toArray();
    for (const auto &note : notes)
        readNote(note.toObject(), traffic, edits);
    edits.filter = object.value("filter"_L1).toString().left(maxFilterLength);
    return edits;
}

std::map<ExchangeId, std::string> notesThatFit(const std::map<ExchangeId, std::string> &notes,
                                               const Traffic &before, const Traffic &now) {
    std::map<ExchangeId, std::string> fitting;
    for (const auto &[id, note] : notes) {
        if (id.index() < now.exchangeCount() &&
            now.urlText(now.exchange(id).url) == before.urlText(before.exchange(id).url))
            fitting.emplace(id, note);
    }
    return fitting;
}

QByteArray writeRecovery(const Recovery &recovery) {
    QJsonArray inputs;
    for (const InputFile &input : recovery.inputs)
        inputs.append(QJsonObject{{u"path"_s, textValue(input.path)},
                                  {u"visitor"_s, textValue(input.visitor)}});
    return QJsonDocument(
               QJsonObject{{u"schema"_s, recoverySchema},
                           {u"inputs"_s, inputs},
                           {u"document"_s, textValue(recovery.document)},
                           {u"modified"_s, recovery.modified},
                           {u"session"_s, QJsonDocument::fromJson(recovery.session).object()}})
        .toJson(QJsonDocument::Compact);
}

Recovery readRecovery(const QByteArray &json) {
    const QJsonObject object = objectIn(json, recoverySchema);
    Recovery recovery;
    const QJsonArray inputs = object.value("inputs"_L1).toArray();
    for (const auto &input : inputs) {
        std::string path = textFrom(input.toObject().value("path"_L1));
        if (path.starts_with('/'))
            recovery.inputs.push_back(
                {std::move(path), textFrom(input.toObject().value("visitor"_L1))});
    }
    recovery.document = textFrom(object.value("document"_L1));
    recovery.modified = object.value("modified"_L1).toBool();
    recovery.session =
        QJsonDocument(object.value("session"_L1).toObject()).toJson(QJsonDocument::Compact);
    return recovery;
}

} // namespace etagere::session
