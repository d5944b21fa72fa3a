// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/origin.h"

#include <chrono>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::tests {

/// The time of a question that states none: 22 November 2026, noon.
inline constexpr Instant noon{std::chrono::sys_days(std::chrono::year{2026} / 11 / 22) +
                              std::chrono::hours(12)};

/// A question to an origin, with what it borrows.
struct Query {
    std::string_view path = "/app.js";
    std::vector<std::pair<std::string, std::string>> fields{};
    std::string_view method = "GET";
    std::string_view client = "198.51.100.1";
    Instant now = noon;
    std::string_view body{};
};

inline lab::Response ask(lab::Origin &origin, const Query &question) {
    std::vector<http::Field> fields;
    fields.reserve(question.fields.size());
    for (const auto &[name, value] : question.fields)
        fields.push_back({name, value, http::fieldNameFrom(name)});
    lab::Request request;
    request.method = question.method;
    request.target = question.path;
    request.fields = fields;
    request.client = question.client;
    request.now = question.now;
    request.body = question.body;
    return origin.answer(request);
}

/// The value of the response's first line of that field; empty when there is none.
inline std::string valueOf(const lab::Response &response, std::string_view name) {
    for (const auto &[field, value] : response.fields) {
        if (field == name)
            return value;
    }
    return {};
}

/// "200", or "304 \"tag\"": the status and the tag, if there is one.
inline std::string outcomeOf(const lab::Response &response) {
    const std::string tag = valueOf(response, "ETag");
    return std::to_string(response.status) + (tag.empty() ? "" : " " + tag);
}

} // namespace etagere::tests
