// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QSocketNotifier>

#include "core/live/transport.h"

#include <deque>

namespace etagere {

/// Messages over two descriptors that this process was started with, each ended by a NUL, as
/// Chromium's --remote-debugging-pipe has them. Neither is given to children.
class DescriptorTransport final : public live::Transport {
public:
    /// What a client may leave unread before it is taken for dead, in bytes.
    static constexpr std::size_t mostWaiting = std::size_t{512} << 20U;

    /// Both must be open; they are closed at the end.
    DescriptorTransport(int in, int out, std::size_t mostUnread = mostWaiting);
    ~DescriptorTransport() override;
    void send(std::string_view json) override;

private:
    void read();
    void write();
    void end(live::TransportEnd::Kind kind, int systemError);
    int m_in;
    int m_out;
    std::size_t m_mostUnread;
    bool m_isOver = false;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    QByteArray m_incoming;
    std::deque<QByteArray> m_outgoing;
    qsizetype m_written = 0; ///< of the first
    std::size_t m_waiting = 0;
};

/// Whether the descriptor is open.
[[nodiscard]] bool isOpen(int descriptor) noexcept;

} // namespace etagere
