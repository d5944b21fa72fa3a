// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/deviation_words.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace etagere::ui {

namespace {

struct Word {
    http::DeviationKind kind{};
    const char *sentence = nullptr;
};

using Kind = http::DeviationKind;
constexpr auto context = "etagere::ui::Deviation";
constexpr auto otherwise =
    QT_TRANSLATE_NOOP("etagere::ui::Deviation", "The value is not as the grammar wants it.");

constexpr std::array words{
    Word{Kind::EmptyValue, QT_TRANSLATE_NOOP("etagere::ui::Deviation", "The value is empty.")},
    Word{Kind::Unquoted, QT_TRANSLATE_NOOP("etagere::ui::Deviation", "The tag lacks its quotes.")},
    Word{Kind::LowercaseWeakPrefix,
         QT_TRANSLATE_NOOP("etagere::ui::Deviation", "The prefix is w/; it should be W/.")},
    Word{Kind::MissingEndQuote,
         QT_TRANSLATE_NOOP("etagere::ui::Deviation", "The quote at the end is missing.")},
    Word{Kind::SpaceInTag,
         QT_TRANSLATE_NOOP("etagere::ui::Deviation", "There is a space in the tag.")},
    Word{Kind::ForbiddenCharacter,
         QT_TRANSLATE_NOOP("etagere::ui::Deviation",
                           "There is a quote or a control character in the tag.")},
    Word{Kind::SeveralTags,
         QT_TRANSLATE_NOOP("etagere::ui::Deviation",
                           "There are several tags where one belongs; the first counts.")},
    Word{Kind::TrailingText,
         QT_TRANSLATE_NOOP("etagere::ui::Deviation", "Something follows that is no part of it.")},
    Word{Kind::DoubledQuotes,
         QT_TRANSLATE_NOOP("etagere::ui::Deviation", "The tag stands in two pairs of quotes.")},
    Word{Kind::ObsoleteDateForm,
         QT_TRANSLATE_NOOP("etagere::ui::Deviation", "The date has an obsolete form.")},
    Word{Kind::UnusualDateForm,
         QT_TRANSLATE_NOOP("etagere::ui::Deviation", "The date has an unusual form.")},
    Word{Kind::BadDate,
         QT_TRANSLATE_NOOP("etagere::ui::Deviation", "No browser can read it as a date.")},
    Word{Kind::WrongDayName,
         QT_TRANSLATE_NOOP("etagere::ui::Deviation", "The date names the wrong day of the week.")},
    Word{Kind::NotGmt,
         QT_TRANSLATE_NOOP("etagere::ui::Deviation", "The date is in a zone other than GMT.")},
};

} // namespace

QString wordOf(http::DeviationKind deviation) {
    const auto *found = std::find_if(words.begin(), words.end(), [deviation](const Word &word) {
        return word.kind == deviation;
    });
    return QCoreApplication::translate(context, found == words.end() ? otherwise : found->sentence);
}

} // namespace etagere::ui
