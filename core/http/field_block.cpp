// SPDX-License-Identifier: Apache-2.0
#include "core/http/field_block.h"

#include <algorithm>

namespace etagere::http {

FieldBlock::FieldBlock(Fields fields)
    : m_fields(fields.begin(), fields.end()) {
    for (const Field &field : fields)
        m_size += field.name.size() + field.value.size();
    m_text = std::make_unique<char[]>(m_size);
    char *next = m_text.get();
    const auto keep = [&next](std::string_view &text) {
        char *const begin = next;
        next = std::copy(text.begin(), text.end(), next);
        text = {begin, text.size()};
    };
    for (Field &field : m_fields) {
        keep(field.name);
        keep(field.value);
    }
}

FieldBlock &FieldBlock::operator=(const FieldBlock &other) {
    if (this != &other)
        *this = FieldBlock(other.fields());
    return *this;
}

Field makeField(std::string_view name, std::string_view value) noexcept {
    return {name, value, fieldNameFrom(name)};
}

Field makeField(FieldName name, std::string_view value) noexcept {
    return {spelling(name), value, name};
}

} // namespace etagere::http
