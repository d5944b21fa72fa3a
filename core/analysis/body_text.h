// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/disguise.h"

#include <optional>
#include <string>
#include <string_view>

namespace etagere::analysis {

/// A response's content as text in which parts of its own tag are looked for.
class BodyText {
public:
    /// `body` with its codings undone; it need not be text.
    explicit BodyText(std::string body);

    struct Found {
        std::string member; ///< the word before it, as in `"_rev":"TOKEN"`; empty: none near
        Disguise disguise = Disguise::Plain;
    };
    /// Where a piece of a tag, as it was sent, stands as a word of its own: as it is; in a body
    /// of at most 64 KiB also in base64 or hexadecimal, or as its digest; and in one of at most
    /// 4 KiB as that of which it is the digest. Nothing when it does not.
    [[nodiscard]] std::optional<Found> find(std::string_view piece) const;

private:
    [[nodiscard]] std::optional<Found> findWord(std::string_view token, Disguise disguise) const;
    [[nodiscard]] std::optional<Found> findDigested(std::string_view token) const;

    std::string m_body;
    std::string m_lower;
};

} // namespace etagere::analysis
