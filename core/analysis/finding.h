// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/diversity.h"
#include "core/analysis/linkability.h"
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
    EchoedTag,      ///< grade 3 and 4: the server gives back what it never issued (probes)
    Count
};

/// The stable name in JSON: "linked-tag".
[[nodiscard]] std::string_view nameOf(Kind kind) noexcept;

/// What else could explain what was seen. Every finding considers each of them.
enum class Explanation : std::uint8_t {
    Cluster,            ///< several servers, each with its own value
    Deploy,             ///< a new version of the file between the visits
    ContentNegotiation, ///< Vary: another variant for another request
    Rewriting,          ///< an intermediary weakened the tag or added a coding suffix
    PersonalContent,    ///< each visitor's own content, of which the tag is an honest digest
    ServingTime,        ///< a clock
    Count
};

/// The stable name in JSON: "content-negotiation".
[[nodiscard]] std::string_view nameOf(Explanation explanation) noexcept;

enum class Standing : std::uint8_t {
    RuledOut, ///< the evidence speaks against it
    Open,     ///< nothing recorded decides
    Holds     ///< it explains what was seen, in part or whole
};

/// "ruled-out", "open", "holds".
[[nodiscard]] std::string_view nameOf(Standing standing) noexcept;

/// Another explanation that was considered, and why it stands or falls.
struct Alternative {
    Explanation explanation{};
    Standing standing = Standing::Open;
    Evidence because;
};

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
    double bits = 0; ///< bits of the tag that nothing explains: room for an identifier
    /// Bits that were seen in use, at 95 % confidence: log2 of how many values there are at least.
    double bitsAtLeast = 0;
    double confidence = 0; ///< 0 to 1, that the grade is not too high
    std::optional<Provenance> provenance;
    std::optional<Diversity> diversity; ///< of the URL that speaks for the finding
    std::vector<Evidence> evidence;     ///< for
    std::vector<Evidence> against;
    std::vector<Alternative> alternatives;  ///< one per Explanation, in its order
    std::vector<Evidence> next;             ///< what to do to decide more
    std::vector<Evidence> raises;           ///< what, if it came to light, would raise the grade
    std::vector<Evidence> lowers;           ///< what would lower it
    std::optional<Linkability> linkability; ///< grade 3 and above
};

/// Validators of one origin that vary, or look odd, and are explained: grade 0. Not findings.
struct ExplainedTags {
    tags::Validator validator = tags::Validator::ETag;
    std::string origin;
    std::string site;
    std::vector<std::string> values; ///< distinct, first seen first, at most 50
    std::vector<std::string> urls;   ///< distinct, first seen first, at most 50
    std::size_t valueCount = 0;
    std::size_t urlCount = 0;
    std::vector<Alternative> because; ///< those that hold, one per Explanation, clearest case
    std::vector<Evidence> evidence;   ///< for the explanation: provenance, repeats, content
};

} // namespace etagere::analysis
