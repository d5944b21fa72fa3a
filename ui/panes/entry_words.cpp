// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/entry_words.h"

#include "core/cache/validation.h"
#include "core/explain/numbers.h"
#include "ui/models/text.h"

namespace etagere::ui {

namespace {

constexpr std::size_t quoted = 160;

} // namespace

QStringList EntryWords::validatorLines(const Played &played, replay::VersionId version) {
    const std::vector<http::Field> fields = replay::fieldsOf(*played.traffic, *played.log, version);
    const cache::Condition condition = cache::conditionFor(fields);
    QStringList lines;
    if (!condition.ifNoneMatch.empty())
        lines << tr("If-None-Match: %1").arg(shown(condition.ifNoneMatch, quoted));
    if (!condition.ifModifiedSince.empty())
        lines << tr("If-Modified-Since: %1").arg(shown(condition.ifModifiedSince, quoted));
    return lines;
}

QString EntryWords::validatorOf(const Played &played, replay::VersionId version) {
    const QStringList lines = validatorLines(played, version);
    return lines.isEmpty() ? tr("no validator") : lines.join(QStringLiteral("; "));
}

QString EntryWords::nextRequest(const Played &played, replay::VersionId version, Instant at) {
    const replay::NextRequest next = replay::nextRequest(*played.traffic, *played.log, version, at);
    QString validator = validatorOf(played, version);
    if (cache::usesNetwork(next.outcome))
        return validator;
    cache::Reasons reasons;
    const cache::Freshness freshness = replay::freshnessAt(*played.log, version, at, reasons);
    if (!freshness.isFresh())
        return tr("Nothing: answered from the cache");
    return tr("Nothing for another %1, then %2")
        .arg(fromUtf8(explain::duration(freshness.lifetime - freshness.age)), validator);
}

QString EntryWords::freshness(const cache::Freshness &freshness) {
    const QString age = fromUtf8(explain::duration(freshness.age));
    if (freshness.isFresh())
        return tr("%1 old, fresh for another %2")
            .arg(age, fromUtf8(explain::duration(freshness.lifetime - freshness.age)));
    if (freshness.lifetime == Duration::zero())
        return tr("%1 old, never fresh").arg(age);
    return tr("%1 old, stale for %2")
        .arg(age, fromUtf8(explain::duration(freshness.age - freshness.lifetime)));
}

QString EntryWords::visitorOf(const Played &played, replay::VersionId version) {
    return shown(played.traffic->visitor(played.log->version(version).visitor).name, quoted);
}

QString EntryWords::scope(const flush::Scope &scope) {
    const auto count = static_cast<int>(scope.names.size());
    const QString first = scope.names.empty() ? QString() : shown(scope.names.front(), quoted);
    switch (scope.by) {
    case flush::By::Everything:
        return tr("everything");
    case flush::By::Entry:
        return count == 1 ? tr("one chosen entry") : tr("%n chosen entries", nullptr, count);
    case flush::By::Url:
        return count == 1 ? tr("the URL %1").arg(first) : tr("%n URLs", nullptr, count);
    case flush::By::Origin:
        return count == 1 ? tr("the origin %1").arg(first) : tr("%n origins", nullptr, count);
    case flush::By::Site:
        return count == 1 ? tr("the site %1").arg(first) : tr("%n sites", nullptr, count);
    case flush::By::Count:
        break;
    }
    return {};
}

bool livesAt(const replay::Version &version, Instant at) noexcept {
    return version.from <= at && (!version.until || *version.until > at);
}

std::vector<replay::VersionId> livesOf(const replay::Log &log, replay::VersionId version) {
    const replay::Version &one = log.version(version);
    std::vector<replay::VersionId> lives;
    for (std::size_t i = 0; i < log.versions.size(); ++i) {
        const replay::Version &other = log.versions[i];
        if (other.url == one.url && other.visitor == one.visitor)
            lives.push_back(replay::VersionId::fromSize(i));
    }
    return lives;
}

} // namespace etagere::ui
