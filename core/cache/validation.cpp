// SPDX-License-Identifier: Apache-2.0
#include "core/cache/validation.h"

#include "core/http/content_coding.h"
#include "core/http/etag.h"
#include "core/http/http_date.h"
#include "core/http/text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_set>

namespace etagere::cache {

namespace {

using http::FieldName;

/// Fields of the connection, or of the message as it was received, which are never stored
/// (RFC 9111 §3.1), and those that say how the stored bytes are laid out (§3.2).
constexpr std::array<std::string_view, 13> untouched{"connection",
                                                     "content-encoding",
                                                     "content-length",
                                                     "content-range",
                                                     "keep-alive",
                                                     "proxy-authenticate",
                                                     "proxy-connection",
                                                     "proxy-authorization",
                                                     "proxy-authentication-info",
                                                     "te",
                                                     "trailer",
                                                     "transfer-encoding",
                                                     "upgrade"};

constexpr std::array<std::string_view, 4> contentFields{"content-location", "content-md5",
                                                        "content-type", "etag"};
constexpr std::array<std::string_view, 3> securityFields{"www-authenticate", "x-frame-options",
                                                         "x-xss-protection"};

std::string lowered(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), http::lowered);
    return lower;
}

using Names = std::unordered_set<std::string>;

/// The names that the message's own Connection lines give.
Names connectionNames(http::Fields fields) {
    Names names;
    for (const http::Field &field : fields) {
        if (field.known != FieldName::Connection)
            continue;
        http::ListReader members(field.value);
        for (std::string_view member; members.next(member);)
            names.insert(lowered(member));
    }
    return names;
}

bool startsWith(std::string_view text, std::string_view beginning) noexcept {
    return text.substr(0, beginning.size()) == beginning;
}

/// Fields that a model keeps as they were stored, beside those of RFC 9111 §3.2.
bool isKeptBy(std::string_view name, const Model &model) noexcept {
    const auto isIn = [name](const auto &names) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (model.has(Difference::ContentFieldsKept) && isIn(contentFields))
        return true;
    return model.has(Difference::SecurityFieldsKept) &&
           (isIn(securityFields) || startsWith(name, "x-content-") ||
            startsWith(name, "x-webkit-"));
}

struct Validators {
    std::optional<http::ETagView> tag;
    std::optional<Instant> modified;
};

Validators validatorsOf(http::Fields fields) {
    return {http::parseETag(http::valueOf(fields, FieldName::ETag)).tag,
            http::parseHttpDate(http::valueOf(fields, FieldName::LastModified)).time};
}

} // namespace

Condition conditionFor(http::Fields responseFields, const Model &model) {
    Condition condition;
    condition.ifNoneMatch = http::trimmed(http::valueOf(responseFields, FieldName::ETag));
    const std::string_view modified =
        http::trimmed(http::valueOf(responseFields, FieldName::LastModified));
    // Browsers send what they were given, a date or not.
    if (model.has(Difference::LenientDates) || http::parseHttpDate(modified).time)
        condition.ifModifiedSince = modified;
    return condition;
}

ValidationAnswer answerFrom(std::uint16_t status) noexcept {
    if (status == 304)
        return ValidationAnswer::NotModified;
    return status >= 500 ? ValidationAnswer::ServerError : ValidationAnswer::Full;
}

bool isSameRepresentation(http::Fields stored, http::Fields received) {
    const Validators ours = validatorsOf(stored);
    const Validators theirs = validatorsOf(received);
    if (ours.tag || theirs.tag)
        return ours.tag && theirs.tag && http::equalsWeakly(*ours.tag, *theirs.tag);
    return ours.modified && ours.modified == theirs.modified;
}

bool shareTagOverCodings(http::Fields one, http::Fields other) {
    const http::ParsedETag ours = http::parseETag(http::valueOf(one, FieldName::ETag));
    const http::ParsedETag theirs = http::parseETag(http::valueOf(other, FieldName::ETag));
    if (!ours.quoted || !theirs.quoted || !http::equalsStrongly(*ours.tag, *theirs.tag))
        return false;
    const auto codings = http::registeredCodings(http::valueOf(one, FieldName::ContentEncoding));
    const auto others = http::registeredCodings(http::valueOf(other, FieldName::ContentEncoding));
    return codings && others && *codings != *others;
}

bool canRenew(http::Fields stored, http::Fields notModified) {
    const Validators ours = validatorsOf(stored);
    const Validators theirs = validatorsOf(notModified);
    if (ours.tag && theirs.tag)
        return http::equalsWeakly(*ours.tag, *theirs.tag);
    if (ours.tag || theirs.tag)
        return true;
    return !ours.modified || !theirs.modified || ours.modified == theirs.modified;
}

Updates updatesIn(http::Fields notModified, const Model &model) {
    Updates updates;
    const Names connection =
        model.has(Difference::ConnectionFieldsKept) ? Names() : connectionNames(notModified);
    Names kept;
    for (const http::Field &field : notModified) {
        if (field.name.empty() || field.name.front() == ':') // HTTP/2 writes its status so
            continue;
        std::string name = lowered(field.name);
        const bool mayChange =
            std::find(untouched.begin(), untouched.end(), name) == untouched.end() &&
            !isKeptBy(name, model) && connection.find(name) == connection.end();
        if (mayChange)
            updates.fields.push_back(field);
        else
            kept.insert(std::move(name));
    }
    updates.kept = static_cast<std::uint32_t>(kept.size());
    return updates;
}

Updated updateFields(http::Fields stored, http::Fields notModified, const Model &model) {
    const Updates updates = updatesIn(notModified, model);
    Names names;
    for (const http::Field &field : updates.fields)
        names.insert(lowered(field.name));
    Updated updated;
    updated.changed = static_cast<std::uint32_t>(names.size());
    updated.kept = updates.kept;
    for (const http::Field &field : stored) {
        if (names.find(lowered(field.name)) == names.end())
            updated.fields.push_back(field);
    }
    updated.fields.insert(updated.fields.end(), updates.fields.begin(), updates.fields.end());
    return updated;
}

} // namespace etagere::cache
