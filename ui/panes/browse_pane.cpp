// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/browse_pane.h"

#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

#include "core/explain/error_text.h"
#include "ui/browser/devtools_host.h"
#include "ui/browser/embedded_browser.h"
#include "ui/browser/engine.h"
#include "ui/models/browsing_model.h"
#include "ui/models/text.h"
#include "ui/panes/browse_bar.h"
#include "ui/panes/browse_light.h"
#include "ui/panes/browse_scopes.h"
#include "ui/panes/browse_table.h"
#include "ui/panes/kept_place.h"
#include "ui/panes/partition_button.h"
#include "ui/panes/people_view.h"
#include "ui/panes/person_view.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"

#include <optional>
#include <system_error>
#include <utility>

namespace etagere::ui {

using session::Browsing;
using session::BrowsingPerson;
using session::PersonId;

namespace {

constexpr std::size_t nameLimit = 200; ///< of recorded text in a sentence

} // namespace

BrowsePane::BrowsePane(QWidget *parent)
    : QWidget(parent)
    , m_bar(new BrowseBar(this))
    , m_light(new BrowseLight(this))
    , m_partition(new PartitionButton(this))
    , m_notice(new MessageBar(this))
    , m_parts(new QSplitter(Qt::Vertical, this))
    , m_people(new PeopleView(this))
    , m_empty(new EmptyState(m_people, this))
    , m_table(new BrowseTable(this))
    , m_addAction(new QAction(tr("&New person"), this))
    , m_auditAction(new QAction(tr("&Audit a site…"), this)) {
    setObjectName(QStringLiteral("browsePane"));
    setAccessibleName(tr("Browse as several people"));
    m_notice->setObjectName(QStringLiteral("browseNotice"));
    setFocusProxy(m_bar);
    layOut();
    connectBar();
    connect(m_people, &PeopleView::chosenChanged, this, &BrowsePane::showChosen);
    connect(m_partition, &PartitionButton::chosen, this, &BrowsePane::choosePartition);
    connect(m_addAction, &QAction::triggered, this, [this] { add({}); });
    connect(m_auditAction, &QAction::triggered, this, [this] { Q_EMIT auditRequested({}); });
    if (const auto prepared = preparedEngine())
        m_partition->setPartition(prepared->isCachePartitioned, prepared->isCachePartitioned);
    showChosen();
    showRecorded();
    showEmpty();
    orderTabs();
}

/// The pages go with the browser, and their views with them, before what shows them.
BrowsePane::~BrowsePane() {
    m_table->model().setRows(nullptr);
    if (m_browsing)
        m_browsing->disconnect(this);
    m_browsing.reset();
}

void BrowsePane::layOut() {
    constexpr int pages = 3; // of four parts
    m_parts->setChildrenCollapsible(false);
    m_parts->addWidget(m_empty);
    m_parts->addWidget(m_table);
    m_parts->setStretchFactor(0, pages);
    m_parts->setStretchFactor(1, 1);
    const int em = fontMetrics().height();
    m_parts->setSizes({pages * em * 10, em * 10});
    const int gap = em / 3;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap, gap, gap, gap);
    column->setSpacing(gap);
    column->addWidget(m_bar);
    column->addWidget(makeState());
    column->addWidget(m_notice);
    column->addWidget(m_parts, 1);
}

QWidget *BrowsePane::makeState() {
    auto *box = new QWidget(this);
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    m_audit = new QPushButton(tr("Audit this s&ite"), box);
    m_audit->setObjectName(QStringLiteral("browseAudit"));
    m_audit->setAutoDefault(false);
    m_audit->setToolTip(tr("Several people of their own visit this page by the protocol of an "
                           "audit; who is here is left alone"));
    connect(m_audit, &QPushButton::clicked, this, [this] {
        if (const BrowsingPerson *person = chosen())
            Q_EMIT auditRequested(fromUtf8(person->url));
    });
    line->addWidget(m_light, 1);
    line->addWidget(m_audit);
    line->addWidget(m_partition);
    return box;
}

void BrowsePane::connectBar() {
    connect(m_bar, &BrowseBar::visitRequested, this, &BrowsePane::visit);
    connect(m_bar, &BrowseBar::addRequested, this, &BrowsePane::add);
    connect(m_bar, &BrowseBar::leaveRequested, this, &BrowsePane::leaveRequested);
    connect(m_bar, &BrowseBar::sideBySideChanged, m_people, &PeopleView::setSideBySide);
    connect(m_bar, &BrowseBar::stopRequested, this, [this] {
        if (const BrowsingPerson *person = chosen())
            m_browsing->stop(person->id);
    });
    connect(m_bar, &BrowseBar::reloadRequested, this, [this](live::Load load) {
        if (const BrowsingPerson *person = chosen())
            m_browsing->again(person->id, load);
    });
    connect(m_bar, &BrowseBar::keepRequested, this, [this] {
        if (const QString file = keep(); !file.isEmpty())
            Q_EMIT captureMade(file);
    });
}

