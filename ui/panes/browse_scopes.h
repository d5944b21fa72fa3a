// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include "core/flush/scope.h"
#include "core/session/browsing.h"

#include <cstddef>
#include <vector>

namespace etagere::ui {

/// Something of a person's cache that can be flushed.
struct FlushOffer {
    QString text; ///< for a menu
    flush::Scope scope;
    bool isFinding = false; ///< what a finding of the report rests on
};

/// Everything, and what the person's page gives names to: its site, its origin, the URLs it asked
/// for, and those of the findings that concern them, at most a dozen.
[[nodiscard]] std::vector<FlushOffer> flushOffers(const session::Browsing &browsing,
                                                  session::PersonId person);

} // namespace etagere::ui
