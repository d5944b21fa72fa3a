// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <utility>

namespace etagere::live {

/// A file descriptor that is closed with its owner.
class Descriptor {
public:
    Descriptor() noexcept = default;
    explicit Descriptor(int value) noexcept
        : m_value(value) {}
    Descriptor(Descriptor &&other) noexcept
        : m_value(std::exchange(other.m_value, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept {
        if (this != &other) {
            close();
            m_value = std::exchange(other.m_value, -1);
        }
        return *this;
    }
    ~Descriptor() { close(); }

    [[nodiscard]] int get() const noexcept { return m_value; }
    [[nodiscard]] bool isOpen() const noexcept { return m_value >= 0; }
    void close() noexcept {
        if (m_value >= 0)
            ::close(std::exchange(m_value, -1));
    }

private:
    int m_value = -1;
};

} // namespace etagere::live
