// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scenario/trace.h"

#include <set>
#include <string>
#include <string_view>

namespace etagere::report {

/// The fields of a scenario's messages that decide what caches and servers do; and those that its
/// author wrote, for they are there to be seen.
class DecidingFields {
public:
    explicit DecidingFields(const scenario::Scenario &scenario);

    /// "ETag: "a1"", each shortened and printable, a line each, in the message's order.
    [[nodiscard]] std::string of(const scenario::Message &message) const;
    [[nodiscard]] bool tells(std::string_view name, bool ofResponse) const;

private:
    std::set<std::string> m_asked;    ///< lower case; written by the author in requests
    std::set<std::string> m_answered; ///< and in answers
};

} // namespace etagere::report
