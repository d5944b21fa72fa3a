// SPDX-License-Identifier: Apache-2.0
#include "core/cache/invalidation.h"

namespace etagere::cache {

bool decideInvalidation(const RequestFacts &request, const ResponseFacts &response,
                        Reasons &reasons) noexcept {
    if (isSafe(request.method))
        return false;
    const bool succeeded = response.status >= 200 && response.status < 400;
    reasons.add(succeeded ? Rule::InvalidatedByMethod : Rule::NotInvalidated);
    return succeeded;
}

} // namespace etagere::cache