bool BrowsePane::canBrowse() {
    const std::optional<PreparedEngine> prepared = preparedEngine();
    return prepared && prepared->problem == EngineProblem::None;
}

void BrowsePane::begin() {
    if (m_browsing)
        return;
    EmbeddedBrowser made = makeEmbeddedBrowser();
    m_host = made.host;
    m_browsing = std::make_unique<Browsing>(std::move(made.browser));
    m_kept = 0;
    m_hasEnded = false;
    m_table->model().setRows(&m_browsing->rows());
    connectBrowsing();
}

void BrowsePane::connectBrowsing() {
    Browsing *const browsing = m_browsing.get();
    connect(browsing, &Browsing::personAdded, this, &BrowsePane::addView);
    connect(browsing, &Browsing::personRemoved, this, &BrowsePane::removeView);
    connect(browsing, &Browsing::personChanged, this, &BrowsePane::update);
    connect(browsing, &Browsing::recorded, this, &BrowsePane::showRecorded);
    connect(browsing, &Browsing::judged, this, &BrowsePane::showChosen);
    connect(browsing, &Browsing::popupRefused, this, &BrowsePane::tellPopup);
    connect(browsing, &Browsing::failed, this, &BrowsePane::complain);
    connect(browsing, &Browsing::gone, this, &BrowsePane::end);
    connect(browsing, &Browsing::flushVerified, this, [this](PersonId person) {
        const BrowsingPerson *const found = m_browsing->find(person);
        PersonView *const view = m_people->find(person);
        if (found != nullptr && view != nullptr && found->flushed)
            view->showFlush(*found->flushed);
    });
}

const BrowsingPerson *BrowsePane::chosen() const {
    return m_browsing && !m_hasEnded ? m_browsing->find(m_people->chosen()) : nullptr;
}

void BrowsePane::add(const live::ProfileOptions &options) {
    if (!canBrowse() || m_hasEnded)
        return;
    begin();
    m_browsing->add(options);
}

void BrowsePane::visit(const QString &address) {
    m_notice->dismiss();
    const BrowsingPerson *const person = chosen();
    if (person == nullptr) {
        m_address = address;
        return add({});
    }
    m_next[person->id] = address;
    if (person->isVisiting)
        m_browsing->stop(person->id);
    else
        goOn(person->id);
}

/// To the address that was given while another page was on its way, or just now.
void BrowsePane::goOn(PersonId person) {
    const auto next = m_next.find(person);
    if (!m_browsing || next == m_next.end())
        return;
    const QString address = next->second;
    m_next.erase(next);
    m_browsing->visit(person, address);
}

void BrowsePane::addView(PersonId person) {
    auto *view = new PersonView(person, [this, person] {
        return m_browsing ? flushOffers(*m_browsing, person) : std::vector<FlushOffer>();
    });
    connectPerson(*view);
    m_people->add(view);
    update(person);
    showEmpty();
    orderTabs();
    if (const QString address = std::exchange(m_address, {}); !address.isEmpty())
        m_browsing->visit(person, address);
    else
        m_bar->focusAddress();
}

void BrowsePane::connectPerson(PersonView &view) {
    const PersonStrip *const strip = &view.strip();
    const PersonId person = view.person();
    connect(strip, &PersonStrip::againRequested, this,
            [this, person] { m_browsing->again(person); });
    connect(strip, &PersonStrip::forgetRequested, this,
            [this, person] { m_browsing->forget(person); });
    connect(strip, &PersonStrip::flushRequested, this,
            [this, person](const flush::Scope &scope, bool cookiesToo) {
                m_browsing->flush(person, scope, cookiesToo);
            });
    connect(strip, &PersonStrip::laterRequested, this,
            [this, person](Duration later) { m_browsing->comeBackLater(person, later); });
    connect(strip, &PersonStrip::removeRequested, this,
            [this, person] { m_browsing->remove(person); });
}

void BrowsePane::removeView(PersonId person) {
    m_next.erase(person);
    m_people->remove(person);
    showChosen();
    m_table->setPeople(m_browsing->people());
    showEmpty();
}

void BrowsePane::update(PersonId person) {
    const BrowsingPerson *const found = m_browsing->find(person);
    PersonView *const view = m_people->find(person);
    if (found == nullptr || view == nullptr)
        return;
    m_table->model().setName(person, found->name);
    QWidget *const page =
        found->page.empty() ? nullptr : m_host->viewOf(QByteArray::fromStdString(found->page));
    view->setPage(page);
    m_people->setPerson(*found);
    if (!found->isVisiting && m_next.contains(person))
        QTimer::singleShot(0, this, [this, person] { goOn(person); });
    if (person == m_people->chosen())
        showChosen();
    m_table->setPeople(m_browsing->people());
}

