// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include "core/replay/contents.h"
#include "core/replay/log.h"
#include "core/traffic/traffic.h"

#include <memory>
#include <vector>

namespace etagere::ui {

/// A replay with the capture it was made from, as the panes hold them.
struct Played {
    std::shared_ptr<const traffic::Traffic> traffic{};
    std::shared_ptr<const replay::Log> log{};
    explicit operator bool() const noexcept { return traffic != nullptr && log != nullptr; }
};

/// The sentences about one stored response that several panes say. Recorded text is in them; they
/// are to be shown as plain text.
class EntryWords {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::EntryWords)
public:
    /// The condition its validation bears: "If-None-Match: "abc"", or that it has none.
    [[nodiscard]] static QString validatorOf(const Played &played, replay::VersionId version);
    /// The same, a field a line; empty without a validator.
    [[nodiscard]] static QStringList validatorLines(const Played &played,
                                                    replay::VersionId version);
    /// What a plain GET for it would send at that time.
    [[nodiscard]] static QString nextRequest(const Played &played, replay::VersionId version,
                                             Instant at);
    /// "48 s old, fresh for another 12 s", "75 s old, stale for 15 s".
    [[nodiscard]] static QString freshness(const cache::Freshness &freshness);
    /// In whose cache it is.
    [[nodiscard]] static QString visitorOf(const Played &played, replay::VersionId version);
    /// What a scope covers: "everything under https://example.org".
    [[nodiscard]] static QString scope(const flush::Scope &scope);
};

/// Whether it was in the cache at that time.
[[nodiscard]] bool livesAt(const replay::Version &version, Instant at) noexcept;

/// All versions under the same URL in the same visitor's cache, oldest first: the one stored
/// response with its renewals, and what it replaced or what replaced it. Linear in the versions.
[[nodiscard]] std::vector<replay::VersionId> livesOf(const replay::Log &log,
                                                     replay::VersionId version);

} // namespace etagere::ui
