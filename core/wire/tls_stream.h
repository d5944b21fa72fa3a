// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSslSocket>

#include "core/wire/stream.h"

#include <memory>

namespace etagere::wire {

/// A stream over an encrypted socket, which it owns.
class TlsStream final : public Stream {
public:
    TlsStream(Loop &loop, Reader &reader, std::unique_ptr<QSslSocket> socket);
    ~TlsStream() override { TlsStream::close(); }

    [[nodiscard]] std::size_t pending() const noexcept override;
    void setReading(bool reading) override;
    void finishOutput() override;
    void close() noexcept override;
    [[nodiscard]] bool isOpen() const noexcept override { return m_socket != nullptr; }
    [[nodiscard]] bool isQuiet() const noexcept override;

private:
    void readAll();
    void ended();
    std::size_t send(std::string_view first, std::string_view second) override;
    void wantOutput(bool wanted) override;

    std::unique_ptr<QSslSocket> m_socket;
    bool m_reading = true;
    bool m_inputEnded = false;
};

} // namespace etagere::wire
