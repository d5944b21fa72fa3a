// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/flush_words.h"

#include <QtCore/QCoreApplication>

#include "core/explain/numbers.h"
#include "ui/models/text.h"

#include <algorithm>
#include <string>

namespace etagere::ui {

namespace {

using live::FlushFault;
using session::FlushVerdict;

constexpr std::size_t nameLimit = 200; ///< of recorded text in a line
constexpr std::size_t knownLimit = 40;
constexpr std::size_t mostKnown = 5;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::FlushWords)
};

QString lineOf(const FlushFault &fault) {
    const QString name = shown(fault.name, nameLimit);
    const QString detail = shown(fault.detail, nameLimit);
    switch (fault.kind) {
    case FlushFault::Kind::StillTagged:
        return Words::tr("Still sent with a tag from before: %1 (%2)").arg(name, detail);
    case FlushFault::Kind::StillServed:
        return Words::tr("Still answered from the cache: %1").arg(name);
    case FlushFault::Kind::LostTag:
        return Words::tr("Flushed, though it was to stay: %1 (%2)").arg(name, detail);
    case FlushFault::Kind::CookieStays:
        return Words::tr("A cookie that was to go is still there: %1").arg(name);
    case FlushFault::Kind::CookieLost:
        return Words::tr("A cookie that was to stay is gone: %1").arg(name);
    case FlushFault::Kind::Count:
        break;
    }
    return name;
}

bool touchedCookies(const FlushVerdict &verdict) {
    return std::any_of(verdict.check.faults.begin(), verdict.check.faults.end(),
                       [](const FlushFault &fault) {
                           return fault.kind == FlushFault::Kind::CookieStays ||
                                  fault.kind == FlushFault::Kind::CookieLost;
                       });
}

QString verified(const FlushVerdict &verdict) {
    const live::FlushCheck &check = verdict.check;
    QStringList parts;
    parts.append(
        Words::tr("%n request(s) without a validator", nullptr, static_cast<int>(check.flushed)));
    if (verdict.scope.by != flush::By::Everything)
        parts.append(Words::tr("%n untouched outside the flush", nullptr,
                               static_cast<int>(check.untouched)));
    if (!touchedCookies(verdict))
        parts.append(verdict.cookiesToo ? Words::tr("cookies gone") : Words::tr("cookies kept"));
    return parts.join(QStringLiteral("; "));
}

QString knownBy(const FlushVerdict &verdict) {
    QStringList names;
    for (const std::string &name : verdict.stillKnownBy) {
        if (static_cast<std::size_t>(names.size()) == mostKnown) {
            names.append(QStringLiteral("…"));
            break;
        }
        names.append(shown(name, knownLimit));
    }
    return names.join(QStringLiteral(", "));
}

QStringList detailsOf(const FlushVerdict &verdict) {
    QStringList lines;
    for (const FlushFault &fault : verdict.check.faults)
        lines.append(lineOf(fault));
    for (const std::string &name : verdict.stillKnownBy)
        lines.append(Words::tr("Known all the same by %1").arg(shown(name, nameLimit)));
    for (const std::string &url : verdict.check.notVisited)
        lines.append(
            Words::tr("Not asked for again, and so not verified: %1").arg(shown(url, nameLimit)));
    if (verdict.way == live::FlushResult::Way::Overwritten)
        lines.append(Words::tr("The browser cannot delete single entries: they were asked for anew "
                               "and replaced. The server saw requests with no-cache."));
    return lines;
}

} // namespace

MessageBar::Message messageOf(const FlushVerdict &verdict) {
    MessageBar::Message message;
    message.details = detailsOf(verdict);
    const live::FlushCheck &check = verdict.check;
    if (!check.isClean()) {
        message.tone = MessageBar::Tone::Error;
        message.sentence = Words::tr("The flush has %n fault(s): %1", nullptr,
                                     static_cast<int>(check.faults.size()))
                               .arg(verified(verdict));
    } else if (check.flushed == 0 && verdict.scope.by != flush::By::Everything) {
        message.tone = MessageBar::Tone::Warning;
        message.sentence = Words::tr("Not verified: the page asked for nothing that was flushed.");
    } else {
        message.sentence = Words::tr("Verified: %1.").arg(verified(verdict));
    }
    if (!verdict.stillKnownBy.empty()) {
        if (message.tone == MessageBar::Tone::Done)
            message.tone = MessageBar::Tone::Warning;
        message.sentence +=
            QLatin1Char(' ') + Words::tr("Known all the same by %1.").arg(knownBy(verdict));
    }
    return message;
}

QString descriptionOf(const session::BrowsingPerson &person) {
    QStringList parts;
    parts.append(person.isKept ? Words::tr("kept in a folder") : Words::tr("off the record"));
    if (person.simulated != nullptr) {
        const std::string_view name = person.simulated->name;
        parts.append(person.ahead.count() > 0
                         ? Words::tr("cache simulated as %1, %2 later")
                               .arg(fromUtf8(name), fromUtf8(explain::duration(person.ahead)))
                         : Words::tr("cache simulated as %1").arg(fromUtf8(name)));
    }
    if (!person.userAgent.empty())
        parts.append(Words::tr("as %1", "user agent").arg(shown(person.userAgent, nameLimit)));
    if (person.visits > 0)
        parts.append(Words::tr("%n visit(s)", nullptr, static_cast<int>(person.visits)));
    return parts.join(QStringLiteral(", "));
}

} // namespace etagere::ui
