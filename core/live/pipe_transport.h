// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSocketNotifier>

#include "core/live/alive.h"
#include "core/live/descriptor.h"
#include "core/live/transport.h"

#include <memory>
#include <string>

namespace etagere::live {

/// Messages over two descriptors, each ended by a NUL, as --remote-debugging-pipe has them. What
/// the other side does not take at once waits here, so send() never blocks.
class PipeTransport final : public Transport {
public:
    /// Both are made non-blocking. `longestMessage` in bytes: a longer one from there is dropped,
    /// for it may be a page that makes it so long. Told of in its place is, if it was an answer,
    /// that it is refused.
    PipeTransport(Descriptor input, Descriptor output,
                  std::size_t longestMessage = maxMessageBytes);
    ~PipeTransport() override;

    void send(std::string_view json) override;
    /// Bytes that still wait to be taken.
    [[nodiscard]] std::size_t waiting() const noexcept { return m_output.size() - m_written; }

private:
    void readSome();
    /// False when a listener destroyed this.
    [[nodiscard]] bool tellWhole();
    /// Drops what has come of a message that is too long. False when a listener destroyed this.
    [[nodiscard]] bool skipLong();
    void writeSome();
    void end(TransportEnd::Kind kind, int systemError);

    Descriptor m_in;
    Descriptor m_out;
    std::size_t m_longest;
    std::string m_input; ///< what has come of messages that are not told yet
    std::size_t m_searched = 0;
    bool m_isSkipping = false; ///< the rest of a message that is too long
    std::string m_output;
    std::size_t m_written = 0;
    LaterPtr<QSocketNotifier> m_readable;
    LaterPtr<QSocketNotifier> m_writable;
    Alive m_alive;
};

} // namespace etagere::live
