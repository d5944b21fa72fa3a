// SPDX-License-Identifier: Apache-2.0
#include "core/explain/scenario_text.h"

#include "core/explain/cli_text.h"
#include "core/explain/printable.h"
#include "core/scenario/expected.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <vector>

namespace etagere::explain {

namespace {

namespace expected = scenario::expected;
using scenario::Fault;
using scenario::Problem;

struct Wording {
    std::string_view word;
    Message message;
};

// What scenario::expected names, in words that help.
constexpr std::array wordings{
    Wording{expected::text, ETAGERE_TEXT("scenario", "a text between quotation marks")},
    Wording{expected::number, ETAGERE_TEXT("scenario", "a number")},
    Wording{expected::whole, ETAGERE_TEXT("scenario", "a whole number, 0 or more")},
    Wording{expected::truth, ETAGERE_TEXT("scenario", "true or false, without quotation marks")},
    Wording{expected::object, ETAGERE_TEXT("scenario", "an object between { and }")},
    Wording{expected::list, ETAGERE_TEXT("scenario", "a list between [ and ]")},
    Wording{expected::textOrList, ETAGERE_TEXT("scenario", "a text, or a list of texts")},
    Wording{
        expected::localText,
        ETAGERE_TEXT("scenario", "a text, or one text for each language: {\"en\": \"\u2026\"}")},
    Wording{expected::language, ETAGERE_TEXT("scenario", "the code of a language, such as en")},
    Wording{expected::time,
            ETAGERE_TEXT("scenario", "a time: a number of seconds, or a text such as \u201c1 h 30 "
                                     "min\u201d, at most 100 years")},
    Wording{expected::timeFromStart,
            ETAGERE_TEXT("scenario", "a time after the start, without a minus")},
    Wording{expected::instant,
            ETAGERE_TEXT("scenario", "a time of the years 1970 to 2099, written as "
                                     "2026-01-05T12:00:00Z")},
    Wording{expected::id,
            ETAGERE_TEXT("scenario", "an id of letters a to z, digits and dashes, at most 64")},
    Wording{expected::url,
            ETAGERE_TEXT("scenario", "a whole URL that begins with http:// or https://, without "
                                     "spaces and without #")},
    Wording{expected::path,
            ETAGERE_TEXT("scenario", "a path that begins with /, without spaces, ? and #")},
    Wording{expected::host, ETAGERE_TEXT("scenario", "the name of a host, such as shop.test")},
    Wording{expected::fieldName,
            ETAGERE_TEXT("scenario", "the name of a field, such as Cache-Control")},
    Wording{expected::fieldValue, ETAGERE_TEXT("scenario", "a field's value, on one line")},
    Wording{expected::method, ETAGERE_TEXT("scenario", "a method, such as GET or PUT")},
    Wording{expected::oneLine, ETAGERE_TEXT("scenario", "a text of one line")},
    Wording{expected::mediaType, ETAGERE_TEXT("scenario", "a media type, such as text/html")},
    Wording{expected::status, ETAGERE_TEXT("scenario", "a status from 200 to 599")},
    Wording{expected::pointer,
            ETAGERE_TEXT("scenario", "the place of a text; what stands there is none")},
    Wording{expected::putOrRemove,
            ETAGERE_TEXT("scenario",
                         "an edit that has either \u201cput\u201d or \u201cremove\u201d: "
                         "true")},
    Wording{expected::comparable,
            ETAGERE_TEXT("scenario", "something that this measure can be compared with")},
};
static_assert(wordings.size() == expected::all.size(), "each expectation has its words");

// What a member of an object belongs to, by the last name of its pointer that is no number.
constexpr std::array holders{
    Wording{"actors", scenario_text::anActor},    Wording{"resources", scenario_text::aResource},
    Wording{"versions", scenario_text::aVersion}, Wording{"steps", scenario_text::aStep},
    Wording{"what_ifs", scenario_text::aWhatIf},  Wording{"questions", scenario_text::aQuestion},
    Wording{"options", scenario_text::anOption},  Wording{"edits", scenario_text::anEdit},
    Wording{"right", scenario_text::anEdit},      Wording{"wrong", scenario_text::anEdit},
    Wording{"reading", scenario_text::aReading},  Wording{"same_as", scenario_text::aReading},
    Wording{"holds", scenario_text::aCondition},  Wording{"all", scenario_text::aCondition},
    Wording{"any", scenario_text::aCondition},    Wording{"not", scenario_text::aCondition},
};

template <class All>
const Message *messageOf(const All &all, std::string_view word) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [word](const Wording &one) { return one.word == word; });
    return found == all.end() ? nullptr : &found->message;
}

std::vector<std::string_view> namesIn(std::string_view pointer) {
    std::vector<std::string_view> names;
    while (!pointer.empty()) {
        const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
        names.push_back(pointer.substr(1, end - 1));
        pointer.remove_prefix(end);
    }
    return names;
}

