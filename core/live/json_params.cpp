// SPDX-License-Identifier: Apache-2.0
#include "core/live/json_params.h"

#include <QString>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace etagere::live {

std::string jsonString(std::string_view text) {
    // Qt's reader puts U+FFFD where text is no UTF-8; RapidJSON would copy the fault.
    const QByteArray valid =
        QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toUtf8();
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
    writer.String(valid.constData(), static_cast<rapidjson::SizeType>(valid.size()));
    return {buffer.GetString(), buffer.GetSize()};
}

void JsonParams::name(std::string_view name) {
    if (!m_members.empty())
        m_members.push_back(',');
    m_members += jsonString(name);
    m_members.push_back(':');
}

JsonParams &JsonParams::text(std::string_view name, std::string_view value) {
    this->name(name);
    m_members += jsonString(value);
    return *this;
}

JsonParams &JsonParams::number(std::string_view name, std::int64_t value) {
    this->name(name);
    m_members += std::to_string(value);
    return *this;
}

JsonParams &JsonParams::flag(std::string_view name, bool value) {
    this->name(name);
    m_members += value ? "true" : "false";
    return *this;
}

JsonParams &JsonParams::json(std::string_view name, std::string_view value) {
    this->name(name);
    m_members += value;
    return *this;
}

} // namespace etagere::live
