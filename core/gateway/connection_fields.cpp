// SPDX-License-Identifier: Apache-2.0
#include "core/gateway/connection_fields.h"

#include "core/http/text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace etagere::gateway {

namespace {

constexpr std::array<std::string_view, 8> ofConnection{
    "connection", "keep-alive",          "proxy-connection", "te",
    "trailer",    "proxy-authorization", "upgrade",          "transfer-encoding"};

/// Every name above begins with one of these letters.
bool mayConcernConnection(const http::Field &field) noexcept {
    switch (http::lowered(field.name.front())) {
    case 'c':
    case 'k':
    case 'p':
    case 't':
    case 'u':
        return true;
    default:
        return false;
    }
}

bool concernsConnection(const http::Field &field) noexcept {
    return mayConcernConnection(field) &&
           std::any_of(ofConnection.begin(), ofConnection.end(), [&field](std::string_view name) {
               return http::equalsIgnoringCase(field.name, name);
           });
}

/// Whether the comma-separated list has the name.
bool lists(std::string_view list, std::string_view name) noexcept {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (http::equalsIgnoringCase(http::trimmed(list.substr(0, comma)), name))
            return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

/// Without these a message would be another one, whatever Connection says.
bool isIndispensable(const http::Field &field) noexcept {
    return field.known == http::FieldName::Host || field.known == http::FieldName::ContentLength;
}

} // namespace

void endToEnd(http::Fields fields, Named named, std::vector<http::Field> &out) {
    out.clear();
    bool names = false;
    for (const http::Field &field : fields) {
        if (concernsConnection(field))
            names = names || http::equalsIgnoringCase(field.name, "connection");
        else
            out.push_back(field);
    }
    if (!names || named == Named::Kept)
        return;
    for (const http::Field &connection : fields) {
        if (!http::equalsIgnoringCase(connection.name, "connection"))
            continue;
        std::erase_if(out, [&connection](const http::Field &field) {
            return !isIndispensable(field) && lists(connection.value, field.name);
        });
    }
}

} // namespace etagere::gateway
