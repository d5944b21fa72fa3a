// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include "core/traffic/traffic.h"

#include <optional>
#include <string_view>

namespace etagere::ui {

/// The URL as a browser would send it: what is no visible ASCII, or has no place in a URL (blanks,
/// controls, bidirectional marks, bytes that are no UTF-8), is percent-encoded. Safe to paste
/// anywhere.
[[nodiscard]] QString copiedUrl(std::string_view url);

/// The text as one word of a POSIX shell, in visible ASCII only: 'it'\''s', or $'\033[2J' where
/// something else is in it (bash, zsh, ksh, POSIX 2024). Nothing recorded acts on the shell or on
/// its terminal. NUL, which no argument can have, is left out.
[[nodiscard]] QString shellQuoted(std::string_view text);

/// The request of the exchange as a curl command that asks the same again. Fields whose names are
/// no tokens (RFC 9110 §5.6.2) and those that curl makes itself are left out. Nothing for what is
/// not http or https, or has a method that is no token. Bodies beyond 64 KiB are left out.
[[nodiscard]] std::optional<QString> curlCommand(const traffic::Traffic &traffic,
                                                 traffic::ExchangeId exchange);

} // namespace etagere::ui
