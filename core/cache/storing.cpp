// SPDX-License-Identifier: Apache-2.0
#include "core/cache/storing.h"

#include "core/cache/dialect.h"
#include "core/http/text.h"

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

/// Of the connection, not of the message (RFC 9110 §7.6.1); with those that proxies consume.
constexpr std::array<std::string_view, 8> connectionFields{
    "connection",       "keep-alive", "proxy-authenticate", "proxy-authentication-info",
    "proxy-connection", "trailer",    "transfer-encoding",  "upgrade"};
constexpr std::array<std::string_view, 4> cookieFields{"proxy-authenticate", "set-cookie",
                                                       "set-cookie2", "www-authenticate"};
constexpr std::array<std::string_view, 2> securityFields{"clear-site-data",
                                                         "strict-transport-security"};

template <std::size_t size>
bool isIn(const std::array<std::string_view, size> &names, std::string_view name) noexcept {
    return std::any_of(names.begin(), names.end(), [name](std::string_view other) {
        return http::equalsIgnoringCase(name, other);
    });
}

bool isListed(std::string_view list, std::string_view name) noexcept {
    http::ListReader members(list);
    for (std::string_view member; members.next(member);) {
        if (http::equalsIgnoringCase(member, name))
            return true;
    }
    return false;
}

bool isNamedByConnection(http::Fields fields, std::string_view name) noexcept {
    return std::any_of(fields.begin(), fields.end(), [name](const http::Field &field) {
        return field.known == http::FieldName::Connection && isListed(field.value, name);
    });
}

bool isPost(const RequestFacts &request) noexcept { return request.method == Method::Post; }

/// A status that the browser stores no response of.
bool isRefused(const ResponseFacts &response, const Model &model) noexcept {
    switch (response.status) {
    case 401:
    case 407:
    case 416:
        return model.has(Difference::FewStatusesRefused);
    case 300:
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
        return model.has(Difference::RedirectsNeedLocation) && !response.hasLocation;
    default:
        return false;
    }
}

/// What keeps a response out whatever its fields say.
std::optional<Rule> obstacleIn(const RequestFacts &request, const ResponseFacts &response,
                               const Model &model) noexcept {
    const bool head = request.method == Method::Head && model.has(Difference::HeadApart);
    const bool post = isPost(request) && !model.has(Difference::PostNotReused);
    if (request.method != Method::Get && !head && !post)
        return Rule::StoreMethod;
    if (response.status == 0)
        return Rule::NoResponse;
    if (response.status < 200)
        return Rule::StoreNotFinal;
    // Firefox stores a part that nobody asked for as if it were the whole.
    const bool asWhole =
        request.wholeRange || (!request.range && model.has(Difference::RangesBypass));
    if (response.status == 206 && !asWhole)
        return Rule::StorePartial;
    if (response.status == 304 && (request.validators || !model.has(Difference::NotModifiedStored)))
        return Rule::StoreOrphan304;
    return isRefused(response, model) ? std::optional(Rule::StoreStatusRefused) : std::nullopt;
}

bool hasExplicitLifetime(const ResponseFacts &response, const Model &model) noexcept {
    return response.has(Directive::MaxAge) || response.expires || response.expiresBad ||
           (model.shared && response.has(Directive::SMaxAge));
}

/// What permits storing, or StoreNoPermission.
Rule permissionOf(const ResponseFacts &response, const Model &model) noexcept {
    if (response.status > 599 && !model.has(Difference::StoresUnasked))
        return Rule::StoreNoPermission; // no status at all (RFC 9110 §15)
    if (hasExplicitLifetime(response, model))
        return Rule::StoreExplicit;
    if (response.has(Directive::Public) || (response.has(Directive::Private) && !model.shared))
        return Rule::StoreByDirective;
    if (isHeuristicallyCacheable(response.status))
        return Rule::StoreHeuristic;
    return model.has(Difference::StoresUnasked) ? Rule::StoreUnasked : Rule::StoreNoPermission;
}

