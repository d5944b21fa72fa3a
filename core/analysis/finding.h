// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/rule.h"
#include "core/recipe/recipe.h"
#include "core/tags/observation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace etagere::analysis {

/// A number or a text of evidence, in the order the rule's comment in rule.h lists them.
using Argument = std::variant<std::int64_t, double, std::string>;

/// A rule that fired, with the numbers to check it by hand. Worded by core/explain.
struct Evidence {
    Rule rule{};
    std::vector<Argument> arguments;
    friend bool operator==(const Evidence &, const Evidence &) = default;
};

/// The ladder: never more than the evidence allows.
enum class Grade : std::uint8_t {
    Explained = 0,         ///< the tag can be recomputed from its response, or a cluster makes it
    Unexplained = 1,       ///< no provenance; constant, or seen too seldom to vary
    Varies = 2,            ///< with the content, or at equal bytes over too few visitors
    IdentifierCapable = 3, ///< one tag per visitor, or a part of it is an identifier
    Recognition = 4,       ///< that identifier differs between visitors and returns
    Respawn = 5            ///< proven with controls, or across sites
};

/// What was found of one sort. One finding per origin, validator and kind.
enum class Kind : std::uint8_t {
    UnexplainedTag, ///< grade 1
    VaryingTag,     ///< grade 2
    PerVisitorTag,  ///< grade 3: as many tags as visitors
    LinkedTag,      ///< grade 3 and 4: a part of it is an identifier elsewhere
    RespawnedId,    ///< grade 5
    Count
};

/// The stable name in JSON: "linked-tag".
[[nodiscard]] std::string_view nameOf(Kind kind) noexcept;

/// How a tag derives from its response, when it does.
struct Provenance {
    recipe::Recognition recognition;
    std::string value; ///< the field value it was recognised in
};

/// A judgement over the tags of one origin.
struct Finding {
    Grade grade = Grade::Unexplained;
    Kind kind = Kind::UnexplainedTag;
    tags::Validator validator = tags::Validator::ETag;
    std::string origin;
    std::string site;
    std::vector<std::string> values;   ///< distinct field values, first seen first, at most 50
    std::vector<std::string> urls;     ///< distinct URLs, first seen first, at most 50
    std::size_t valueCount = 0;        ///< of all distinct values
    std::size_t urlCount = 0;          ///< of all distinct URLs
    std::vector<std::string> visitors; ///< names, first seen first
    double bits = 0;       ///< bits of the tag that nothing explains: room for an identifier
    double confidence = 0; ///< 0 to 1, that the grade is not too high
    std::optional<Provenance> provenance;
    std::vector<Evidence> evidence; ///< for
    std::vector<Evidence> against;
    std::vector<Evidence> next; ///< what would decide more
};

} // namespace etagere::analysis
