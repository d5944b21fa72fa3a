// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/field_meaning.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace etagere::ui {

namespace {

constexpr auto context = "etagere::ui::FieldMeaning";

struct Meaning {
    http::FieldName name{};
    const char *sentence = nullptr;
};

using http::FieldName;
constexpr std::array meanings{
    Meaning{FieldName::Age, QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                                              "How many seconds the response had spent in a cache "
                                              "on the way; its age begins with them.")},
    Meaning{FieldName::Authorization,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                              "Asked with credentials: shared caches may not store the answer, a "
                              "browser's own cache may.")},
    Meaning{FieldName::CacheControl,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                              "The rules for storing and reusing: lifetime, no-store, no-cache and "
                              "more.")},
    Meaning{FieldName::ContentLocation,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                              "After a request that changes something, what is stored for this URL "
                              "no longer counts.")},
    Meaning{FieldName::ContentRange, QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                                                       "Only a part of the representation came.")},
    Meaning{FieldName::Date,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                              "When the server made the response; its age is counted from here.")},
    Meaning{FieldName::ETag, QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                                               "The tag of this version: a browser that has it "
                                               "stored sends it back in If-None-Match.")},
    Meaning{FieldName::Expires,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                              "When the response stops being fresh, unless max-age says "
                              "otherwise.")},
    Meaning{FieldName::IfMatch,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                              "A condition: to be done only if the resource still has this tag.")},
    Meaning{FieldName::IfModifiedSince,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                              "Asks for something newer only, and takes the stored Last-Modified "
                              "back to the server.")},
    Meaning{FieldName::IfNoneMatch,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                              "Asks for another version only, and takes the stored tag back to the "
                              "server.")},
    Meaning{FieldName::IfRange,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                              "Asks for a part only if the version is still the same.")},
    Meaning{FieldName::IfUnmodifiedSince,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                              "A condition: to be done only if nothing changed since then.")},
    Meaning{FieldName::LastModified,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                              "When the content last changed: sent back in If-Modified-Since like "
                              "a tag, and the ground for guessing a lifetime.")},
    Meaning{FieldName::Location,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                              "After a request that changes something, what is stored for this URL "
                              "no longer counts.")},
    Meaning{FieldName::Pragma,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                              "no-cache of old: counts in a request without Cache-Control, and "
                              "nowhere else.")},
    Meaning{FieldName::Range,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning", "Asks for a part only.")},
    Meaning{FieldName::Vary,
            QT_TRANSLATE_NOOP("etagere::ui::FieldMeaning",
                              "Which request fields must be the same again before the stored "
                              "response may answer.")},
};

} // namespace

QString meaningOf(http::FieldName name) {
    const auto *found =
        std::find_if(meanings.begin(), meanings.end(),
                     [name](const Meaning &meaning) { return meaning.name == name; });
    return found == meanings.end() ? QString()
                                   : QCoreApplication::translate(context, found->sentence);
}

} // namespace etagere::ui
