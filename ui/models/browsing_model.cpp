// SPDX-License-Identifier: Apache-2.0
#include "ui/models/browsing_model.h"

#include <QtCore/QDateTime>

#include "core/explain/cache_rule_text.h"
#include "core/explain/numbers.h"
#include "ui/models/roles.h"
#include "ui/models/text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

namespace etagere::ui {

namespace {

using session::BrowsingRow;

constexpr std::size_t wordLimit = 32;
constexpr std::size_t nameLimit = 128;

struct ColumnWords {
    const char *title = nullptr;
    const char *meaning = nullptr;
};
constexpr std::array columnWords{
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Person"),
                QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Who asked")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "#"),
                QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Number in the recording")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Time"),
                QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "When it was asked for")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Outcome"),
                QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Where the answer came from")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Method"),
                QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Method of the request")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "URL"),
                QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "What was asked for")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Status"),
                QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Status of the response")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Tag sent"),
                QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel",
                                  "What the browser told the server it has: If-None-Match, or "
                                  "else If-Modified-Since")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Tag given"),
                QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel",
                                  "What the server marked its answer with: ETag, or else "
                                  "Last-Modified")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Type"),
                QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Sort of resource")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "Size"),
                QT_TRANSLATE_NOOP("etagere::ui::BrowsingModel", "What was transferred")},
};
static_assert(columnWords.size() == static_cast<std::size_t>(BrowsingModel::Column::Count));

struct Looks {
    replay::Recorded recorded{};
    std::optional<cache::Outcome> outcome; ///< whose glyph and colour it has
};
using cache::Outcome;
using replay::Recorded;
constexpr std::array looks{
    Looks{Recorded::Unknown, std::nullopt},         Looks{Recorded::Network, Outcome::Forward},
    Looks{Recorded::Validated, Outcome::Validated}, Looks{Recorded::Replaced, Outcome::Replaced},
    Looks{Recorded::FromCache, Outcome::FreshHit},  Looks{Recorded::ServiceWorker, Outcome::Bypass},
    Looks{Recorded::Failed, Outcome::Error}};

constexpr bool looksAreInEnumOrder() {
    for (std::size_t i = 0; i < looks.size(); ++i) {
        if (static_cast<std::size_t>(looks[i].recorded) != i)
            return false;
    }
    return looks.size() == static_cast<std::size_t>(Recorded::Count);
}
static_assert(looksAreInEnumOrder(), "every Recorded has its own look, in order");

QString clockOf(Instant time) {
    const auto milliseconds =
        std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString sizeOf(const BrowsingRow &row) {
    return row.transferredBytes < 0
               ? QString()
               : fromUtf8(explain::size(Bytes{static_cast<std::uint64_t>(row.transferredBytes)}));
}

QVariant outcomeOf(const BrowsingRow &row) {
    const auto &outcome = looks[static_cast<std::size_t>(recordedOf(row))].outcome;
    return outcome ? QVariant(static_cast<int>(*outcome)) : QVariant();
}

bool isInferred(const BrowsingRow &row) {
    return row.isInferred || row.servedFrom == traffic::ServedFrom::CacheInferred;
}

/// Which cache it was, where the browser tells.
QString cacheOf(const BrowsingRow &row) {
    switch (row.servedFrom) {
    case traffic::ServedFrom::MemoryCache:
        return BrowsingModel::tr("From the memory of the page");
    case traffic::ServedFrom::DiskCache:
    case traffic::ServedFrom::Cache:
        return BrowsingModel::tr("From the cache, without asking the server");
    case traffic::ServedFrom::CacheInferred:
        return BrowsingModel::tr("Nothing was transferred: inferred to be from the cache");
    default:
        return row.isInferred ? BrowsingModel::tr("Inferred: asked with a tag, and nothing was "
                                                  "transferred")
                              : QString();
    }
}

} // namespace

