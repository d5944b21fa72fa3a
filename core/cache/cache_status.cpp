// SPDX-License-Identifier: Apache-2.0
#include "core/cache/cache_status.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace etagere::cache {

namespace {

constexpr std::size_t longestKey = 1000;

struct ForwardRow {
    Rule rule{};
    std::string_view reason;
};

// The first rule of the decision that stands here tells.
constexpr std::array forwards{
    ForwardRow{Rule::MethodForwarded, "method"},
    ForwardRow{Rule::RangeForwarded, "bypass"},
    ForwardRow{Rule::ModeNoStore, "request"},
    ForwardRow{Rule::ModeReload, "request"},
    ForwardRow{Rule::ModeNoCache, "request"},
    ForwardRow{Rule::RequestBypasses, "request"},
    ForwardRow{Rule::RequestRefetches, "request"},
    ForwardRow{Rule::RequestNoCache, "request"},
    ForwardRow{Rule::RequestPragma, "request"},
    ForwardRow{Rule::RequestMaxAge, "request"},
    ForwardRow{Rule::RequestMinFresh, "request"},
    ForwardRow{Rule::OwnCondition, "bypass"},
    ForwardRow{Rule::NothingStored, "uri-miss"},
    ForwardRow{Rule::VaryDiffers, "vary-miss"},
    ForwardRow{Rule::VaryAny, "vary-miss"},
    ForwardRow{Rule::RangePartlyStored, "partial"},
    ForwardRow{Rule::RangeNotStored, "partial"},
    ForwardRow{Rule::PartForWhole, "partial"},
    ForwardRow{Rule::ResumeByRange, "partial"},
    ForwardRow{Rule::FillByRange, "partial"},
    ForwardRow{Rule::NoCache, "stale"},
    ForwardRow{Rule::NoCacheFields, "stale"},
    ForwardRow{Rule::MustRevalidate, "stale"},
    ForwardRow{Rule::StaleNotAllowed, "stale"},
    ForwardRow{Rule::Stale, "stale"},
};

void appendNumber(std::string &out, std::int64_t number) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

/// A structured field's string (RFC 8941 §3.3.3) has no bytes but printable ASCII.
void appendString(std::string &out, std::string_view text) {
    out.push_back('"');
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out.push_back('\\');
        out.push_back(c >= ' ' && c <= '~' ? c : '?');
    }
    out.push_back('"');
}

void appendReasons(std::string &out, const Reasons &reasons) {
    if (reasons.size() == 0)
        return;
    out.append("; detail=\"");
    bool first = true;
    for (const Rule rule : reasons) {
        if (!first)
            out.push_back(' ');
        out.append(rowOf(rule).id);
        first = false;
    }
    out.push_back('"');
}

bool willStore(const Decision &decision) noexcept {
    return decision.outcome == Outcome::Stored || decision.outcome == Outcome::Replaced;
}

} // namespace

std::string_view forwardReason(const Decision &decision) noexcept {
    for (const Rule rule : decision.reasons) {
        for (const ForwardRow &row : forwards) {
            if (row.rule == rule)
                return row.reason;
        }
    }
    return decision.outcome == Outcome::Bypass ? "bypass" : "miss";
}

void writeCacheStatus(std::string &out, const Transaction &transaction,
                      const StatusContext &context) {
    const Decision &decision = transaction.decision();
    out.append("etagere");
    if (!context.forwarded) {
        const bool hit = decision.outcome != Outcome::OnlyIfCachedFailure;
        out.append(hit ? "; hit" : "; fwd=miss");
    } else {
        out.append("; fwd=").append(forwardReason(decision));
        if (!context.failed && transaction.forwardStatus() != 0) {
            out.append("; fwd-status=");
            appendNumber(out, transaction.forwardStatus());
        }
        const bool keeps = willStore(decision) && !context.leftOut;
        if (!context.failed && (keeps || transaction.isStored()))
            out.append("; stored");
        if (transaction.isCollapsed())
            out.append("; collapsed");
    }
    if (!context.forwarded && transaction.considered() != nullptr) {
        using std::chrono::duration_cast;
        using std::chrono::seconds;
        out.append("; ttl=");
        appendNumber(out, duration_cast<seconds>(decision.lifetime).count() -
                              duration_cast<seconds>(decision.age).count());
    }
    if (!context.key.empty() && context.key.size() <= longestKey) {
        out.append("; key=");
        appendString(out, context.key);
    }
    appendReasons(out, decision.reasons);
}

} // namespace etagere::cache
