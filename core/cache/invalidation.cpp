// SPDX-License-Identifier: Apache-2.0
#include "core/cache/invalidation.h"

namespace etagere::cache {

bool decideInvalidation(const RequestFacts &request, const ResponseFacts &response,
                        const Model &model, Reasons &reasons) noexcept {
    if (isSafe(request.method))
        return false;
    // Chromium leaves its cache alone where the request bears a condition or wants no cache.
    const bool apart = request.mode == Mode::NoStore || request.ownCondition ||
                       request.validators || request.ifRange;
    if (model.has(Difference::FewMethodsInvalidate) && (request.method == Method::Other || apart)) {
        reasons.add(Rule::MethodSpares);
        return false;
    }
    const bool succeeded = response.status >= 200 && response.status < 400;
    if (succeeded) {
        reasons.add(Rule::InvalidatedByMethod);
        return true;
    }
    // Chromium opens the entry for these methods, and an authentication challenge leaves it broken.
    const bool challenged = response.status == 401 || response.status == 407;
    const bool broken =
        model.has(Difference::FewMethodsInvalidate) && request.method != Method::Post && challenged;
    // Firefox asks for credentials first.
    const bool ends = broken || (model.has(Difference::ErrorsInvalidate) && !challenged);
    reasons.add(ends ? Rule::InvalidatedDespiteError : Rule::NotInvalidated);
    return ends;
}

} // namespace etagere::cache
