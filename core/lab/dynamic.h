// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/condition.h"
#include "core/lab/file_server.h"
#include "core/lab/origin.h"
#include "core/lab/random.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace etagere::lab {

/// Origins whose answers are made when asked. All are honest: what varies is what is served, and
/// the tag follows it.
enum class DynamicKind : std::uint8_t {
    PersonalPage, ///< greets the visitor of its session cookie; the tag is a digest of the page
    ByUserAgent,  ///< `Vary: User-Agent`: one page for telephones, one for the rest
    ServingTime,  ///< Drupal's page cache: tag and Last-Modified are the time it was filled
    Buckets,      ///< the tag names the experiment a visit was drawn into; the bytes are the same
    Counter,      ///< a page that counts its visits: other bytes each time, digest tag
    Count
};

/// One page at `/`, tagged by a recipe over bodies where the kind says digest.
class DynamicOrigin final : public Origin {
public:
    DynamicOrigin(DynamicKind kind, recipe::RecipeId recipe, std::uint64_t seed);
    [[nodiscard]] Response answer(const Request &request) override;

private:
    struct Page {
        std::string body;
        Validators validators;
    };
    [[nodiscard]] std::string basketOf(const Request &request, Response &response);
    [[nodiscard]] Page cachedPage(Instant now);
    [[nodiscard]] Page pageFor(const Request &request, Response &response);

    DynamicKind m_kind;
    recipe::RecipeId m_recipe;
    std::uint64_t m_seed;
    std::uint64_t m_sessions = 0;
    std::uint64_t m_visits = 0;
    Random m_random;
    Instant m_filled{};
};

/// Documents that clients write, at most 1000 (507 for more): GET, HEAD, PUT, DELETE with
/// preconditions (RFC 9110 §13.1.1). The tag counts the writes.
class EditableOrigin final : public Origin {
public:
    struct Options {
        bool requiresCondition = false; ///< 428 for a write without one (RFC 6585 §3)
        bool weakTags = false;          ///< then If-Match never matches
        Manner manner{};
    };
    explicit EditableOrigin(const Options &options);
    [[nodiscard]] Response answer(const Request &request) override;
    /// Empty when there is no such document.
    [[nodiscard]] std::string_view textOf(std::string_view path) const;

private:
    struct Document {
        std::string text;
        std::uint64_t version = 0;
        Instant modified{};
    };
    [[nodiscard]] Validators validatorsOf(const Document &document) const;
    [[nodiscard]] Response write(const Request &request);

    Options m_options;
    std::map<std::string, Document, std::less<>> m_documents;
    std::uint64_t m_writes = 0;
};

} // namespace etagere::lab