/// Weighs no-store and must-understand, which sets it aside (RFC 9111 §5.2.2.3).
bool isForbidden(const RequestFacts &request, const ResponseFacts &response, const Model &model,
                 Reasons &reasons) noexcept {
    const bool mustUnderstand =
        response.has(Directive::MustUnderstand) && !model.has(Difference::MustUnderstandIgnored);
    if (mustUnderstand && !isUnderstood(response.status)) {
        reasons.add(Rule::StoreNotUnderstood);
        return true;
    }
    if (response.has(Directive::NoStore)) {
        reasons.add(mustUnderstand ? Rule::StoreMustUnderstand : Rule::StoreNoStore);
        if (!mustUnderstand)
            return true;
    }
    const bool refused = request.noStore && !model.has(Difference::RequestDirectivesIgnored);
    if (refused)
        reasons.add(Rule::StoreRequestNoStore);
    return refused;
}

/// What a shared cache must leave to private ones (RFC 9111 §3, §3.5).
bool isNotForSharing(const RequestFacts &request, const ResponseFacts &response,
                     Reasons &reasons) noexcept {
    if (response.has(Directive::Private)) {
        reasons.add(Rule::StorePrivateShared);
        return true;
    }
    const bool opened = response.has(Directive::Public) || response.has(Directive::SMaxAge) ||
                        response.has(Directive::MustRevalidate);
    if (request.authorization && !opened)
        reasons.add(Rule::StoreAuthorizationShared);
    return request.authorization && !opened;
}

/// The part of the decision that is the same for whole responses and parts.
bool mayStore(const RequestFacts &request, const ResponseFacts &response, const Model &model,
              Reasons &reasons) noexcept {
    if (isForbidden(request, response, model, reasons) ||
        (model.shared && isNotForSharing(request, response, reasons)))
        return false;
    Rule permission = permissionOf(response, model);
    if (isPost(request))
        permission = hasExplicitLifetime(response, model) ? Rule::StorePost : Rule::StoreMethod;
    reasons.add(permission);
    if (permission == Rule::StoreNoPermission || permission == Rule::StoreMethod)
        return false;
    if (response.has(Directive::Private))
        reasons.add(Rule::StorePrivate);
    if (request.authorization)
        reasons.add(Rule::StoreAuthorization);
    if (response.varyAny)
        reasons.add(Rule::StoreVaryAny);
    return true;
}

} // namespace

bool decideStoring(const RequestFacts &request, const ResponseFacts &response, const Model &model,
                   Reasons &reasons) noexcept {
    if (const auto obstacle = obstacleIn(request, response, model)) {
        reasons.add(*obstacle);
        return false;
    }
    return mayStore(request, response, model, reasons);
}

bool decideStoringPart(const RequestFacts &request, const ResponseFacts &response, const Part &part,
                       const Model &model, Reasons &reasons) noexcept {
    if (request.method != Method::Get || model.has(Difference::RangesBypass)) {
        reasons.add(Rule::StorePartial);
        return false;
    }
    if (!part.strong || !part.lengthKnown) {
        reasons.add(Rule::StorePartRefused);
        return false;
    }
    if (!mayStore(request, response, model, reasons))
        return false;
    reasons.add(Rule::StorePart);
    return true;
}

std::vector<http::Field> endToEndFields(http::Fields fields, const Model &model) {
    const bool keepsNamed = model.has(Difference::ConnectionFieldsKept);
    std::vector<http::Field> kept;
    kept.reserve(fields.size());
    for (const http::Field &field : fields) {
        if (!isIn(connectionFields, field.name) &&
            (keepsNamed || (!isNamedByConnection(fields, field.name) &&
                            !http::equalsIgnoringCase(field.name, "te"))))
            kept.push_back(field);
    }
    return kept;
}

std::vector<http::Field> storedFields(http::Fields fields, const Model &model) {
    std::vector<http::Field> kept = endToEndFields(fields, model);
    std::string_view noCache;
    if (model.has(Difference::NoCacheFieldsDropped))
        noCache = readCacheControl(fields, model).noCacheFields;
    std::erase_if(kept, [&model, noCache](const http::Field &field) {
        return (model.has(Difference::CookieFieldsNotStored) && isIn(cookieFields, field.name)) ||
               (model.has(Difference::SecurityFieldsNotStored) &&
                isIn(securityFields, field.name)) ||
               (model.has(Difference::EmptyFieldsNotStored) &&
                http::trimmed(field.value).empty()) ||
               isListed(noCache, field.name);
    });
    return kept;
}

bool isHeuristicallyCacheable(std::uint16_t status) noexcept {
    return std::binary_search(heuristicStatuses.begin(), heuristicStatuses.end(), status);
}

} // namespace etagere::cache
