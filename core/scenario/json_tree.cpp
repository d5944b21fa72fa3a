// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/json_tree.h"

#include "core/base/edit_distance.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace etagere::scenario {

namespace {

/// Builds the tree from RapidJSON's events. Where a token begins is not told with them; it is what
/// comes after the token before, blanks and punctuation aside.
class Builder {
public:
    Builder(std::string_view text, const rapidjson::MemoryStream &stream)
        : m_text(text)
        , m_stream(&stream) {}

    bool Null() { return add(Json{Json::Kind::Null}); }
    bool Bool(bool truth) { return add(Json{Json::Kind::Truth, truth}); }
    bool Int(int) { return number(); }
    bool Uint(unsigned) { return number(); }
    bool Int64(std::int64_t) { return number(); }
    bool Uint64(std::uint64_t) { return number(); }
    bool Double(double) { return number(); }
    bool RawNumber(const char *, rapidjson::SizeType, bool) { return number(); }
    bool String(const char *text, rapidjson::SizeType length, bool) {
        Json json{Json::Kind::Text};
        json.text.assign(text, length);
        return add(std::move(json));
    }
    bool Key(const char *text, rapidjson::SizeType length, bool) {
        m_open.back().keys.push_back({std::string(text, length), begin()});
        m_last = m_stream->Tell();
        return true;
    }
    bool StartObject() { return open(Json::Kind::Object); }
    bool StartArray() { return open(Json::Kind::List); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }

    [[nodiscard]] Json take() { return std::move(m_root); }
    [[nodiscard]] bool isTooDeep() const { return m_open.size() >= deepestJson; }
    [[nodiscard]] bool isTooMany() const { return m_count >= mostJsonValues; }

private:
    [[nodiscard]] std::size_t begin() const {
        return std::min(m_text.find_first_not_of(" \t\r\n,:[{]}", m_last), m_text.size());
    }
    bool number() {
        Json json{Json::Kind::Number};
        const std::size_t from = begin();
        json.text = m_text.substr(from, m_stream->Tell() - from);
        return add(std::move(json));
    }
    bool add(Json json) {
        json.offset = begin();
        m_last = m_stream->Tell();
        return attach(std::move(json));
    }
    bool open(Json::Kind kind) {
        if (isTooDeep())
            return false;
        Json json{kind};
        json.offset = m_stream->Tell();
        m_last = m_stream->Tell();
        m_open.push_back(std::move(json));
        return true;
    }
    bool close() {
        Json json = std::move(m_open.back());
        m_open.pop_back();
        m_last = m_stream->Tell();
        return attach(std::move(json));
    }
    bool attach(Json json) {
        if (isTooMany())
            return false;
        ++m_count;
        if (m_open.empty())
            m_root = std::move(json);
        else
            m_open.back().values.push_back(std::move(json));
        return true;
    }

    std::string_view m_text;
    const rapidjson::MemoryStream *m_stream;
    std::size_t m_last = 0; // the end of the last token
    std::size_t m_count = 0;
    std::vector<Json> m_open{};
    Json m_root{};
};

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

JsonFault faultOf(const Builder &builder, const rapidjson::Reader &reader) {
    JsonFault fault;
    fault.offset = reader.GetErrorOffset();
    fault.isTooLarge = reader.GetParseErrorCode() == rapidjson::kParseErrorTermination;
    if (!fault.isTooLarge)
        fault.says = rapidjson::GetParseError_En(reader.GetParseErrorCode());
    else if (builder.isTooDeep())
        fault.says = std::to_string(deepestJson) + " levels";
    else
        fault.says = std::to_string(mostJsonValues) + " values";
    return fault;
}

} // namespace

Result<Json, JsonFault> parseJson(std::string_view text) {
    constexpr unsigned flags = rapidjson::kParseIterativeFlag |
                               rapidjson::kParseValidateEncodingFlag |
                               rapidjson::kParseFullPrecisionFlag;
    const std::size_t begin = text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
    rapidjson::MemoryStream stream(text.data(), text.size());
    for (std::size_t i = 0; i < begin; ++i)
        stream.Take();
    rapidjson::Reader reader;
    Builder builder(text, stream);
    reader.Parse<flags>(stream, builder);
    if (reader.HasParseError())
        return Failure<JsonFault>(faultOf(builder, reader));
    if (stream.Tell() < text.size()) // a zero byte ends RapidJSON's text
        return Failure<JsonFault>(
            {false, stream.Tell(),
             rapidjson::GetParseError_En(rapidjson::kParseErrorDocumentRootNotSingular)});
    return builder.take();
}

