// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace etagere::scenario::expected {

/// What Problem::detail says was expected, for Fault::WrongType.
inline constexpr std::string_view text = "a text";
inline constexpr std::string_view number = "a number";
inline constexpr std::string_view whole = "a whole number from 0";
inline constexpr std::string_view truth = "true or false";
inline constexpr std::string_view object = "an object";
inline constexpr std::string_view list = "a list";
inline constexpr std::string_view textOrList = "a text or a list of texts";
inline constexpr std::string_view localText = "a text, or a text for each language";
inline constexpr std::string_view language = "a language code";
inline constexpr std::string_view time = "a time";
inline constexpr std::string_view timeFromStart = "a time that is not before the start";
inline constexpr std::string_view instant = "an RFC 3339 time of the years 1970 to 2099";
inline constexpr std::string_view id = "letters, digits and dashes";
inline constexpr std::string_view url = "an http or https URL";
inline constexpr std::string_view path = "a path that begins with a slash";
inline constexpr std::string_view host = "a host's name";
inline constexpr std::string_view fieldName = "a field's name";
inline constexpr std::string_view fieldValue = "a field's value on one line";
inline constexpr std::string_view method = "a method";
inline constexpr std::string_view oneLine = "a text of one line";
inline constexpr std::string_view mediaType = "a media type";
inline constexpr std::string_view status = "a status from 200 to 599";
inline constexpr std::string_view pointer = "a JSON pointer to a text";
inline constexpr std::string_view putOrRemove = "either put or remove";
inline constexpr std::string_view comparable = "a measure of the same kind";

inline constexpr std::array all{text,      number,     whole,       truth,      object,
                                list,      textOrList, localText,   language,   time,
                                instant,   id,         url,         path,       host,
                                fieldName, fieldValue, method,      oneLine,    mediaType,
                                status,    pointer,    putOrRemove, comparable, timeFromStart};

/// What Problem::detail counts, for Fault::TooLarge.
inline constexpr std::string_view bytes = "bytes";
inline constexpr std::string_view entries = "entries";
inline constexpr std::string_view levels = "levels";
inline constexpr std::string_view values = "values";

} // namespace etagere::scenario::expected
