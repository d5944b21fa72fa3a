// SPDX-License-Identifier: Apache-2.0
#include "core/gateway/control.h"

#include "core/gateway/json_text.h"
#include "core/http/text.h"
#include "core/url/query.h"
#include "core/wire/address.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

namespace etagere::gateway {

namespace {

constexpr http::Field json{"Content-Type", "application/json", http::FieldName::ContentType};
constexpr http::Field notStored{"Cache-Control", "no-store", http::FieldName::CacheControl};

/// A page that made its own name resolve to this machine sends that name (DNS rebinding).
bool namesLoopback(std::string_view host) {
    if (const std::size_t colon = host.rfind(':');
        colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos)
        host = host.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    return http::equalsIgnoringCase(host, "localhost") || wire::isLoopback(host);
}

bool isFromPage(http::Fields fields) noexcept {
    return http::find(fields, http::FieldName::Origin) != nullptr ||
           http::find(fields, "Sec-Fetch-Site") != nullptr;
}

struct ScopeRow {
    std::string_view parameter;
    flush::By by{};
};
constexpr std::array scopes{ScopeRow{"url", flush::By::Url}, ScopeRow{"origin", flush::By::Origin},
                            ScopeRow{"site", flush::By::Site}, ScopeRow{"entry", flush::By::Entry}};

/// All names have to be of one kind. No parameters: everything.
std::optional<flush::Scope> scopeFrom(std::string_view query) {
    flush::Scope scope;
    for (const url::QueryParameter &parameter : url::parseQuery(query)) {
        const auto *row =
            std::find_if(scopes.begin(), scopes.end(), [&parameter](const ScopeRow &each) {
                return each.parameter == parameter.name;
            });
        if (row == scopes.end() || (!scope.names.empty() && scope.by != row->by))
            return std::nullopt;
        scope.by = row->by;
        scope.names.push_back(url::percentDecode(parameter.value));
    }
    return scope;
}

void writeEntry(std::string &out, const cache::Kept &kept) {
    const cache::StoredResponse &entry = *kept.response;
    out.append("    {\"entry\": ");
    writeJsonText(out, std::to_string(entry.number));
    out.append(", \"url\": ");
    writeJsonText(out, entry.url);
    out.append(", \"status\": ").append(std::to_string(entry.facts.response.status));
    out.append(", \"body_bytes\": ").append(std::to_string(entry.content.size()));
    out.append(", \"complete\": ").append(entry.complete ? "true" : "false");
    out.append(", \"hits\": ").append(std::to_string(kept.hits));
    out.append(", \"received\": ");
    writeJsonText(out, jsonTime(entry.facts.responseTime));
    for (const auto &[name, field] : {std::pair("etag", http::FieldName::ETag),
                                      std::pair("last_modified", http::FieldName::LastModified)}) {
        out.append(", \"").append(name).append("\": ");
        const http::Field *found = http::find(entry.fields.fields(), field);
        if (found)
            writeJsonText(out, found->value);
        else
            out.append("null");
    }
    out.append("}");
}

void writeStaleTags(std::string &out, const cache::Cache &cache) {
    std::array<char, 32> share{};
    const auto end =
        std::to_chars(share.data(), share.data() + share.size(), cache.auditShare()).ptr;
    out.append(",\n  \"audit_share\": ").append(share.data(), end);
    out.append(",\n  \"stale_tags\": [");
    bool first = true;
    for (const cache::StaleTag &stale : cache.staleTags()) {
        out.append(std::exchange(first, false) ? "\n    {\"origin\": " : ",\n    {\"origin\": ");
        writeJsonText(out, stale.origin);
        out.append(", \"url\": ");
        writeJsonText(out, stale.url);
        out.append(", \"validator\": ");
        writeJsonText(out, stale.validator);
        out.append(", \"found\": ");
        writeJsonText(out, jsonTime(stale.found));
        out.append("}");
    }
    out.append(first ? "]" : "\n  ]");
}

} // namespace

std::string listEntries(const cache::Cache &cache, Instant now) {
    std::string out = "{\n  \"schema\": \"etagere.gateway-entries/1\",\n  \"model\": ";
    writeJsonText(out, cache.model().name);
    out.append(",\n  \"model_version\": ");
    writeJsonText(out, cache.model().version);
    out.append(",\n  \"time\": ");
    writeJsonText(out, jsonTime(now));
    out.append(",\n  \"stored_bytes\": ").append(std::to_string(cache.totals().bytes));
    out.append(",\n  \"evictions\": ").append(std::to_string(cache.totals().evictions));
    writeStaleTags(out, cache);
    out.append(",\n  \"entries\": [");
    bool first = true;
    std::vector<cache::Kept> kept;
    cache.forEach([&kept](const cache::Kept &each) { kept.push_back(each); });
    std::sort(kept.begin(), kept.end(), [](const cache::Kept &a, const cache::Kept &b) {
        return a.response->number < b.response->number;
    });
    for (const cache::Kept &each : kept) {
        out.append(std::exchange(first, false) ? "\n" : ",\n");
        writeEntry(out, each);
    }
    out.append(first ? "]\n}\n" : "\n  ]\n}\n");
    return out;
}

ControlHandler::Reply ControlHandler::flush(std::string_view query) {
    const auto scope = scopeFrom(query);
    if (!scope)
        return {400, "{\"error\": \"url, origin, site or entry\"}\n"};
    return {200, "{\"schema\": \"etagere.gateway-flush/1\", \"flushed\": " +
                     std::to_string(m_controlled.cache.flush(*scope)) + "}\n"};
}

ControlHandler::Reply ControlHandler::replyTo(const wire::Head &head) {
    const http::Fields fields = head.fields();
    if (!namesLoopback(http::valueOf(fields, http::FieldName::Host)) || isFromPage(fields))
        return {403, "{\"error\": \"not from here\"}\n"};
    const std::string_view target = head.target();
    const std::size_t mark = std::min(target.find('?'), target.size());
    const std::string_view path = target.substr(0, mark);
    const std::string_view query = target.substr(std::min(mark + 1, target.size()));
    if (path == "/entries")
        return head.method() == "GET" || head.method() == "HEAD"
                   ? Reply{200, listEntries(m_controlled.cache, m_controlled.clock())}
                   : Reply{405, "{\"error\": \"GET\"}\n"};
    if (path != "/flush")
        return {404, "{\"error\": \"/entries or /flush\"}\n"};
    if (head.method() != "POST")
        return {405, "{\"error\": \"POST\"}\n"};
    if (http::find(fields, controlField) == nullptr)
        return {403, "{\"error\": \"Etagere-Control\"}\n"};
    return flush(query);
}

void ControlHandler::onRequest(const wire::Head &head) {
    const Reply reply = replyTo(head);
    const std::array fields{json, notStored};
    m_connection.respond(reply.status, wire::usualReason(reply.status), fields,
                         wire::BodyPlan::ofLength(reply.json.size()));
    m_connection.send(reply.json);
    m_connection.finish();
}

} // namespace etagere::gateway
