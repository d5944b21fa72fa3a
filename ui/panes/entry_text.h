// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panes/entry_words.h"

namespace etagere::ui {

class Article;

/// What is said about one stored response at the clock.
struct EntryView {
    Played played{};
    replay::VersionId version{};
    traffic::ExchangeId exchange{}; ///< the one looked at; may be none
    Instant clock{};
};

/// Writes whether it is stored and fresh at the clock, by which rules, what its next request would
/// send and what selects it. `article` has been started and is not finished here. Links lead to
/// the web.
void writeEntry(Article &article, const EntryView &view);

/// Why an exchange left nothing in the cache, in one sentence.
[[nodiscard]] QString whyNothingStored(const Played &played, traffic::ExchangeId exchange);

} // namespace etagere::ui
