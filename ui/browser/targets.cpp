// SPDX-License-Identifier: Apache-2.0
#include "ui/browser/targets.h"

#include <QtCore/QUuid>
#include <QtWebEngineCore/QWebEngineProfile>
#include <QtWidgets/QWidget>

#include <algorithm>
#include <utility>

namespace etagere::ui {

namespace {

/// A page's size, as a common screen shows it.
constexpr QSize pageSize(1280, 800);

QByteArray newName() { return QUuid::createUuid().toByteArray(QUuid::Id128).toUpper(); }

} // namespace

Targets::Targets(bool shows)
    : m_shows(shows)
    , m_frontEnd(std::make_unique<QWebEngineProfile>()) {}

Targets::~Targets() {
    m_targets.clear();
    m_contexts.clear();
}

QByteArray Targets::addContext(const VisitorProfileOptions &options) {
    const QByteArray name = newName();
    auto profile = std::make_unique<VisitorProfile>(options);
    connect(profile.get(), &VisitorProfile::requestSeen, this,
            [this, name](const QUrl &url, const QByteArray &method, const QString &type,
                         const QUrl &firstParty) {
                Q_EMIT requestSeen(name, url, method, type, firstParty);
            });
    connect(profile.get(), &VisitorProfile::downloadRefused, this,
            [this, name](const QUrl &url) { Q_EMIT downloadRefused(name, url); });
    m_contexts.emplace(name, std::move(profile));
    return name;
}

bool Targets::removeContext(const QByteArray &context) {
    const auto found = m_contexts.find(context);
    if (found == m_contexts.end())
        return false;
    std::vector<const Target *> gone;
    for (const auto &target : m_targets) {
        if (target->context == context)
            gone.push_back(target.get());
    }
    for (const Target *target : gone)
        erase(target);
    m_contexts.erase(found);
    return true;
}

QByteArrayList Targets::contexts() const {
    QByteArrayList names;
    for (const auto &[name, profile] : m_contexts)
        names.append(name);
    return names;
}

bool Targets::hasContext(const QByteArray &context) const {
    return m_contexts.find(context) != m_contexts.end();
}

void Targets::open(const NewTarget &asked, Target::Opened opened) {
    auto made = std::make_unique<Target>();
    Target *target = made.get();
    target->context = asked.context;
    target->opener = asked.opener;
    target->first = asked.first;
    target->isInternal = asked.isInternal;
    target->opened = std::move(opened);
    target->page = std::make_unique<VisitorPage>(*m_contexts.at(asked.context), *m_frontEnd);
    m_targets.push_back(std::move(made));
    wire(*target);
    if (m_shows && !target->isInternal) {
        QWidget *view = target->page->view();
        view->resize(pageSize);
        connect(target->page.get(), &VisitorPage::changed, view,
                [view, page = target->page.get()] { view->setWindowTitle(page->title()); });
        view->show();
    }
}

void Targets::wire(Target &target) {
    VisitorPage *page = target.page.get();
    Target *named = &target;
    connect(page, &VisitorPage::opened, this, [this, named](const QByteArray &id) {
        named->id = id;
        if (!named->isInternal)
            Q_EMIT added(named);
        std::exchange(named->opened, nullptr)(named);
    });
    // Not from within the page's own signals.
    connect(
        page, &VisitorPage::failed, this, [this, named] { erase(named); }, Qt::QueuedConnection);
    connect(page, &VisitorPage::message, this,
            [this, named](const QByteArray &json) { Q_EMIT messageFrom(named, json); });
    connect(page, &VisitorPage::popupAsked, this,
            [this, named](const QUrl &url) { Q_EMIT popupAsked(named, url); });
    connect(page, &VisitorPage::crashed, this, [this, named] { Q_EMIT crashed(named); });
    connect(page, &VisitorPage::changed, this, [this, named] { Q_EMIT changed(named); });
    connect(
        page, &VisitorPage::closeAsked, this, [this, named] { Q_EMIT closeAsked(named); },
        Qt::QueuedConnection);
}

void Targets::erase(const Target *target) {
    const auto found = std::find_if(m_targets.begin(), m_targets.end(),
                                    [target](const auto &held) { return held.get() == target; });
    if (found == m_targets.end())
        return;
    if (!target->id.isEmpty() && !target->isInternal)
        Q_EMIT removing(found->get());
    const std::unique_ptr<Target> gone = std::move(*found);
    m_targets.erase(found);
    if (gone->opened)
        gone->opened(nullptr);
}

bool Targets::close(const QByteArray &target) {
    const Target *found = find(target);
    erase(found);
    return found != nullptr;
}

Target *Targets::find(const QByteArray &target) noexcept {
    const auto found = std::find_if(m_targets.begin(), m_targets.end(), [&](const auto &held) {
        return !held->id.isEmpty() && held->id == target;
    });
    return found == m_targets.end() ? nullptr : found->get();
}

Target *Targets::anyOf(const QByteArray &context) noexcept {
    const auto found = std::find_if(m_targets.begin(), m_targets.end(), [&](const auto &held) {
        return !held->id.isEmpty() && held->context == context;
    });
    return found == m_targets.end() ? nullptr : found->get();
}

QString Targets::userAgent() const { return m_frontEnd->httpUserAgent(); }

} // namespace etagere::ui
