// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/loop.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace etagere::wire {

/// Bytes both ways over one connection. What was read and not consumed is kept; output is sent at
/// the end of the turn, and what the other end does not take is kept until it does.
class Stream : public Disposable, public Flushable {
public:
    class Reader {
    public:
        Reader() = default;
        Reader(const Reader &) = delete;
        Reader &operator=(const Reader &) = delete;
        virtual ~Reader() = default;
        /// Everything that waits, as far as it came; how much of it is done with. What is not comes
        /// again with more behind it.
        virtual std::size_t onInput(std::string_view input) = 0;
        /// The other end sends no more; `rest` was not consumed. Comes once.
        virtual void onInputEnd(std::string_view rest) = 0;
        /// Some output was taken by the system.
        virtual void onOutput() = 0;
        /// The connection is gone; nothing follows. `systemError` may be 0.
        virtual void onBroken(int systemError) = 0;
    };

    Stream(Loop &loop, Reader &reader) noexcept
        : m_loop(loop)
        , m_reader(&reader) {}
    ~Stream() override { m_loop.forget(*this); }

    void write(std::string_view bytes);
    /// Without a copy where the system takes them at once.
    void writeThrough(std::string_view bytes);
    /// Bytes that the system has not taken.
    [[nodiscard]] virtual std::size_t pending() const noexcept;
    /// Stops or goes on reading; while stopped, the other end is slowed down by its own buffers.
    virtual void setReading(bool reading) = 0;
    /// Gives the reader again what it left, even if that is nothing, unless it is reading already.
    void pump();
    /// Bytes read and not consumed.
    [[nodiscard]] std::string_view unread() const noexcept {
        return std::string_view(m_left).substr(m_leftAt);
    }
    /// Sends what waits, then says that no more comes.
    virtual void finishOutput() = 0;
    /// Ends the connection now; what waits is lost, and nothing is told any more.
    virtual void close() noexcept = 0;
    /// The same, so that the other end cannot take what it got for whole.
    virtual void reset() noexcept { close(); }
    [[nodiscard]] virtual bool isOpen() const noexcept = 0;
    /// Whether it is open as far as the system knows at this instant, with nothing unread.
    [[nodiscard]] virtual bool isQuiet() const noexcept = 0;
    /// Who is told from now on.
    void setReader(Reader &reader) noexcept { m_reader = &reader; }

protected:
    [[nodiscard]] Loop &loop() const noexcept { return m_loop; }
    [[nodiscard]] Reader &reader() const noexcept { return *m_reader; }
    void gotInput(std::string_view bytes);
    void gotInputEnd();
    /// Takes as much as it can of two pieces at once.
    virtual std::size_t send(std::string_view first, std::string_view second) = 0;
    /// Output waits for the other end, or does no more.
    virtual void wantOutput(bool wanted) = 0;
    /// The system would take more.
    void outputReady();
    void flush() override;
    void dropBuffers() noexcept;

private:
    void keep(std::string_view rest);
    std::string m_out;
    std::size_t m_outAt = 0;
    std::string m_left;
    std::size_t m_leftAt = 0;
    Loop &m_loop;
    Reader *m_reader;
    bool m_flushQueued = false;
    bool m_blocked = false;
    bool m_pumping = false;
};

/// A stream over a connected descriptor, which it owns.
class DescriptorStream final : public Stream, private Watcher {
public:
    DescriptorStream(Loop &loop, Reader &reader, int descriptor);
    ~DescriptorStream() override { DescriptorStream::close(); }

    void setReading(bool reading) override;
    void finishOutput() override;
    void close() noexcept override;
    void reset() noexcept override;
    [[nodiscard]] bool isOpen() const noexcept override { return m_descriptor >= 0; }
    [[nodiscard]] bool isQuiet() const noexcept override;

private:
    void onReady(unsigned ready) override;
    bool readSome();
    std::size_t send(std::string_view first, std::string_view second) override;
    void wantOutput(bool wanted) override;
    void setInterest(unsigned interest);
    void broken(int systemError);
    void shutdownIfDone();

    int m_descriptor;
    unsigned m_interest = 0;
    bool m_inputEnded = false;
    bool m_finishing = false;
    bool m_shutDown = false;
};

} // namespace etagere::wire
