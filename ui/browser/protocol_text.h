// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace etagere::ui {

/// UTF-8 as a string literal of JavaScript, quotes included.
[[nodiscard]] QString quotedForScript(const QByteArray &text);

/// The session that a message of the engine belongs to: it writes it as the last member. Empty: the
/// page's own. Borrowed from the message.
[[nodiscard]] QByteArrayView sessionOf(QByteArrayView json) noexcept;
/// The message of the page's own session, told as one of `session`.
[[nodiscard]] QByteArray withSession(const QByteArray &json, const QByteArray &session);
/// The id of an answer, which stands first in it; -1: an event.
[[nodiscard]] qint64 answeredId(QByteArrayView json) noexcept;
/// Whether the message is this event; its name stands first.
[[nodiscard]] bool isEvent(QByteArrayView json, QByteArrayView method) noexcept;

} // namespace etagere::ui
