// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/readers/entry_text.h"
#include "core/readers/har_entry.h"
#include "core/readers/text_pool.h"

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace etagere::readers {

using JsonValue = simdjson::ondemand::value;
using JsonObject = simdjson::ondemand::object;
using JsonArray = simdjson::ondemand::array;

/// Takes values out of an entry as exporters mean them, and remembers what went wrong. simdjson
/// finds the tokens; their text is taken from the entry itself, so that only a string with an
/// escape in it is copied.
class EntryValues {
public:
    enum class Kind : std::uint8_t { Object, Array, String, Number, Word, Null };

    void begin(const EntryText &text, RepairSet &repairs) noexcept;

    [[nodiscard]] bool failed() const noexcept { return m_failed; }
    [[nodiscard]] bool tooLarge() const noexcept { return m_tooLarge; }
    void fail() noexcept { m_failed = true; }
    RepairSet &repairs() noexcept { return *m_repairs; }

    [[nodiscard]] Kind kindOf(JsonValue value) noexcept;
    /// The value as it stands in the text, quotes and all.
    [[nodiscard]] std::string_view token(JsonValue value) noexcept;
    /// A string; nothing for any other kind.
    [[nodiscard]] std::optional<std::string_view> string(JsonValue value);
    /// A string, or a number or true or false as it is written; empty for the rest.
    [[nodiscard]] std::string_view text(JsonValue value);
    /// A number, also one inside a string; nothing for the rest. OddNumber or `odd` is recorded
    /// for everything but a number.
    [[nodiscard]] std::optional<double> number(JsonValue value,
                                               traffic::Repair odd = traffic::Repair::OddNumber);
    /// A size in bytes: -1 for anything that is none; below -1 is odd.
    [[nodiscard]] std::int64_t size(JsonValue value);
    [[nodiscard]] bool isTrue(JsonValue value) noexcept { return token(value) == "true"; }
    /// Where in the file the inside of a string lies.
    [[nodiscard]] BodyDraft body(JsonValue value);

    /// Calls `read` with the name and value of each member, until something fails.
    template <class Read>
    void eachMember(JsonValue value, const Read &read);
    template <class Read>
    void eachMember(JsonObject object, const Read &read);
    template <class Read>
    void eachElement(JsonValue value, const Read &read);

    /// Whether it is a view of the entry itself, where no string holds a line end.
    [[nodiscard]] bool isVerbatim(std::string_view text) const noexcept {
        return text.data() >= m_text->text().data() &&
               text.data() < m_text->text().data() + m_text->text().size();
    }

private:
    [[nodiscard]] static Kind kindOfFirst(char first) noexcept;
    [[nodiscard]] bool standsInText(const char *at) noexcept;
    [[nodiscard]] std::string_view stringOf(std::string_view token);
    [[nodiscard]] std::string_view keyOf(simdjson::ondemand::field &field);
    [[nodiscard]] std::string_view elided(std::string_view token);
    [[nodiscard]] std::string_view unescaped(std::string_view inside);

    const EntryText *m_text = nullptr;
    RepairSet *m_repairs = nullptr;
    TextPool m_pool;
    bool m_failed = false;
    bool m_tooLarge = false;
};

template <class Read>
void EntryValues::eachMember(JsonValue value, const Read &read) {
    JsonObject object;
    if (value.get_object().get(object) != simdjson::SUCCESS)
        fail();
    else
        eachMember(object, read);
}

template <class Read>
void EntryValues::eachMember(JsonObject object, const Read &read) {
    for (auto member : object) {
        simdjson::ondemand::field field;
        if (std::move(member).get(field) != simdjson::SUCCESS)
            return fail();
        const std::string_view key = keyOf(field);
        if (m_failed)
            return;
        read(key, field.value());
        if (m_failed)
            return;
    }
}

template <class Read>
void EntryValues::eachElement(JsonValue value, const Read &read) {
    JsonArray array;
    if (value.get_array().get(array) != simdjson::SUCCESS)
        return fail();
    for (auto element : array) {
        JsonValue each;
        if (element.get(each) != simdjson::SUCCESS)
            return fail();
        read(each);
        if (m_failed)
            return;
    }
}

} // namespace etagere::readers
