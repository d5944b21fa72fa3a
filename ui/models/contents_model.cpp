// SPDX-License-Identifier: Apache-2.0
#include "ui/models/contents_model.h"

#include "ui/models/roles.h"
#include "ui/models/text.h"

#include <algorithm>

namespace etagere::ui {

namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

/// The same versions, whatever their order.
bool isSame(std::vector<replay::VersionId> a, std::vector<replay::VersionId> b) {
    if (a.size() != b.size())
        return false;
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a == b;
}

} // namespace

ContentsModel::ContentsModel(QObject *parent)
    : QAbstractTableModel(parent) {}

void ContentsModel::setSource(std::shared_ptr<const traffic::Traffic> traffic,
                              std::shared_ptr<const replay::Log> log) {
    beginResetModel();
    const bool another = traffic != m_traffic;
    m_traffic = std::move(traffic);
    m_log = std::move(log);
    if (another)
        findUrls();
    m_rows = wantedRows();
    endResetModel();
}

void ContentsModel::setClock(Instant at) {
    if (at == m_clock)
        return;
    m_clock = at;
    refill();
}

void ContentsModel::setSearch(const QString &text) {
    std::string wanted = lowered(toUtf8(text));
    if (wanted == m_search)
        return;
    m_search = std::move(wanted);
    findUrls();
    refill();
}

/// Each URL is searched once, however many versions it has and however often the clock moves.
void ContentsModel::findUrls() {
    m_matchingUrls.clear();
    if (m_search.empty() || !m_traffic)
        return;
    m_matchingUrls.resize(m_traffic->urlCount());
    for (std::size_t i = 0; i < m_matchingUrls.size(); ++i) {
        const std::string url = lowered(m_traffic->urlText(traffic::UrlId::fromSize(i)));
        m_matchingUrls[i] = url.find(m_search) != std::string::npos;
    }
}

bool ContentsModel::matches(const replay::Version &version) const {
    return m_search.empty() || m_matchingUrls[version.url.index()];
}

std::vector<replay::VersionId> ContentsModel::wantedRows() const {
    if (!m_traffic || !m_log)
        return {};
    std::vector<replay::VersionId> rows = replay::contentsAt(*m_log, m_clock);
    if (!m_search.empty())
        std::erase_if(rows, [this](replay::VersionId id) { return !matches(m_log->version(id)); });
    sortRows(rows);
    return rows;
}

void ContentsModel::refill() {
    std::vector<replay::VersionId> rows = wantedRows();
    if (rows == m_rows)
        return announceTime();
    if (isSame(rows, m_rows)) {
        rearrange(std::move(rows));
        return announceTime();
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

/// The cells that the clock changes.
void ContentsModel::announceTime() {
    if (m_rows.empty())
        return;
    const int last = rowCount() - 1;
    Q_EMIT dataChanged(index(0, static_cast<int>(Column::Freshness)),
                       index(last, static_cast<int>(Column::Age)));
    Q_EMIT dataChanged(index(0, static_cast<int>(Column::Next)),
                       index(last, static_cast<int>(Column::Next)));
}

void ContentsModel::sort(int column, Qt::SortOrder order) {
    m_sortColumn = column >= 0 && column < columnCount() ? column : -1;
    m_sortOrder = order;
    rearrange(wantedRows());
}

/// The same versions in another order.
void ContentsModel::rearrange(std::vector<replay::VersionId> rows) {
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    std::vector<int> places(from.isEmpty() ? 0 : m_log->versions.size());
    for (std::size_t i = 0; i < rows.size() && !places.empty(); ++i)
        places[rows[i].index()] = static_cast<int>(i);
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &old : from)
        to.append(index(places[versionAt(old.row()).index()], old.column()));
    m_rows = std::move(rows);
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

replay::VersionId ContentsModel::versionAt(int row) const {
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)]
                                        : replay::VersionId();
}

std::optional<int> ContentsModel::rowOf(replay::VersionId version) const {
    const auto found = std::find(m_rows.begin(), m_rows.end(), version);
    if (found == m_rows.end())
        return std::nullopt;
    return static_cast<int>(found - m_rows.begin());
}

int ContentsModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ContentsModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant ContentsModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const replay::VersionId id = versionAt(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return display(id, column);
    case Qt::ToolTipRole:
        return toolTip(id, column);
    case Qt::TextAlignmentRole:
        if (column == Column::Age || column == Column::Lifetime)
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        return {};
    case FractionRole:
        return fractionOf(id);
    case InferredRole:
        return m_log->version(id).inferred;
    case IdRole:
        return id.index();
    default:
        return {};
    }
}

QVariant ContentsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Url:
        return tr("URL");
    case Column::Freshness:
        return tr("Freshness");
    case Column::Age:
        return tr("Age");
    case Column::Lifetime:
        return tr("Lifetime");
    case Column::Tag:
        return tr("ETag");
    case Column::LastModified:
        return tr("Last-Modified");
    case Column::Visitor:
        return tr("Visitor");
    case Column::Next:
        return tr("Next request sends");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace etagere::ui
