// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/field.h"
#include "core/readers/entry_values.h"

#include <string_view>
#include <vector>

namespace etagere::readers {

/// Reads `headers` in every shape exporters give them: a list of {name, value}, a list of
/// [name, value], or one object of names; a value may be a string, a number or a list of them.
/// Lines joined by newlines are split again; pseudo fields (":status") are left out.
class FieldReader {
public:
    explicit FieldReader(EntryValues &values)
        : m_values(values) {}

    /// Replaces `fields`. They borrow from the entry.
    void read(JsonValue headers, std::vector<http::Field> &fields);

private:
    void readListed(JsonValue element);
    void readNamed(JsonValue element);
    void readSeveral(JsonValue value);
    void readPair(JsonValue element);
    void addAny(std::string_view name, JsonValue value);
    void add(std::string_view name, std::string_view value);
    void addLines(std::string_view name, std::string_view lines);

    EntryValues &m_values;
    std::vector<http::Field> *m_fields = nullptr;
    std::vector<std::string_view> m_several; ///< the values of a field whose value is a list
};

} // namespace etagere::readers
