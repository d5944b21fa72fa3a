// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/read_values.h"

#include "core/http/text.h"
#include "core/scenario/expected.h"
#include "core/scenario/time_text.h"
#include "core/url/url.h"

#include <algorithm>
#include <charconv>

namespace etagere::scenario {

namespace {

constexpr std::size_t longestId = 64;
constexpr std::size_t longestFieldValue = 16U << 10U;
constexpr std::size_t mostFields = 100;

bool wrongType(Findings &findings, const Place &place, std::string_view wanted) {
    findings.add(Fault::WrongType, place, wanted);
    return false;
}

bool isLanguage(std::string_view code) {
    const std::size_t letters = code.find_first_of("-_");
    const std::string_view base = code.substr(0, letters);
    return (base.size() == 2 || base.size() == 3) && code.size() <= longestId &&
           std::all_of(code.begin(), code.end(), [](char c) {
               return http::isAlpha(c) || http::isDigit(c) || c == '-' || c == '_';
           });
}

bool hasControls(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return http::isControl(c) && c != '\t'; });
}

bool isToken(std::string_view text) {
    return !text.empty() && text.size() <= longestId &&
           std::all_of(text.begin(), text.end(), http::isTokenChar);
}

void readFieldLine(Findings &findings, const Place &place, const std::string &name,
                   std::vector<FieldLine> &out) {
    std::string value;
    if (!readText(findings, place, value))
        return;
    if (hasControls(value)) {
        wrongType(findings, place, expected::fieldValue);
        return;
    }
    if (value.size() > longestFieldValue) {
        findings.add(Fault::TooLarge, place, upTo(longestFieldValue, expected::bytes));
        return;
    }
    out.emplace_back(name, http::trimmed(value)); // blanks around it are not sent (RFC 9110 §5.5)
}

} // namespace

bool readText(Findings &findings, const Place &place, std::string &out) {
    if (place.json->kind != Json::Kind::Text)
        return wrongType(findings, place, expected::text);
    out = place.json->text;
    return true;
}

bool readTruth(Findings &findings, const Place &place, bool &out) {
    if (place.json->kind != Json::Kind::Truth)
        return wrongType(findings, place, expected::truth);
    out = place.json->truth;
    return true;
}

bool readWhole(Findings &findings, const Place &place, std::uint64_t &out) {
    const std::string &text = place.json->text;
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (place.json->kind != Json::Kind::Number || error != std::errc() ||
        end != text.data() + text.size())
        return wrongType(findings, place, expected::whole);
    out = number;
    return true;
}

bool readLocalText(Findings &findings, const Place &place, LocalText &out) {
    if (place.json->kind == Json::Kind::Text) {
        out.byLanguage = {{"en", place.json->text}};
        return true;
    }
    if (place.json->kind != Json::Kind::Object)
        return wrongType(findings, place, expected::localText);
    const Members members(findings, place); // that no language is there twice
    LocalText text;
    for (std::size_t i = 0; i < place.json->values.size(); ++i) {
        const std::string &language = place.json->keys[i].name;
        std::string one;
        if (!isLanguage(language))
            wrongType(findings, place.inside(i), expected::language);
        else if (readText(findings, place.inside(i), one))
            text.byLanguage.emplace_back(language, std::move(one));
    }
    out = std::move(text);
    return true;
}

bool readFields(Findings &findings, const Place &place, std::vector<FieldLine> &out) {
    const Members members(findings, place);
    if (!members.isObject())
        return false;
    std::vector<FieldLine> lines;
    for (std::size_t i = 0; i < place.json->values.size() && lines.size() <= mostFields; ++i) {
        const Place field = place.inside(i);
        const std::string &name = place.json->keys[i].name;
        if (!isToken(name)) {
            wrongType(findings, field, expected::fieldName);
        } else if (field.json->kind == Json::Kind::List) {
            for (std::size_t k = 0; k < std::min(field.json->values.size(), mostFields + 1); ++k)
                readFieldLine(findings, field.inside(k), name, lines);
        } else {
            readFieldLine(findings, field, name, lines);
        }
    }
    if (lines.size() > mostFields)
        findings.add(Fault::TooLarge, place, upTo(mostFields, expected::entries));
    out = std::move(lines);
    return true;
}

bool readId(Findings &findings, const Place &place, std::string &out) {
    std::string id;
    if (!readText(findings, place, id))
        return false;
    const bool isGood =
        !id.empty() && id.size() <= longestId && std::all_of(id.begin(), id.end(), [](char c) {
            return http::isAlpha(c) || http::isDigit(c) || c == '-';
        });
    if (!isGood)
        return wrongType(findings, place, expected::id);
    out = std::move(id);
    return true;
}

bool readUrl(Findings &findings, const Place &place, std::string &out) {
    std::string text;
    if (!readText(findings, place, text))
        return false;
    const url::UrlView url = url::parseUrl(text);
    const bool isWeb =
        url.kind == url::UrlView::Kind::Http || url.kind == url::UrlView::Kind::Https;
    const bool isClean = std::none_of(text.begin(), text.end(), [](char c) {
        return http::isControl(c) || c == ' ' || c == '\\';
    });
    constexpr std::size_t longest = 8U << 10U;
    if (!isWeb || !isClean || url.host.empty() || !url.fragment.empty() || text.size() > longest)
        return wrongType(findings, place, expected::url);
    out = std::move(text);
    return true;
}

bool readLine(Findings &findings, const Place &place, std::string &out) {
    std::string line;
    if (!readText(findings, place, line))
        return false;
    constexpr std::size_t longest = 4U << 10U;
    if (hasControls(line) || line.size() > longest)
        return wrongType(findings, place, expected::oneLine);
    out = std::move(line);
    return true;
}

bool readTime(Findings &findings, const Place &place, Duration &out, Since since) {
    std::optional<Duration> time;
    if (place.json->kind == Json::Kind::Number)
        time = secondsIn(place.json->text);
    else if (place.json->kind == Json::Kind::Text)
        time = timeIn(place.json->text);
    if (!time)
        return wrongType(findings, place, expected::time);
    if (since == Since::Start && *time < Duration(0))
        return wrongType(findings, place, expected::timeFromStart);
    out = *time;
    return true;
}

std::vector<PlacedText> readTexts(Findings &findings, const Place &place) {
    std::vector<PlacedText> texts;
    const auto read = [&findings, &texts](const Place &one) {
        std::string text;
        if (readText(findings, one, text))
            texts.push_back({std::move(text), one});
    };
    if (place.json->kind == Json::Kind::Text)
        read(place);
    else if (place.json->kind != Json::Kind::List)
        wrongType(findings, place, expected::textOrList);
    else if (isList(findings, place, 100))
        for (std::size_t i = 0; i < place.json->values.size(); ++i)
            read(place.inside(i));
    return texts;
}

bool isList(Findings &findings, const Place &place, std::size_t most) {
    if (place.json->kind != Json::Kind::List)
        return wrongType(findings, place, expected::list);
    if (place.json->values.size() <= most)
        return true;
    findings.add(Fault::TooLarge, place, upTo(most, expected::entries));
    return false;
}

} // namespace etagere::scenario
