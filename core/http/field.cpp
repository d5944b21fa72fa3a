// SPDX-License-Identifier: Apache-2.0
#include "core/http/field.h"

#include "core/http/field_names.h"
#include "core/http/text.h"

#include <algorithm>
#include <cstddef>

namespace etagere::http {

FieldName fieldNameFrom(std::string_view name) noexcept {
    return fieldNameOf(fieldNames.find(name));
}

std::string_view spelling(FieldName name) noexcept {
    return fieldNameRows[static_cast<std::size_t>(name)].usual;
}

const Field *find(Fields fields, FieldName name) noexcept {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [name](const Field &field) { return field.known == name; });
    return found == fields.end() ? nullptr : &*found;
}

std::string_view valueOf(Fields fields, FieldName name) noexcept {
    const Field *field = find(fields, name);
    return field == nullptr ? std::string_view() : field->value;
}

const Field *find(Fields fields, std::string_view name) noexcept {
    const auto found = std::find_if(fields.begin(), fields.end(), [name](const Field &field) {
        return equalsIgnoringCase(field.name, name);
    });
    return found == fields.end() ? nullptr : &*found;
}

} // namespace etagere::http
