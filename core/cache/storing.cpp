// SPDX-License-Identifier: Apache-2.0
#include "core/cache/storing.h"

#include <algorithm>
#include <array>
#include <optional>

namespace etagere::cache {

namespace {

using http::Directive;

/// RFC 9110 §15.1.
constexpr std::array<std::uint16_t, 12> heuristicStatuses{200, 203, 204, 206, 300, 301,
                                                          308, 404, 405, 410, 414, 501};

/// The statuses of RFC 9110 §15 whose responses this cache stores; 206 and 304 are none.
constexpr std::array<std::uint16_t, 41> understoodStatuses{
    200, 201, 202, 203, 204, 205, 300, 301, 302, 303, 305, 307, 308, 400,
    401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414,
    415, 416, 417, 421, 422, 426, 500, 501, 502, 503, 504, 505, 511};
static_assert(std::is_sorted(heuristicStatuses.begin(), heuristicStatuses.end()));
static_assert(std::is_sorted(understoodStatuses.begin(), understoodStatuses.end()));

bool isUnderstood(std::uint16_t status) noexcept {
    return std::binary_search(understoodStatuses.begin(), understoodStatuses.end(), status);
}

/// What keeps a response out whatever its fields say.
std::optional<Rule> obstacleIn(const RequestFacts &request,
                               const ResponseFacts &response) noexcept {
    if (request.method != Method::Get)
        return Rule::StoreMethod;
    if (response.status == 0)
        return Rule::NoResponse;
    if (response.status < 200)
        return Rule::StoreNotFinal;
    if (response.status == 206)
        return Rule::StorePartial;
    if (response.status == 304)
        return Rule::StoreOrphan304;
    return std::nullopt;
}

/// What permits storing, or StoreNoPermission.
Rule permissionOf(const ResponseFacts &response) noexcept {
    if (response.status > 599) // no status at all (RFC 9110 §15)
        return Rule::StoreNoPermission;
    if (response.has(Directive::MaxAge) || response.expires || response.expiresBad)
        return Rule::StoreExplicit;
    if (response.has(Directive::Public) || response.has(Directive::Private))
        return Rule::StoreByDirective;
    return isHeuristicallyCacheable(response.status) ? Rule::StoreHeuristic
                                                     : Rule::StoreNoPermission;
}

/// Weighs no-store and must-understand, which sets it aside (RFC 9111 §5.2.2.3).
bool isForbidden(const RequestFacts &request, const ResponseFacts &response,
                 Reasons &reasons) noexcept {
    const bool mustUnderstand = response.has(Directive::MustUnderstand);
    if (mustUnderstand && !isUnderstood(response.status)) {
        reasons.add(Rule::StoreNotUnderstood);
        return true;
    }
    if (response.has(Directive::NoStore)) {
        reasons.add(mustUnderstand ? Rule::StoreMustUnderstand : Rule::StoreNoStore);
        if (!mustUnderstand)
            return true;
    }
    if (request.noStore)
        reasons.add(Rule::StoreRequestNoStore);
    return request.noStore;
}

} // namespace

bool decideStoring(const RequestFacts &request, const ResponseFacts &response,
                   Reasons &reasons) noexcept {
    if (const auto obstacle = obstacleIn(request, response)) {
        reasons.add(*obstacle);
        return false;
    }
    if (isForbidden(request, response, reasons))
        return false;
    const Rule permission = permissionOf(response);
    reasons.add(permission);
    if (permission == Rule::StoreNoPermission)
        return false;
    if (response.has(Directive::Private))
        reasons.add(Rule::StorePrivate);
    if (request.authorization)
        reasons.add(Rule::StoreAuthorization);
    if (response.varyAny)
        reasons.add(Rule::StoreVaryAny);
    return true;
}

bool isHeuristicallyCacheable(std::uint16_t status) noexcept {
    return std::binary_search(heuristicStatuses.begin(), heuristicStatuses.end(), status);
}

} // namespace etagere::cache
