// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/field.h"

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace etagere::http {

/// The field lines of one message, owned: one block of text and the lines over it. Moving it leaves
/// the lines valid. Lines stand in the order in which they were added.
class FieldBlock {
public:
    FieldBlock() = default;
    /// Copies the lines and what they borrow.
    explicit FieldBlock(Fields fields);
    FieldBlock(const FieldBlock &other)
        : FieldBlock(other.fields()) {}
    FieldBlock &operator=(const FieldBlock &other);
    FieldBlock(FieldBlock &&) noexcept = default;
    FieldBlock &operator=(FieldBlock &&) noexcept = default;
    ~FieldBlock() = default;

    /// Valid while the block lives and nothing is added.
    [[nodiscard]] Fields fields() const noexcept { return m_fields; }
    /// Bytes of text it holds.
    [[nodiscard]] std::size_t size() const noexcept { return m_size; }

private:
    std::unique_ptr<char[]> m_text;
    std::vector<Field> m_fields;
    std::size_t m_size = 0;
};

/// A field line by its name; `known` is found from it.
[[nodiscard]] Field makeField(std::string_view name, std::string_view value) noexcept;
[[nodiscard]] Field makeField(FieldName name, std::string_view value) noexcept;

} // namespace etagere::http