replay::Recorded recordedOf(const BrowsingRow &row) {
    const std::array sent{
        http::Field{"If-None-Match", row.sentValidator, http::FieldName::IfNoneMatch}};
    traffic::Exchange exchange;
    exchange.status = row.status;
    exchange.servedFrom = row.servedFrom;
    if (!row.sentValidator.empty())
        exchange.requestFields = sent;
    return replay::recordedOf(exchange);
}

void BrowsingModel::setRows(const std::vector<BrowsingRow> *rows) {
    beginResetModel();
    m_rows = rows;
    m_count = rows == nullptr ? 0 : rows->size();
    m_names.clear();
    endResetModel();
}

void BrowsingModel::grow() {
    if (m_rows == nullptr || m_rows->size() <= m_count)
        return;
    beginInsertRows({}, static_cast<int>(m_count), static_cast<int>(m_rows->size()) - 1);
    m_count = m_rows->size();
    endInsertRows();
}

void BrowsingModel::setName(session::PersonId person, const std::string &name) {
    std::string &known = m_names[person];
    if (known == name)
        return;
    known = name;
    if (m_count > 0)
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_count) - 1, 0));
}

const BrowsingRow *BrowsingModel::rowAt(int row) const {
    const auto at = static_cast<std::size_t>(row);
    return row < 0 || at >= m_count ? nullptr : &(*m_rows)[at];
}

int BrowsingModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_count);
}

int BrowsingModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString BrowsingModel::nameOf(session::PersonId person) const {
    const auto found = m_names.find(person);
    return found == m_names.end() ? QString() : shown(found->second, nameLimit);
}

QString BrowsingModel::display(int number, Column column) const {
    const BrowsingRow &row = (*m_rows)[static_cast<std::size_t>(number)];
    switch (column) {
    case Column::Person:
        return nameOf(row.person);
    case Column::Number:
        return QString::number(number + 1);
    case Column::Time:
        return clockOf(row.started);
    case Column::Outcome:
        return fromUtf8(explain::wordOf(recordedOf(row)));
    case Column::Method:
        return shown(row.method, wordLimit);
    case Column::Url:
        return shown(row.url);
    case Column::Status:
        return row.status > 0 ? QString::number(row.status) : QString();
    case Column::Sent:
        return shown(row.sentValidator, nameLimit);
    case Column::Given:
        return shown(row.givenValidator, nameLimit);
    case Column::Type:
        return shown(row.type, wordLimit);
    case Column::Size:
        return sizeOf(row);
    case Column::Count:
        break;
    }
    return {};
}

QString BrowsingModel::toolTip(const BrowsingRow &row, Column column) {
    switch (column) {
    case Column::Time:
        return fromUtf8(explain::rfc3339(row.started));
    case Column::Outcome:
        return row.failure.empty() ? cacheOf(row) : toolTipOf(row.failure);
    case Column::Method:
        return toolTipOf(row.method);
    case Column::Url:
        return toolTipOf(row.url);
    case Column::Sent:
        return toolTipOf(row.sentValidator);
    case Column::Given:
        return toolTipOf(row.givenValidator);
    default:
        return {};
    }
}

QVariant BrowsingModel::data(const QModelIndex &index, int role) const {
    const BrowsingRow *row = rowAt(index.row());
    if (!index.isValid() || row == nullptr)
        return {};
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return display(index.row(), column);
    case Qt::ToolTipRole:
        return toolTip(*row, column);
    case OutcomeRole:
        return column == Column::Outcome ? outcomeOf(*row) : QVariant();
    case InferredRole:
        return column == Column::Outcome && isInferred(*row);
    case Qt::TextAlignmentRole:
        return column == Column::Number || column == Column::Status || column == Column::Size
                   ? QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter))
                   : QVariant();
    default:
        return {};
    }
}

QVariant BrowsingModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const ColumnWords &words = columnWords[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return tr(words.title);
    return role == Qt::ToolTipRole ? QVariant(tr(words.meaning)) : QVariant();
}

} // namespace etagere::ui
