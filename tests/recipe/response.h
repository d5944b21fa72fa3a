// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/recipe/recipe.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A response put together for a test: owns what Facts borrows.
struct Response {
    std::string tag; ///< the whole field value
    std::string body;
    bool hasBody = true;
    std::optional<std::int64_t> modified; ///< seconds
    std::optional<std::int64_t> date;
    std::optional<std::uint64_t> length;
    std::string path = "/file.txt";
    std::string url = "http://example.org/file.txt";
    std::vector<etagere::http::Field> fields;
    std::uint32_t preimageTries = 0;

    void addField(std::string_view name, std::string_view value) {
        fields.push_back({name, value, etagere::http::fieldNameFrom(name)});
    }

    [[nodiscard]] etagere::recipe::Recognition recognise() const {
        etagere::body::LazyDigests digests(body);
        return etagere::recipe::recognise(facts(hasBody ? &digests : nullptr));
    }

    [[nodiscard]] etagere::recipe::Facts facts(etagere::body::LazyDigests *digests) const {
        const auto instant = [](std::int64_t second) {
            return etagere::Instant(std::chrono::seconds(second));
        };
        etagere::recipe::Facts facts;
        facts.opaque = tag;
        facts.weak = facts.opaque.starts_with("W/");
        facts.opaque.remove_prefix(facts.weak ? 2 : 0);
        facts.quoted = facts.opaque.starts_with('"');
        if (facts.quoted)
            facts.opaque = facts.opaque.substr(1, facts.opaque.size() - 2);
        if (modified)
            facts.lastModified = instant(*modified);
        if (date)
            facts.date = instant(*date);
        if (length || hasBody)
            facts.identityLength = length.value_or(body.size());
        facts.path = path;
        facts.url = url;
        facts.fields = fields;
        facts.decoded = digests;
        facts.preimageTries = preimageTries;
        return facts;
    }
};

/// The two files that the reference vectors were made of.
inline constexpr std::int64_t vectorSecond = 1'709'296'496; // 2024-03-01T12:34:56Z
inline std::string foxBody() {
    std::string body;
    for (int i = 0; i < 60; ++i)
        body += "The quick brown fox jumps over the lazy dog\n";
    return body;
}
inline std::string zeroBody() { return "hello, cache\n"; }
