// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/field.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::wire {

/// The head of one message, over one buffer of its own: names, case, order and bytes as they were
/// sent; folded values have been unfolded. Reused for the next message it allocates nothing. Views
/// are valid until it is changed, moved-to or gone; moving keeps them.
class Head {
public:
    Head() = default;
    Head(Head &&other) noexcept { swap(other); }
    Head &operator=(Head &&other) noexcept {
        Head taken(std::move(other));
        swap(taken);
        return *this;
    }
    Head(const Head &) = delete;
    Head &operator=(const Head &) = delete;
    ~Head() = default;

    [[nodiscard]] std::string_view method() const noexcept { return m_first; }
    [[nodiscard]] std::string_view target() const noexcept { return m_second; }
    [[nodiscard]] std::string_view reason() const noexcept { return m_first; }
    [[nodiscard]] std::uint16_t status() const noexcept { return m_status; }
    /// 1 for HTTP/1.1, 0 for HTTP/1.0.
    [[nodiscard]] int minorVersion() const noexcept { return m_minor; }
    [[nodiscard]] http::Fields fields() const noexcept { return m_fields; }
    /// Bytes held.
    [[nodiscard]] std::size_t size() const noexcept { return m_used; }

    void swap(Head &other) noexcept;
    /// Forgets the message, keeps the memory.
    void clear() noexcept;
    void setRequest(std::string_view method, std::string_view target, int minorVersion);
    void setResponse(std::uint16_t status, std::string_view reason, int minorVersion);
    void add(std::string_view name, std::string_view value);
    /// The same message in memory of its own.
    [[nodiscard]] Head copy() const;

private:
    std::string_view keep(std::string_view text);
    void grow(std::size_t needed);
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_capacity = 0;
    std::size_t m_used = 0;
    std::vector<http::Field> m_fields;
    std::string_view m_first; ///< method or reason
    std::string_view m_second;
    std::uint16_t m_status = 0;
    int m_minor = 1;
};

} // namespace etagere::wire
