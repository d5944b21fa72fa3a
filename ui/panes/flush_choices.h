// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QMetaType>

#include "core/flush/scope.h"
#include "ui/panes/entry_words.h"

#include <cstddef>
#include <string>
#include <vector>

class QMenu;

namespace etagere::ui {

/// What an action of the flush menu offers; its QAction::data().
struct FlushChoice {
    flush::Scope scope{};
    std::string visitor{}; ///< whose stored response was chosen
};

[[nodiscard]] flush::Scope flushOfEntries(const Played &played,
                                          const std::vector<replay::VersionId> &chosen);

/// Offers the chosen entries, and the URL, origin and site of the current one, and everything, each
/// with how many stored responses it would end at that time.
void fillFlushChoices(QMenu &menu, const Played &played, Instant at,
                      const std::vector<replay::VersionId> &chosen, replay::VersionId current);

/// One flush in a list: what it ended, and when. `index` is its place in the log.
[[nodiscard]] QString wordsOfFlush(const Played &played, const replay::Flush &flush,
                                   std::size_t index);

} // namespace etagere::ui

Q_DECLARE_METATYPE(etagere::ui::FlushChoice)
