// SPDX-License-Identifier: Apache-2.0
#include "core/explain/numbers.h"
#include "ui/models/contents_model.h"
#include "ui/models/keyed_sort.h"
#include "ui/models/text.h"

#include <algorithm>
#include <chrono>

namespace etagere::ui {

namespace {

constexpr std::size_t valueLimit = 128;

/// What a request with these would carry, for sorting: the least first.
std::uint64_t weightOf(const replay::NextRequest &next) noexcept {
    const std::uint64_t validators =
        (next.ifModifiedSince.empty() ? 0U : 1U) + (next.ifNoneMatch.empty() ? 0U : 2U);
    return cache::usesNetwork(next.outcome) ? 1 + validators : 0;
}

} // namespace

cache::Freshness ContentsModel::freshnessOf(replay::VersionId version) const {
    cache::Reasons reasons;
    return replay::freshnessAt(*m_log, version, m_clock, reasons);
}

/// What is recorded of a stored response. Valid while the traffic is.
std::string_view ContentsModel::textOf(replay::VersionId id, Column column) const {
    const replay::Version &version = m_log->version(id);
    if (column == Column::Url)
        return m_traffic->urlText(version.url);
    if (column == Column::Visitor)
        return m_traffic->visitor(version.visitor).name;
    const auto field =
        column == Column::Tag ? http::FieldName::ETag : http::FieldName::LastModified;
    return http::valueOf(replay::fieldsOf(*m_traffic, *m_log, id), field);
}

QString ContentsModel::display(replay::VersionId id, Column column) const {
    switch (column) {
    case Column::Url:
        return shown(textOf(id, column));
    case Column::Tag:
    case Column::LastModified:
    case Column::Visitor:
        return shown(textOf(id, column), valueLimit);
    case Column::Freshness:
        return freshnessText(id);
    case Column::Age:
        return fromUtf8(explain::duration(freshnessOf(id).age));
    case Column::Lifetime:
        return fromUtf8(explain::duration(freshnessOf(id).lifetime));
    case Column::Next:
        return nextText(id);
    case Column::Count:
        break;
    }
    return {};
}

QString ContentsModel::freshnessText(replay::VersionId id) const {
    const cache::Freshness freshness = freshnessOf(id);
    if (freshness.isFresh())
        return tr("Fresh for %1")
            .arg(fromUtf8(explain::duration(freshness.lifetime - freshness.age)));
    return tr("Stale for %1").arg(fromUtf8(explain::duration(freshness.age - freshness.lifetime)));
}

QString ContentsModel::nextText(replay::VersionId id) const {
    const auto next = replay::nextRequest(*m_traffic, *m_log, id, m_clock);
    if (next.outcome == cache::Outcome::FreshHit)
        return tr("Nothing: fresh");
    if (!cache::usesNetwork(next.outcome))
        return tr("Nothing: used although stale");
    QStringList fields;
    if (!next.ifNoneMatch.empty())
        fields.append(QStringLiteral("If-None-Match"));
    if (!next.ifModifiedSince.empty())
        fields.append(QStringLiteral("If-Modified-Since"));
    return fields.isEmpty() ? tr("Whole request") : fields.join(QStringLiteral(", "));
}

QString ContentsModel::nextToolTip(replay::VersionId id) const {
    const auto next = replay::nextRequest(*m_traffic, *m_log, id, m_clock);
    QStringList lines;
    if (!next.ifNoneMatch.empty())
        lines.append(toolTipOf("If-None-Match: " + next.ifNoneMatch));
    if (!next.ifModifiedSince.empty())
        lines.append(toolTipOf("If-Modified-Since: " + next.ifModifiedSince));
    return lines.join(u'\n');
}

QString ContentsModel::toolTip(replay::VersionId id, Column column) const {
    switch (column) {
    case Column::Url:
    case Column::Tag:
    case Column::LastModified:
    case Column::Visitor:
        return toolTipOf(textOf(id, column));
    case Column::Freshness: {
        const cache::Freshness freshness = freshnessOf(id);
        return tr("%1 old, fresh for %2")
            .arg(fromUtf8(explain::duration(freshness.age)),
                 fromUtf8(explain::duration(freshness.lifetime)));
    }
    case Column::Next:
        return nextToolTip(id);
    default:
        return {};
    }
}

double ContentsModel::fractionOf(replay::VersionId id) const {
    const cache::Freshness freshness = freshnessOf(id);
    if (!freshness.isFresh())
        return -1;
    using Seconds = std::chrono::duration<double>;
    return Seconds(freshness.lifetime - freshness.age) / Seconds(freshness.lifetime);
}

void ContentsModel::sortRows(std::vector<replay::VersionId> &rows) const {
    const bool descending = m_sortOrder == Qt::DescendingOrder;
    if (m_sortColumn < 0)
        return;
    const std::vector<std::uint64_t> keys = keysOf(rows);
    std::vector<KeyedRow> keyed(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        keyed[i] = {descending ? ~keys[i] : keys[i], rows[i].index()};
    std::vector<KeyedRow> scratch;
    sortByKey(keyed, scratch);
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = replay::VersionId(keyed[i].row);
}

std::uint64_t ContentsModel::keyOf(replay::VersionId id) const {
    constexpr std::int64_t longest = std::int64_t{1} << 62U; // beyond any staleness
    const cache::Freshness freshness = freshnessOf(id);
    switch (static_cast<Column>(m_sortColumn)) {
    case Column::Freshness:
        return static_cast<std::uint64_t>(longest + (freshness.lifetime - freshness.age).count());
    case Column::Age:
        return static_cast<std::uint64_t>(freshness.age.count());
    case Column::Lifetime:
        return static_cast<std::uint64_t>(freshness.lifetime.count());
    default:
        return weightOf(replay::nextRequest(*m_traffic, *m_log, id, m_clock));
    }
}

std::vector<std::uint64_t> ContentsModel::keysOf(const std::vector<replay::VersionId> &rows) const {
    const auto column = static_cast<Column>(m_sortColumn);
    if (column == Column::Url || column == Column::Tag || column == Column::LastModified ||
        column == Column::Visitor)
        return textKeysOf(rows);
    std::vector<std::uint64_t> keys(rows.size());
    std::transform(rows.begin(), rows.end(), keys.begin(),
                   [this](replay::VersionId id) { return keyOf(id); });
    return keys;
}

std::vector<std::uint64_t>
ContentsModel::textKeysOf(const std::vector<replay::VersionId> &rows) const {
    std::vector<std::string_view> texts(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        texts[i] = textOf(rows[i], static_cast<Column>(m_sortColumn));
    const std::vector<std::uint32_t> ranks = ranksOf(texts);
    return {ranks.begin(), ranks.end()};
}

} // namespace etagere::ui
