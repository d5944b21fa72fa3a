// SPDX-License-Identifier: Apache-2.0
#include "core/explain/simulate_text.h"

#include <array>

namespace etagere::explain {

namespace {

using replay::PolicyError;
using replay::TraceColumn;
using replay::TraceError;
using replay::TraceFormat;
using replay::TraceProblem;

constexpr std::array<std::string_view, static_cast<std::size_t>(TraceProblem::Kind::Count)>
    problemIds{"bad-number", "bad-method",     "too-few-fields", "line-too-long",
               "no-policy",  "time-goes-back", "truncated",      "garbled"};

/// %1 the column.
constexpr std::array<Message, problemIds.size()> problemTexts{
    ETAGERE_TEXT("simulate", "%1 is no number, or too large a one"),
    ETAGERE_TEXT("simulate", "%1 is no method"),
    ETAGERE_TEXT("simulate", "it ends before %1"),
    ETAGERE_TEXT("simulate", "it is longer than a line of a trace may be"),
    ETAGERE_TEXT("simulate", "it names a policy that the trace does not define"),
    ETAGERE_TEXT("simulate", "its time is before that of the one before; taken as the same"),
    ETAGERE_TEXT("simulate", "the file ends in the middle of it"),
    ETAGERE_TEXT("simulate", "its numbers contradict each other"),
};

constexpr std::array<std::string_view, static_cast<std::size_t>(TraceColumn::Count)> columnIds{
    "-",       "time",   "key",  "size",    "method", "status",
    "max-age", "client", "vary", "version", "policy"};

constexpr std::array errorTexts{
    ETAGERE_TEXT("simulate", "it is empty"),
    ETAGERE_TEXT("simulate", "it is no trace: neither lines of text nor one of the binary formats "
                             "oracle-general and etagere. If it is one of these, say so with "
                             "--trace-format"),
    ETAGERE_TEXT("simulate", "line %1: no column holds the key; name the columns with --columns, "
                             "such as time,key,size"),
    ETAGERE_TEXT("simulate", "line %1: a column is named twice"),
    ETAGERE_TEXT("simulate", "byte %2: its head is damaged"),
    ETAGERE_TEXT("simulate", "byte %2: it was written by a later version of Etagere"),
    ETAGERE_TEXT("simulate", "byte %2: its dictionary of policies is too long"),
    ETAGERE_TEXT("simulate", "no request in it can be read"),
};
static_assert(errorTexts.size() == static_cast<std::size_t>(TraceError::Kind::NothingRead) + 1);

constexpr std::array policyTexts{
    ETAGERE_TEXT("simulate", "it does not begin with a share, a whole number from 1 on"),
    ETAGERE_TEXT("simulate", "its second word is neither never nor a time such as 30s, 10m, 6h "
                             "or 30d"),
    ETAGERE_TEXT("simulate", "it has no fields"),
    ETAGERE_TEXT("simulate", "its Expires is no number of seconds"),
    ETAGERE_TEXT("simulate", "there are more policies than a trace may have"),
    ETAGERE_TEXT("simulate", "there is no policy"),
};
static_assert(policyTexts.size() == static_cast<std::size_t>(PolicyError::Kind::None) + 1);

constexpr Message inLine = ETAGERE_TEXT("simulate", "line %1 (byte %2): %3");
constexpr Message inRecord = ETAGERE_TEXT("simulate", "record %1 (byte %2): %3");
constexpr Message inRequest = ETAGERE_TEXT("simulate", "request %1: %2");

constexpr Message assumedPolicies = ETAGERE_TEXT(
    "simulate", "the trace does not tell what servers allowed; each object has one of a list of "
                "policies, drawn by its key");
constexpr Message assumedVersions = ETAGERE_TEXT(
    "simulate", "the trace does not tell when contents changed; they change as their policy says");
constexpr Message assumedUnits =
    ETAGERE_TEXT("simulate", "the trace tells no sizes; every object counts 1, and so does a "
                             "capacity");
constexpr Message assumedCause = ETAGERE_TEXT(
    "simulate", "eviction alone was simulated: nothing expires and nothing is validated");
constexpr Message assumedLimits = ETAGERE_TEXT(
    "simulate", "no source tells this model's capacity and eviction; both are a guess");

} // namespace

std::string_view idOf(TraceProblem::Kind kind) noexcept {
    return problemIds[static_cast<std::size_t>(kind)];
}

std::string_view idOf(TraceColumn column) noexcept {
    return columnIds[static_cast<std::size_t>(column)];
}

std::string sentenceOf(const TraceProblem &problem, TraceFormat format) {
    const std::string what =
        text(problemTexts[static_cast<std::size_t>(problem.kind)], idOf(problem.column));
    if (problem.kind == TraceProblem::Kind::TimeGoesBack)
        return text(inRequest, problem.record, what);
    return text(format == TraceFormat::Text ? inLine : inRecord, problem.record, problem.byteOffset,
                what);
}

std::string sentenceOf(const TraceError &error) {
    return text(errorTexts[static_cast<std::size_t>(error.kind)], error.record, error.byteOffset);
}

std::string sentenceOf(const PolicyError &error) {
    return text(policyTexts[static_cast<std::size_t>(error.kind)]);
}

std::vector<std::string> assumptionsOf(const replay::Simulated &simulated, bool eviction,
                                       bool limits) {
    std::vector<std::string> all;
    if (eviction)
        all.push_back(text(assumedCause));
    if (simulated.policiesAssumed)
        all.push_back(text(assumedPolicies));
    if (simulated.versionsAssumed)
        all.push_back(text(assumedVersions));
    if (limits)
        all.push_back(text(assumedLimits));
    if (simulated.unitSizes)
        all.push_back(text(assumedUnits));
    return all;
}

} // namespace etagere::explain
