// SPDX-License-Identifier: Apache-2.0
#include "core/lab/message.h"

#include "core/http/cookie.h"
#include "core/http/http_date.h"
#include "core/http/text.h"

#include <algorithm>

namespace etagere::lab {

std::string_view fieldOf(const Request &request, http::FieldName name) noexcept {
    return http::valueOf(request.fields, name);
}

std::string listOf(const Request &request, http::FieldName name) {
    std::string list;
    for (const http::Field &field : request.fields) {
        if (field.known != name)
            continue;
        list += list.empty() ? "" : ", ";
        list += field.value;
    }
    return list;
}

std::string_view cookieOf(const Request &request, std::string_view name) {
    for (const http::Field &field : request.fields) {
        if (field.known != http::FieldName::Cookie)
            continue;
        for (const http::CookiePair &cookie : http::parseCookie(field.value)) {
            if (cookie.name == name)
                return cookie.value;
        }
    }
    return {};
}

std::string_view pathOf(const Request &request) noexcept {
    return request.target.substr(0, request.target.find('?'));
}

bool isReading(const Request &request) noexcept {
    return request.method == "GET" || request.method == "HEAD";
}

bool acceptsGzip(const Request &request) {
    const std::string accepted = listOf(request, http::FieldName::AcceptEncoding);
    http::ListReader members(accepted);
    std::string_view member;
    while (members.next(member)) {
        const std::size_t end = std::min(member.find(';'), member.size());
        const std::string_view weight =
            http::trimmed(member.substr(std::min(end + 1, member.size())));
        if (http::equalsIgnoringCase(http::trimmed(member.substr(0, end)), "gzip"))
            return weight != "q=0";
    }
    return false;
}

Response begin(const Request &request, std::uint16_t status) {
    Response response;
    response.status = status;
    response.add("Date", http::formatHttpDate(request.now));
    return response;
}

Response plainAnswer(const Request &request, std::uint16_t status, std::string_view text) {
    Response response = begin(request, status);
    response.add("Content-Type", "text/plain; charset=utf-8");
    response.body = text;
    return response;
}

std::string *find(Response &response, http::FieldName name) noexcept {
    const std::string_view wanted = http::spelling(name);
    for (auto &[field, value] : response.fields) {
        if (http::equalsIgnoringCase(field, wanted))
            return &value;
    }
    return nullptr;
}

void remove(Response &response, http::FieldName name) {
    const std::string_view wanted = http::spelling(name);
    std::erase_if(response.fields, [wanted](const auto &line) {
        return http::equalsIgnoringCase(line.first, wanted);
    });
}

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

} // namespace etagere::lab
