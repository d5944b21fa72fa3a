// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::report {

/// A finding that is known and accepted, up to its grade.
struct KnownFinding {
    std::string origin;
    std::string validator; ///< "etag", "last-modified"; empty stands for both
    std::string kind;
    std::uint64_t grade = 0;
    friend bool operator==(const KnownFinding &, const KnownFinding &) = default;
};

struct Baseline {
    std::vector<KnownFinding> findings;
};

struct BaselineError {
    enum class Kind : std::uint8_t {
        NotJson,
        WrongSchema, ///< neither "etagere.audit/1" nor "etagere.baseline/1"
        BadFinding,  ///< not an object with origin, kind and grade; `index` says which
        NoFindings   ///< no list of findings
    };
    Kind kind = Kind::NotJson;
    std::size_t index = 0;
};

/// Reads a report in JSON, or the same with the schema "etagere.baseline/1" and nothing but
/// findings[] {origin, validator, kind, grade}. Other keys are passed over.
[[nodiscard]] Result<Baseline, BaselineError> readBaseline(std::string_view json);

/// Takes out of the report what the baseline knows: the same origin, validator and kind, and a
/// grade that is not higher. Counts them in `acceptedByBaseline`.
void applyBaseline(audit::Report &report, const Baseline &baseline);

} // namespace etagere::report
