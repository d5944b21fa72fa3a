// SPDX-License-Identifier: Apache-2.0
#include "core/live/page_reading.h"

#include "core/live/devtools_client.h"

#include <array>
#include <chrono>
#include <cmath>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

namespace etagere::live {

namespace {

constexpr std::size_t longestValue = 4096;
constexpr std::size_t mostLinks = 5000;
constexpr std::size_t mostItems = 2000;

// Names in a page can stand before those of a document (<img name="links">), so its own are asked
// of its kind. What is told is bounded here already: an answer that is too long tells nothing at
// all.
constexpr std::string_view script =
    "(() => {"
    "const own = name =>"
    "  Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);"
    "const made = {url: location.href.length > 65536 ? '' : location.href,"
    "  title: String(own('title')).slice(0, 4097), links: [], storage: []};"
    "const seen = new Set();"
    "let room = 1000000;"
    "for (const link of own('links')) {"
    "  const to = link.href;"
    "  if (typeof to !== 'string' || to.length > room || !/^https?:/.test(to) || seen.has(to))"
    "    continue;"
    "  if (seen.size >= 5000) break;"
    "  seen.add(to); made.links.push(to); room -= to.length;"
    "}"
    "const take = (area, open) => { try {"
    "  const kept = open();"
    "  let room = 2000000;"
    "  for (let i = 0; i < kept.length && i < 1000; ++i) {"
    "    const key = kept.key(i);"
    "    const item = [area, self.origin, key.slice(0, 4097), kept.getItem(key).slice(0, 4097)];"
    "    room -= item[2].length + item[3].length;"
    "    if (room < 0) break;"
    "    made.storage.push(item);"
    "  }"
    "} catch (refused) {} };"
    "take('local', () => localStorage); take('session', () => sessionStorage);"
    "return JSON.stringify(made);"
    "})()";

/// Never in the middle of a character.
std::string cut(std::string_view text) {
    if (text.size() <= longestValue)
        return std::string(text);
    std::size_t end = longestValue;
    const auto isContinuation = [&](std::size_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    while (end > 0 && isContinuation(end))
        --end;
    return std::string(text.substr(0, end));
}

std::optional<StoredItem> readItem(simdjson::dom::element element) {
    std::array<std::string_view, 4> parts;
    simdjson::dom::array list;
    if (element.get(list) != simdjson::SUCCESS || list.size() != parts.size())
        return std::nullopt;
    auto part = parts.begin();
    for (const simdjson::dom::element text : list) {
        if (text.get(*part++) != simdjson::SUCCESS)
            return std::nullopt;
    }
    return StoredItem{parts[0] == "local" ? StoredItem::Area::Local : StoredItem::Area::Session,
                      cut(parts[1]), cut(parts[2]), cut(parts[3])};
}

std::optional<Instant> instantOf(double seconds) {
    // Beyond year 9999, and "no such time", there is no expiry to speak of.
    constexpr double latest = 253'402'300'799.0;
    if (!std::isfinite(seconds) || seconds < 0 || seconds > latest)
        return std::nullopt;
    return Instant(std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds)));
}

} // namespace

std::string_view pageScript() noexcept { return script; }

PageReading readPage(std::string_view json) {
    PageReading made;
    simdjson::dom::parser parser;
    simdjson::dom::element page;
    if (json.empty() || parser.parse(json.data(), json.size()).get(page) != simdjson::SUCCESS)
        return made;
    made.url = textOf(page, "url");
    made.title = cut(textOf(page, "title"));
    simdjson::dom::array list;
    if (page["links"].get(list) == simdjson::SUCCESS) {
        for (const simdjson::dom::element link : list) {
            std::string_view text;
            if (link.get(text) == simdjson::SUCCESS && made.links.size() < mostLinks)
                made.links.emplace_back(text);
        }
    }
    if (page["storage"].get(list) == simdjson::SUCCESS) {
        for (const simdjson::dom::element element : list) {
            auto item = readItem(element);
            if (item && made.storage.size() < mostItems)
                made.storage.push_back(std::move(*item));
        }
    }
    return made;
}

bool StorageSum::Before::operator()(const StoredItem *a, const StoredItem *b) const {
    return std::tie(a->area, a->origin, a->key, a->value) <
           std::tie(b->area, b->origin, b->key, b->value);
}

void StorageSum::add(std::vector<StoredItem> items) {
    for (StoredItem &item : items) {
        const std::size_t bytes = item.origin.size() + item.key.size() + item.value.size();
        if (m_bytes + bytes > mostBytes || m_items.size() >= mostEntries || m_known.contains(&item))
            continue;
        m_bytes += bytes;
        m_known.insert(&m_items.emplace_back(std::move(item)));
    }
}

std::vector<StoredItem> StorageSum::take() {
    m_known.clear();
    m_bytes = 0;
    std::vector<StoredItem> all(std::make_move_iterator(m_items.begin()),
                                std::make_move_iterator(m_items.end()));
    m_items.clear();
    return all;
}

std::vector<Cookie> readCookieList(simdjson::dom::element answer) {
    std::vector<Cookie> made;
    simdjson::dom::array list;
    if (answer["cookies"].get(list) != simdjson::SUCCESS)
        return made;
    for (const simdjson::dom::element element : list) {
        if (textOf(element, "name").empty() && textOf(element, "value").empty())
            continue;
        Cookie cookie;
        cookie.name = textOf(element, "name");
        cookie.value = textOf(element, "value");
        cookie.domain = textOf(element, "domain");
        cookie.path = textOf(element, "path");
        double expires = -1;
        if (!flagOf(element, "session") && element["expires"].get(expires) == simdjson::SUCCESS)
            cookie.expires = instantOf(expires);
        cookie.isHttpOnly = flagOf(element, "httpOnly");
        cookie.isSecure = flagOf(element, "secure");
        made.push_back(std::move(cookie));
    }
    return made;
}

} // namespace etagere::live
