// SPDX-License-Identifier: Apache-2.0
#include "core/report/json.h"

#include "core/explain/printable.h"
#include "core/report/seconds.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <cmath>

namespace etagere::report {

struct JsonWriter::State {
    rapidjson::StringBuffer buffer;
    rapidjson::PrettyWriter<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::ASCII<>> writer{
        buffer};
};

JsonWriter::JsonWriter()
    : m_state(std::make_unique<State>()) {
    m_state->writer.SetIndent(' ', 1);
    m_state->writer.SetMaxDecimalPlaces(4);
}
JsonWriter::~JsonWriter() = default;

JsonWriter &JsonWriter::key(std::string_view name) {
    m_state->writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    return *this;
}
void JsonWriter::beginObject() { m_state->writer.StartObject(); }
void JsonWriter::endObject() { m_state->writer.EndObject(); }
void JsonWriter::beginArray() { m_state->writer.StartArray(); }
void JsonWriter::endArray() { m_state->writer.EndArray(); }
void JsonWriter::text(std::string_view value) {
    const std::string valid = explain::validUtf8(value);
    m_state->writer.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
}
void JsonWriter::whole(std::uint64_t value) { m_state->writer.Uint64(value); }
void JsonWriter::signedWhole(std::int64_t value) { m_state->writer.Int64(value); }
void JsonWriter::real(double value) { m_state->writer.Double(std::isfinite(value) ? value : 0); }
void JsonWriter::seconds(Duration value) {
    const std::string written = secondsText(value);
    m_state->writer.RawValue(written.data(), written.size(), rapidjson::kNumberType);
}
void JsonWriter::truth(bool value) { m_state->writer.Bool(value); }
void JsonWriter::null() { m_state->writer.Null(); }

std::string JsonWriter::drain() {
    std::string written(m_state->buffer.GetString(), m_state->buffer.GetSize());
    m_state->buffer.Clear();
    return written;
}

std::string JsonWriter::finish() { return drain() + '\n'; }

} // namespace etagere::report