namespace {

template <class Writer>
void write(Writer &writer, const Json &json) {
    const auto size = [](const std::string &text) {
        return static_cast<rapidjson::SizeType>(text.size());
    };
    switch (json.kind) {
    case Json::Kind::Null:
        writer.Null();
        return;
    case Json::Kind::Truth:
        writer.Bool(json.truth);
        return;
    case Json::Kind::Number:
        writer.RawValue(json.text.data(), json.text.size(), rapidjson::kNumberType);
        return;
    case Json::Kind::Text:
        writer.String(json.text.data(), size(json.text));
        return;
    case Json::Kind::List:
        writer.StartArray();
        break;
    case Json::Kind::Object:
        writer.StartObject();
        break;
    }
    for (std::size_t i = 0; i < json.values.size(); ++i) {
        if (json.kind == Json::Kind::Object)
            writer.Key(json.keys[i].name.data(), size(json.keys[i].name));
        write(writer, json.values[i]);
    }
    if (json.kind == Json::Kind::Object)
        writer.EndObject();
    else
        writer.EndArray();
}

} // namespace

std::string writeJson(const Json &json, Layout layout) {
    rapidjson::StringBuffer buffer;
    if (layout == Layout::Indented) {
        rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(buffer);
        writer.SetIndent(' ', 2);
        write(writer, json);
    } else {
        rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
        write(writer, json);
    }
    return {buffer.GetString(), buffer.GetSize()};
}

bool isUtf8(std::string_view text) {
    rapidjson::MemoryStream stream(text.data(), text.size());
    rapidjson::StringBuffer out;
    while (stream.Tell() < text.size()) {
        if (!rapidjson::UTF8<>::Validate(stream, out) || stream.Tell() > text.size())
            return false;
    }
    return true;
}

std::optional<std::size_t> memberOf(const Json &object, std::string_view name) {
    for (std::size_t i = 0; i < object.keys.size(); ++i) {
        if (object.keys[i].name == name)
            return i;
    }
    return std::nullopt;
}

std::string tokenOf(std::string_view name) {
    std::string token;
    for (const char c : name) {
        if (c == '~')
            token += "~0";
        else if (c == '/')
            token += "~1";
        else
            token += c;
    }
    return token;
}

namespace {

/// The name of a token; nothing when a ~ in it escapes nothing.
std::optional<std::string> nameIn(std::string_view token) {
    std::string name;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] != '~') {
            name += token[i];
            continue;
        }
        ++i;
        if (i >= token.size() || (token[i] != '0' && token[i] != '1'))
            return std::nullopt;
        name += token[i] == '0' ? '~' : '/';
    }
    return name;
}

/// The place in `values`; one behind for what can be added at a list's end.
std::optional<std::size_t> indexIn(const Json &list, std::string_view name) {
    if (name == "-")
        return list.values.size();
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
    const bool isNumber = error == std::errc() && end == name.data() + name.size() &&
                          (name.size() == 1 || name.front() != '0');
    return isNumber && index <= list.values.size() ? std::optional(index) : std::nullopt;
}

/// The place of what a pointer's token names; one behind a list's last for what can be added there.
std::optional<std::size_t> insideOf(const Json &json, std::string_view name) {
    if (json.kind == Json::Kind::Object)
        return memberOf(json, name);
    return json.kind == Json::Kind::List ? indexIn(json, name) : std::nullopt;
}

std::string nearMember(const Json &json, std::string_view name) {
    std::vector<std::string_view> names;
    for (const Json::Key &key : json.keys)
        names.emplace_back(key.name);
    return tokenOf(nearest(name, names));
}

struct Cut {
    std::string_view pointer;
    std::size_t begin; // of a token with its slash
    std::size_t end;
};

/// The way ends in `json`, which has nothing of that name.
void endAt(Located &found, const Json &json, const std::string &name, const Cut &cut) {
    const bool isObject = json.kind == Json::Kind::Object;
    const std::string_view rest = cut.pointer.substr(cut.end);
    found.last = name;
    found.canBeAdded = rest.empty() && (isObject || insideOf(json, name).has_value());
    const auto line = isObject && name == "fields" && rest.rfind('/') == 0 ? nameIn(rest.substr(1))
                                                                           : std::nullopt;
    if (line) {
        found.last = *line;
        found.needsFields = found.canBeAdded = true;
    }
    const std::string near = nearMember(json, name);
    if (!near.empty())
        found.near.append(cut.pointer.substr(0, cut.begin + 1)).append(near).append(rest);
}

} // namespace

Located locate(const Json &root, std::string_view pointer) {
    Located found;
    const Json *json = &root;
    std::size_t begin = 0;
    if (!pointer.empty() && pointer.front() != '/') {
        const std::string whole = '/' + std::string(pointer);
        if (locate(root, whole).isThere)
            found.near = whole;
        return found;
    }
    while (begin < pointer.size()) {
        const std::size_t end = std::min(pointer.find('/', begin + 1), pointer.size());
        const auto name = nameIn(pointer.substr(begin + 1, end - begin - 1));
        if (!name)
            return found;
        const auto next = insideOf(*json, *name);
        if (!next || *next >= json->values.size()) {
            endAt(found, *json, *name, {pointer, begin, end});
            return found;
        }
        found.last = *name;
        found.way.push_back(*next);
        json = &json->values[*next];
        begin = end;
    }
    found.isThere = true;
    return found;
}

const Json &at(const Json &root, const std::vector<std::size_t> &way) {
    const Json *json = &root;
    for (const std::size_t place : way)
        json = &json->values[place];
    return *json;
}

} // namespace etagere::scenario
