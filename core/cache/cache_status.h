// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/transaction.h"

#include <string>
#include <string_view>

namespace etagere::cache {

/// What Cache-Status tells beside what the transaction knows (RFC 9211 §2).
struct StatusContext {
    std::string_view key;   ///< the URL; left out when it is very long
    bool forwarded = false; ///< the origin was asked
    bool failed = false;    ///< and gave no answer
    bool leftOut = false;   ///< its body is kept from the cache, whatever the cache wants
};

/// Appends this cache's member of the Cache-Status list (RFC 9211): hit or why it was forwarded,
/// what came back, and the rules that were weighed as `detail`.
void writeCacheStatus(std::string &out, const Transaction &transaction,
                      const StatusContext &context);

/// What was missing or in the way when a request was forwarded (RFC 9211 §2.2): "uri-miss".
[[nodiscard]] std::string_view forwardReason(const Decision &decision) noexcept;

} // namespace etagere::cache
