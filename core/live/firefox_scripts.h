// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::live {

/// JavaScript that Firefox runs for this program. `InBrowser` scripts run in the browser's own
/// context, which sees what BiDi does not tell: what is on the wire, the cache's entries, every
/// origin's storage. Each answers with a text. `userContext` is the browser's own number of one.

/// A function of one argument, a BiDi channel, to which it tells WireNotes (bidi_event.h) of every
/// request that a page made, whatever made it.
[[nodiscard]] std::string_view observeInBrowser() noexcept;
/// The browser's own number of a BiDi user context.
[[nodiscard]] std::string numberInBrowser(std::string_view userContext);
/// What every request of it says in User-Agent, those of workers too, which BiDi leaves out.
[[nodiscard]] std::string renameInBrowser(std::int64_t userContext, std::string_view userAgent);
/// Cookies, with those of every partition: [{name, value, domain, path, expires, ...}].
[[nodiscard]] std::string cookiesInBrowser(std::int64_t userContext);
/// Deletes cookies, storage, service workers and permissions of every origin, and leaves the cache.
[[nodiscard]] std::string forgetInBrowser(std::int64_t userContext);
/// The URLs of the cache's entries, as an array; the browser remembers the entries until they are
/// deleted or listed again.
[[nodiscard]] std::string listCacheInBrowser(std::int64_t userContext);
/// Deletes those entries of the last list and what the memory caches hold. Answers with their
/// number.
[[nodiscard]] std::string deleteInBrowser(std::int64_t userContext,
                                          const std::vector<std::size_t> &entries);
/// Both at once, of every entry.
[[nodiscard]] std::string emptyCacheInBrowser(std::int64_t userContext);

} // namespace etagere::live
