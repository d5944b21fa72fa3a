// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/flush_choices.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QMenu>

#include "ui/models/text.h"
#include "ui/widgets/clock_axis.h"

#include <utility>

namespace etagere::ui {

namespace {

using flush::By;
using flush::Scope;

constexpr std::size_t namedInMenu = 60;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::FlushChoices)
};

/// Recorded text in an action: an ampersand in it is no mnemonic.
QString inMenu(std::string_view recorded) {
    return shown(recorded, namedInMenu).replace(QLatin1Char('&'), QLatin1String("&&"));
}

QString titleOf(const Scope &scope, int count) {
    const QString name = scope.names.empty() ? QString() : inMenu(scope.names.front());
    switch (scope.by) {
    case By::Everything:
        return Words::tr("E&verything (%n)…", nullptr, count);
    case By::Entry:
        return Words::tr("The &chosen entries (%n)…", nullptr, count);
    case By::Url:
        return Words::tr("This &URL (%n): %1…", nullptr, count).arg(name);
    case By::Origin:
        return Words::tr("This &origin (%n): %1…", nullptr, count).arg(name);
    case By::Site:
        return Words::tr("This &site (%n): %1…", nullptr, count).arg(name);
    case By::Count:
        break;
    }
    return {};
}

} // namespace

Scope flushOfEntries(const Played &played, const std::vector<replay::VersionId> &chosen) {
    Scope scope;
    scope.by = By::Entry;
    for (const replay::VersionId version : chosen)
        scope.names.push_back(replay::entryName(played.log->version(version)));
    return scope;
}

void fillFlushChoices(QMenu &menu, const Played &played, Instant at,
                      const std::vector<replay::VersionId> &chosen, replay::VersionId current) {
    menu.clear();
    if (!played)
        return;
    const traffic::Traffic &traffic = *played.traffic;
    std::string visitor;
    const auto add = [&](Scope scope) {
        const std::vector<replay::VersionId> covered =
            replay::coveredBy(traffic, *played.log, replay::Flush{at, scope});
        QAction *action = menu.addAction(titleOf(scope, static_cast<int>(covered.size())));
        action->setEnabled(!covered.empty());
        action->setData(QVariant::fromValue(FlushChoice{std::move(scope), visitor}));
    };
    if (!chosen.empty())
        add(flushOfEntries(played, chosen));
    if (current.isValid()) {
        const replay::Version &version = played.log->version(current);
        const traffic::OriginId origin = traffic.originOf(version.url);
        visitor = traffic.visitor(version.visitor).name;
        add({By::Url, {std::string(traffic.urlText(version.url))}, {}});
        add({By::Origin, {std::string(traffic.originText(origin))}, {}});
        add({By::Site, {std::string(traffic.siteText(origin))}, {}});
    }
    add({});
}

QString wordsOfFlush(const Played &played, const replay::Flush &flush, std::size_t index) {
    const ClockAxis axis(played.log->begin, played.log->end);
    const auto ended = index < played.log->flushes.size()
                           ? static_cast<int>(played.log->flushes[index].ended.size())
                           : 0;
    QString scope = EntryWords::scope(flush.scope);
    scope.replace(QLatin1Char('&'), QLatin1String("&&"));
    return Words::tr("%n stored response(s), %1: %2", nullptr, ended)
        .arg(scope, axis.placeOf(flush.at));
}

} // namespace etagere::ui
