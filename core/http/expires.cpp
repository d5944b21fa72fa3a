// SPDX-License-Identifier: Apache-2.0
#include "core/http/expires.h"

#include "core/http/http_date.h"

#include <utility>

namespace etagere::http {

ParsedExpires parseExpires(std::string_view value, std::optional<std::chrono::year> now) {
    ParsedDate date = parseHttpDate(value, now);
    return {date.time, std::move(date.deviations)};
}

} // namespace etagere::http
