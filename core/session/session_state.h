// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include "core/replay/log.h"
#include "core/session/session.h"
#include "core/traffic/traffic.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace etagere::session {

/// What a user did to a capture. Refers to it by ids.
struct Edits {
    std::optional<Instant> clock; ///< none: never turned
    std::vector<replay::Flush> flushes;
    std::map<traffic::ExchangeId, std::string> notes; ///< UTF-8, none empty
    QString filter;
};
/// Whether saving one loses nothing of the other; the clock alone is no loss.
[[nodiscard]] bool sameWork(const Edits &a, const Edits &b);

/// Bounds of what is kept, and of what a hostile file can bring in.
inline constexpr std::size_t maxNoteBytes = 65'536;
inline constexpr qsizetype maxFilterLength = 10'000;
inline constexpr std::size_t maxFlushes = 10'000;

/// The attachment of a capture document that holds the edits.
inline constexpr const char *sessionAttachment = "session";

/// As JSON: {"schema": "etagere.session/1", "clock_us": microseconds since 1970 or null,
/// "flushes": [{"at_us", "by", "names"[], "visitor"}], "notes": [{"exchange", "url", "text"}],
/// "filter"}. Texts that are no UTF-8 are {"base64": "..."}. A note repeats its exchange's URL, by
/// which it is known whether it still belongs there.
[[nodiscard]] QByteArray writeSession(const Edits &edits, const traffic::Traffic &traffic);
/// Total: what is malformed, out of range or of another capture is left out.
[[nodiscard]] Edits readSession(const QByteArray &json, const traffic::Traffic &traffic);

/// The notes that still belong to exchanges of `now`, told by their URLs.
[[nodiscard]] std::map<traffic::ExchangeId, std::string>
notesThatFit(const std::map<traffic::ExchangeId, std::string> &notes,
             const traffic::Traffic &before, const traffic::Traffic &now);

/// What unsaved work is made again from.
struct Recovery {
    std::vector<InputFile> inputs; ///< absolute paths
    std::string document;          ///< empty: none
    bool modified = false;
    QByteArray session; ///< as writeSession() made it
};
/// As JSON: {"schema": "etagere.recovery/1", "inputs": [{"path", "visitor"}], "document",
/// "modified", "session"}.
[[nodiscard]] QByteArray writeRecovery(const Recovery &recovery);
/// Total: without inputs when it is no such file.
[[nodiscard]] Recovery readRecovery(const QByteArray &json);

} // namespace etagere::session
