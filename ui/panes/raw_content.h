// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/traffic/traffic.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace etagere::ui {

/// What there is to show of an exchange as its recorder left it.
enum class RawKind : std::uint8_t { Record, ResponseBody, RequestBody };

/// The most that is loaded to be shown.
inline constexpr Bytes shownLimit{std::uint64_t{64} << 20U};
/// The most that is loaded to be saved.
inline constexpr Bytes savedLimit{std::uint64_t{4} << 30U};

/// It, loaded. Immutable once made.
struct RawContent {
    std::string bytes;
    bool decoded = false;   ///< content codings were undone here
    bool truncated = false; ///< the recorder had cut it
    bool indented = false;  ///< JSON that was given lines
    bool text = false;
    std::vector<std::size_t> textParts; ///< see partsOf()
    std::vector<std::size_t> dumpParts;

    [[nodiscard]] const std::vector<std::size_t> &parts(bool asDump) const noexcept {
        return asDump ? dumpParts : textParts;
    }
    /// One part as lines for a text view.
    [[nodiscard]] QString partText(std::size_t part, bool asDump) const;
};

/// Loads it to be shown: codings undone, the record indented unless it is long. For a thread beside
/// the event loop.
[[nodiscard]] Result<RawContent, traffic::LoadError>
loadRawContent(const traffic::Traffic &traffic, traffic::ExchangeId exchange, RawKind kind);

/// Writes it to a file, whole or not at all: a body as it is shown, a record as it was recorded.
/// Empty when it was done, else what went wrong in a sentence.
[[nodiscard]] QString saveRawContent(const traffic::Traffic &traffic, traffic::ExchangeId exchange,
                                     RawKind kind, const QString &path);

/// A harmless name for the file it is saved to, after the last part of the URL's path.
[[nodiscard]] QString fileNameFor(std::string_view url, RawKind kind);

/// Why nothing is shown, in a sentence.
[[nodiscard]] QString wordsFor(const traffic::LoadError &error, RawKind kind);

} // namespace etagere::ui
