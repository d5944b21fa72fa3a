// SPDX-License-Identifier: Apache-2.0
#include "core/http/conditional.h"

#include "core/http/text.h"

#include <utility>

namespace etagere::http {

namespace {

void addList(std::optional<ETagList> &list, std::string_view value) {
    ETagList line = parseETagList(value);
    if (!list) {
        list = std::move(line);
        return;
    }
    list->any = list->any || line.any;
    list->tags.insert(list->tags.end(), line.tags.begin(), line.tags.end());
    for (const Deviation &deviation : line.deviations)
        note(list->deviations, deviation.kind, {deviation.begin, deviation.end});
}

void addDate(std::optional<ParsedDate> &date, std::string_view value) {
    if (!date)
        date = parseHttpDate(value);
}

void addField(Conditional &conditional, const Field &field) {
    switch (field.known) {
    case FieldName::IfMatch:
        return addList(conditional.ifMatch, field.value);
    case FieldName::IfNoneMatch:
        return addList(conditional.ifNoneMatch, field.value);
    case FieldName::IfModifiedSince:
        return addDate(conditional.ifModifiedSince, field.value);
    case FieldName::IfUnmodifiedSince:
        return addDate(conditional.ifUnmodifiedSince, field.value);
    case FieldName::IfRange:
        if (!conditional.ifRange)
            conditional.ifRange = parseIfRange(field.value);
        return;
    default:
        return;
    }
}

bool startsLikeTag(std::string_view text) noexcept {
    return text.substr(0, 1) == "\"" || text.substr(0, 2) == "W/" || text.substr(0, 3) == "w/\"";
}

} // namespace

IfRange parseIfRange(std::string_view value) {
    IfRange asked;
    if (!startsLikeTag(trimmed(value))) {
        ParsedDate date = parseHttpDate(value);
        asked.date = date.time;
        asked.deviations = std::move(date.deviations);
        if (asked.date)
            return asked;
    }
    ParsedETag tag = parseETag(value);
    asked.tag = tag.tag;
    asked.deviations = std::move(tag.deviations);
    return asked;
}

Conditional parseConditional(Fields requestFields) {
    Conditional conditional;
    for (const Field &field : requestFields)
        addField(conditional, field);
    return conditional;
}

} // namespace etagere::http
