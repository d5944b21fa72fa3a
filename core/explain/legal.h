// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace etagere::explain {

/// What a passage of law or guidance is about.
enum class LegalSubject : std::uint8_t {
    Storage,  ///< a tag in a browser's cache is something stored on the user's device
    Access,   ///< sending it back is access to it
    Consent,  ///< whether consent is needed is a question of its own
    Identity, ///< an online identifier can be personal data
    Standard, ///< what the protocol's own standard says
    National  ///< how a country writes it
};

/// A passage that bears on tags, as a plain fact. Never a judgement on the site.
struct LegalAnchor {
    std::string_view id; ///< stable: "edpb-2-2023-43"
    LegalSubject subject{};
    std::string_view source; ///< where it stands, as it is cited
    std::string_view link;   ///< an official address; empty: none
    Message fact;            ///< what it says, in our words
};

/// In the order in which they are best read.
[[nodiscard]] std::span<const LegalAnchor> legalAnchors() noexcept;

/// What the tool does not decide. Stands wherever an anchor is shown.
[[nodiscard]] std::string legalCaveat();

} // namespace etagere::explain