bool isNumber(std::string_view name) {
    return !name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "a step": the object at that pointer.
std::string objectAt(std::string_view pointer) {
    if (pointer.empty())
        return text(scenario_text::theDocument);
    for (; !pointer.empty(); pointer = pointer.substr(0, pointer.rfind('/'))) {
        const std::string_view name = pointer.substr(pointer.rfind('/') + 1);
        if (isNumber(name))
            continue;
        const Message *message = messageOf(holders, name);
        return text(message ? *message : scenario_text::anObject);
    }
    return text(scenario_text::anObject);
}

std::string_view holderOf(std::string_view pointer) {
    return pointer.substr(0, std::min(pointer.rfind('/'), pointer.size()));
}

/// What the pointer's last member is called; of a list's entry, the list.
std::string lastName(const Problem &problem) {
    auto names = namesIn(problem.pointer);
    while (names.size() > 1 && isNumber(names.back()))
        names.pop_back();
    return names.empty() ? std::string() : shortened(printable(names.back()));
}

std::string detailOf(const Problem &problem) { return shortened(printable(problem.detail)); }

std::string tooLarge(const Problem &problem) {
    std::int64_t bound = 0;
    const std::string &detail = problem.detail;
    std::from_chars(detail.data(), detail.data() + detail.size(), bound);
    const std::string_view unit =
        std::string_view(detail).substr(std::min(detail.find(' ') + 1, detail.size()));
    constexpr std::array units{Wording{expected::bytes, scenario_text::tooManyBytes},
                               Wording{expected::entries, scenario_text::tooManyEntries},
                               Wording{expected::levels, scenario_text::tooManyLevels},
                               Wording{expected::values, scenario_text::tooManyValues}};
    const Message *message = messageOf(units, unit);
    return plural(message ? *message : scenario_text::tooManyEntries, bound);
}

std::string missing(const Problem &problem) {
    const std::string name = detailOf(problem);
    if (!problem.pointer.empty() && lastName(problem) == name)
        return text(scenario_text::empty, name);
    return text(scenario_text::missing, name, objectAt(problem.pointer));
}

std::string wrongType(const Problem &problem) {
    const Message *message = messageOf(wordings, problem.detail);
    const std::string wanted = message ? text(*message) : detailOf(problem);
    const auto names = namesIn(problem.pointer);
    if (names.empty())
        return text(scenario_text::wrongDocument, wanted);
    std::int64_t entry = 0;
    if (names.size() < 2 || !isNumber(names.back()))
        return text(scenario_text::wrongType, lastName(problem), wanted);
    std::from_chars(names.back().data(), names.back().data() + names.back().size(), entry);
    return text(scenario_text::wrongEntry, entry + 1, printable(names[names.size() - 2]), wanted);
}

/// As many of the words as a line holds.
std::string someOf(std::string_view words) {
    constexpr std::size_t longest = 160;
    if (words.size() <= longest)
        return printable(words);
    return text(scenario_text::more, printable(words.substr(0, words.rfind(',', longest))));
}

std::string notOneOf(const Problem &problem) {
    if (problem.detail.empty())
        return text(scenario_text::nobodyFits, lastName(problem));
    return text(scenario_text::notOneOf, lastName(problem), someOf(problem.detail));
}

std::string notASchema(const Problem &problem) {
    if (problem.detail.empty())
        return text(scenario_text::noSchema, scenario::schemaName);
    return text(scenario_text::otherSchema, detailOf(problem), scenario::schemaName);
}

std::string notAnAnswer(const Problem &problem) {
    const bool isReading = lastName(problem) == "reading";
    return text(isReading ? scenario_text::notANumber : scenario_text::notAnAnswer,
                detailOf(problem));
}

std::string plainSentenceOf(const Problem &problem) {
    switch (problem.fault) {
    case Fault::NotJson:
        return text(scenario_text::notJson, detailOf(problem));
    case Fault::TooLarge:
        return tooLarge(problem);
    case Fault::NotASchema:
        return notASchema(problem);
    case Fault::Missing:
        return missing(problem);
    case Fault::Unknown:
        return text(scenario_text::unknown, detailOf(problem), objectAt(holderOf(problem.pointer)));
    case Fault::WrongType:
        return wrongType(problem);
    case Fault::NotOneOf:
        return notOneOf(problem);
    case Fault::NoSuch:
        return text(scenario_text::noSuch, detailOf(problem), lastName(problem));
    case Fault::Twice:
        return text(scenario_text::twice, detailOf(problem));
    case Fault::NotInOrder:
        return text(scenario_text::notInOrder, lastName(problem));
    case Fault::NoHost:
        return text(scenario_text::noHost, detailOf(problem));
    case Fault::Circle:
        return text(scenario_text::circle, detailOf(problem));
    case Fault::NotAnAnswer:
        return notAnAnswer(problem);
    case Fault::NoSuchPlace:
        return text(scenario_text::noSuchPlace, detailOf(problem));
    case Fault::Count:
        break;
    }
    return {};
}

} // namespace

std::string sentenceOf(const Problem &problem) {
    std::string sentence = plainSentenceOf(problem);
    if (!problem.near.empty())
        sentence += ' ' + text(cli_text::didYouMean, shortened(printable(problem.near)));
    return sentence;
}

} // namespace etagere::explain
