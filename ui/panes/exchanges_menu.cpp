// SPDX-License-Identifier: Apache-2.0
// The context menus of the exchanges.
#include <QtCore/QItemSelectionModel>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTableView>

#include "core/http/field.h"
#include "core/url/url.h"
#include "ui/delegates/icons.h"
#include "ui/models/exchange_model.h"
#include "ui/models/text.h"
#include "ui/panes/copy_text.h"
#include "ui/panes/exchanges_pane.h"
#include "ui/panes/flush_dialog.h"
#include "ui/widgets/filter_bar.h"

#include <algorithm>
#include <cstddef>

namespace etagere::ui {

namespace {

constexpr std::size_t labelLimit = 48;  ///< of recorded text in a menu
constexpr std::size_t termLimit = 1000; ///< of recorded text in a filter

/// Recorded text for a menu's entry, where & marks the key to press.
QString label(std::string_view recorded) {
    return shown(recorded, labelLimit).replace(u'&', QStringLiteral("&&"));
}

QString termValue(std::string_view recorded) { return fromUtf8(recorded.substr(0, termLimit)); }

} // namespace

void ExchangesPane::openMenu(const QPoint &at) {
    if (!m_workspace.traffic() || !m_focus.exchange().isValid() ||
        !m_table->currentIndex().isValid())
        return;
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("exchangeMenu"));
    menu.setAccessibleName(tr("Exchange"));
    menu.addAction(tr("&Explain"), this, &ExchangesPane::explainRequested);
    menu.addAction(icon(QStringLiteral("note"), palette()), tr("&Note…"), this,
                   [this] { Q_EMIT noteRequested(m_focus.exchange()); });
    menu.addSeparator();
    addFilterActions(menu);
    menu.addSeparator();
    addCopyActions(menu);
    menu.addSeparator();
    const int selected = selectedCount();
    menu.addAction(icon(QStringLiteral("lab"), palette()),
                   selected > 1
                       ? tr("Turn %n selected exchange(s) into a &scenario", nullptr, selected)
                       : tr("Turn what is shown into a &scenario"),
                   this, &ExchangesPane::askForScenario);
    QMenu *places = menu.addMenu(icon(QStringLiteral("flush"), palette()), tr("&Flush"));
    places->setEnabled(m_workspace.log() != nullptr);
    fillFlushMenu(*places);
    menu.exec(m_table->viewport()->mapToGlobal(at));
}

void ExchangesPane::addFilterActions(QMenu &menu) {
    const auto traffic = m_workspace.traffic();
    const traffic::Exchange &exchange = traffic->exchange(m_focus.exchange());
    const std::string_view text = traffic->urlText(exchange.url);
    const std::string_view host = url::parseUrl(text).host;
    const auto add = [this](const QString &key, std::string_view value, bool negated = false) {
        return [this, key, value = termValue(value), negated] {
            m_filter->addTerm(key, value, negated);
        };
    };
    if (!host.empty()) {
        menu.addAction(tr("&Only %1").arg(label(host)), this, add(QStringLiteral("host"), host));
        menu.addAction(tr("&Hide %1").arg(label(host)), this,
                       add(QStringLiteral("host"), host, true));
    }
    menu.addAction(tr("Only this &URL"), this, add(QStringLiteral("url"), text));
    const std::string_view tag = http::valueOf(exchange.responseFields, http::FieldName::ETag);
    QAction *sameTag =
        menu.addAction(tr("Same &tag everywhere"), this, add(QStringLiteral("tag"), tag));
    sameTag->setEnabled(!tag.empty());
}

void ExchangesPane::addCopyActions(QMenu &menu) {
    const auto traffic = m_workspace.traffic();
    const std::string_view text = traffic->urlText(traffic->exchange(m_focus.exchange()).url);
    menu.addAction(tr("&Copy URL"), this,
                   [url = copiedUrl(text)] { QGuiApplication::clipboard()->setText(url); });
    using Kind = url::UrlView::Kind;
    const Kind kind = url::parseUrl(text).kind;
    menu.addAction(tr("Copy as cU&RL"), this, &ExchangesPane::curlRequested)
        ->setEnabled(kind == Kind::Http || kind == Kind::Https);
}

int ExchangesPane::selectedCount() const {
    int count = 0;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
        count += range.height();
    return count;
}

/// Several selected rows, else all that are shown; a scenario holds so many and no more.
void ExchangesPane::askForScenario() {
    constexpr std::size_t most = 1000;
    std::vector<traffic::ExchangeId> exchanges;
    const auto take = [&](int first, int last) {
        for (int row = first; row <= last && exchanges.size() < most; ++row)
            exchanges.push_back(m_model->exchangeAt(row));
    };
    if (selectedCount() > 1) {
        for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
            take(range.top(), range.bottom());
    } else {
        take(0, m_model->rowCount() - 1);
    }
    std::sort(exchanges.begin(), exchanges.end());
    Q_EMIT scenarioRequested(exchanges);
}

void ExchangesPane::fillFlushMenu(QMenu &menu) {
    const auto traffic = m_workspace.traffic();
    if (!traffic || !m_workspace.log())
        return;
    const auto flush = [this](flush::By by, std::string_view name) {
        return [this, by, owned = std::string(name)] { askToFlush(by, owned); };
    };
    if (m_focus.exchange().isValid()) {
        const traffic::UrlId url = traffic->exchange(m_focus.exchange()).url;
        const traffic::OriginId origin = traffic->originOf(url);
        const std::string_view originText = traffic->originText(origin);
        const std::string_view site = traffic->siteText(origin);
        menu.addAction(tr("This &URL…"), this, flush(flush::By::Url, traffic->urlText(url)));
        menu.addAction(tr("The &origin %1…").arg(label(originText)), this,
                       flush(flush::By::Origin, originText));
        if (!site.empty())
            menu.addAction(tr("The &site %1…").arg(label(site)), this,
                           flush(flush::By::Site, site));
        menu.addSeparator();
    }
    menu.addAction(tr("&Everything…"), this, flush(flush::By::Everything, {}));
}

void ExchangesPane::askToFlush(flush::By by, std::string_view name) {
    const auto traffic = m_workspace.traffic();
    flush::Scope scope;
    scope.by = by;
    if (!name.empty())
        scope.names.emplace_back(name);
    std::string visitor;
    if (m_focus.exchange().isValid()) {
        const traffic::Visit &visit = traffic->visit(traffic->exchange(m_focus.exchange()).visit);
        visitor = traffic->visitor(visit.visitor).name;
    }
    auto *dialog = new FlushDialog(m_workspace, std::move(scope), std::move(visitor), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { Q_EMIT flushRequested(dialog->scope()); });
    dialog->open();
}

void ExchangesPane::openColumnMenu(const QPoint &at) {
    QMenu menu(this);
    QHeaderView *header = m_table->horizontalHeader();
    for (int section = 0; section < header->count(); ++section) {
        if (section == static_cast<int>(ExchangeModel::Column::Url))
            continue;
        const QString name =
            m_model->headerData(section, Qt::Horizontal, Qt::AccessibleTextRole).toString();
        const QString text =
            name.isEmpty()
                ? m_model->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString()
                : name;
        QAction *action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(section));
        connect(action, &QAction::toggled, this, [this, header, section](bool on) {
            header->setSectionHidden(section, !on);
            fitUrl();
        });
    }
    menu.addSeparator();
    menu.addAction(tr("&Restore columns"), this, &ExchangesPane::restoreColumns);
    menu.exec(header->viewport()->mapToGlobal(at));
}

} // namespace etagere::ui