void BrowsePane::showChosen() {
    const BrowsingPerson *const person = chosen();
    m_bar->setPerson(person);
    m_light->setVerdict(person == nullptr ? session::BrowsingVerdict() : person->verdict);
    m_table->setPerson(person);
    m_audit->setEnabled(person != nullptr && !person->url.empty());
}

void BrowsePane::showRecorded() {
    m_table->grow();
    m_bar->setCanKeep(m_browsing && !m_browsing->rows().empty());
}

void BrowsePane::showEmpty() {
    const bool can = canBrowse();
    m_bar->setCanAdd(can && !m_hasEnded);
    m_partition->setEnabled(can);
    if (can)
        m_empty->say(tr("Write an address and press Enter, or make somebody to browse as. Each "
                        "person has cookies, storage and a cache of their own; what their browser "
                        "asks and what it is answered stands below."),
                     m_addAction);
    else
        m_empty->say(tr("Pages cannot be shown here: this program runs as root, and the browser's "
                        "sandbox, which protects you from pages, does not work for root. Start "
                        "Etagere as another user. An audit visits a site without a window, as a "
                        "user without rights."),
                     m_auditAction);
    m_empty->setEmpty(m_people->views().empty());
}

bool BrowsePane::hasUnkept() const { return m_browsing && m_browsing->rows().size() > m_kept; }

QString BrowsePane::keep() {
    if (!m_browsing || m_browsing->rows().empty())
        return {};
    const std::filesystem::path path = keptPlace(m_folder, QStringLiteral("browsing")) +=
        ".etagere";
    std::error_code ignored; // saving there fails then, and says why
    std::filesystem::create_directories(path.parent_path(), ignored);
    if (const auto error = m_browsing->save(path)) {
        complain(fromUtf8(explain::sentenceOf(*error, path.string())));
        return {};
    }
    m_kept = m_browsing->rows().size();
    return fromUtf8(path.string());
}

void BrowsePane::escape() {
    const BrowsingPerson *const person = chosen();
    if (person != nullptr && person->isVisiting)
        m_browsing->stop(person->id);
    else
        m_notice->dismiss();
}

void BrowsePane::choosePartition(bool isPartitioned) {
    const std::optional<PreparedEngine> prepared = preparedEngine();
    if (!prepared || prepared->problem != EngineProblem::None)
        return;
    // The engine reads it once, when it starts.
    if (!prepared->hasStarted)
        (void)prepareEngine({isPartitioned, {}});
    const bool now = preparedEngine()->isCachePartitioned;
    m_partition->setPartition(now, isPartitioned);
    if (now != isPartitioned)
        m_notice->tell({MessageBar::Tone::Done,
                        tr("The browser has begun to run, and stays as it is. Your choice takes "
                           "effect when Etagere is started the next time.")});
    Q_EMIT partitionChosen(isPartitioned);
}

void BrowsePane::tellPopup(PersonId person, const QString &url) {
    MessageBar::Message message;
    message.tone = MessageBar::Tone::Warning;
    message.sentence = tr("The page wanted to open %1").arg(shown(toUtf8(url), nameLimit));
    message.action = tr("Open &here");
    message.perform = [this, person, url] {
        m_notice->dismiss();
        if (m_browsing)
            m_browsing->visit(person, url);
    };
    m_notice->tell(message);
}

void BrowsePane::complain(const QString &sentence) {
    m_address.clear();
    m_notice->tell({MessageBar::Tone::Error, shown(toUtf8(sentence))});
}

void BrowsePane::end(const QString &sentence) {
    m_hasEnded = true;
    m_table->setPeople({});
    for (PersonView *view : m_people->views())
        view->end();
    showChosen();
    showEmpty();
    MessageBar::Message message;
    message.tone = MessageBar::Tone::Error;
    message.sentence = shown(toUtf8(sentence));
    if (!m_browsing->rows().empty())
        message.sentence += QLatin1Char(' ') + tr("What was recorded can still be kept.");
    message.action = tr("&Begin anew");
    message.perform = [this] { QTimer::singleShot(0, this, &BrowsePane::beginAnew); };
    m_notice->tell(message);
}

void BrowsePane::beginAnew() {
    m_notice->dismiss();
    m_table->model().setRows(nullptr);
    while (!m_people->views().empty())
        m_people->remove(m_people->views().front()->person());
    m_browsing->disconnect(this);
    m_browsing.reset();
    m_host = nullptr;
    m_next.clear();
    m_hasEnded = false;
    showChosen();
    showRecorded();
    showEmpty();
    m_bar->focusAddress();
}

/// People come and go; the keyboard finds them between the line above and the table below.
void BrowsePane::orderTabs() {
    QWidget *before = m_partition;
    for (QWidget *stop : m_people->tabStops() + m_table->tabStops()) {
        QWidget::setTabOrder(before, stop);
        before = stop;
    }
}

} // namespace etagere::ui
