// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/cache.h"
#include "core/scenario/cookie_jar.h"
#include "core/scenario/scenario.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::scenario {

/// What a client without a cache remembers of a URL.
struct Seen {
    std::string tag{};          ///< ETag of the last answer that bore one
    std::string lastModified{}; ///< the same
    std::string content{};      ///< as put together from what came, parts included
    bool isWhole = false;       ///< `content` is all of it
    std::string shown{};        ///< Monitor: the last whole content
    std::uint32_t version = 0;  ///< Monitor: which version that was; 0: none yet
};

/// Somebody who asks: a browser with its cache and cookies, an editor, a monitor.
struct Client {
    std::unique_ptr<cache::Cache> cache{}; ///< of a browser; null for the others
    CookieJar cookies{};
    std::map<std::string, Seen, std::less<>> seen{}; ///< by addressOf() the URL
};

/// The browser's cache, under `model` in place of its own where that is given.
[[nodiscard]] std::unique_ptr<cache::Cache> cacheFor(const Actor &actor, const cache::Model *model);

/// A URL as clients and caches know it: host in lower case, no default port, user or fragment, a
/// path.
[[nodiscard]] std::string addressOf(std::string_view url);
/// Its path and query.
[[nodiscard]] std::string targetOf(std::string_view url);

/// The request's fields as the client makes them: Host, User-Agent, the step's with what they stand
/// for, a monitor's conditions, Cookie.
[[nodiscard]] std::vector<FieldLine> requestFields(const Actor &actor, const Client &client,
                                                   const Step &step, Instant now);

/// The partition of the browser's cache for that step.
[[nodiscard]] std::string partitionFor(const cache::Model &model, const Step &step);
[[nodiscard]] cache::Mode modeFor(const Step &step) noexcept;
/// What goes out once the browser's own cache was asked: a reload tells the caches on the way.
[[nodiscard]] std::vector<FieldLine> toldOnTheWay(const cache::Model &model, const Step &step,
                                                  std::vector<FieldLine> fields);

/// The value of the first line of that name, in any case; empty when there is none.
[[nodiscard]] std::string_view valueIn(const std::vector<FieldLine> &lines,
                                       std::string_view name) noexcept;

/// Remembers what came of the URL; `content` is null for what says nothing of it, as for a HEAD.
void remember(Seen &seen, std::uint16_t status, const std::vector<FieldLine> &fields,
              const std::string *content, bool isWhole);

} // namespace etagere::scenario
