// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/flush_strip.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include "core/cache/validation.h"
#include "ui/models/text.h"
#include "ui/widgets/clock_axis.h"

#include <algorithm>
#include <utility>

namespace etagere::ui {

namespace {

using cache::Outcome;

/// What was flushed, by cache and URL, sorted.
using Keys = std::vector<std::pair<traffic::VisitorId, traffic::UrlId>>;

Keys keysOf(const replay::Log &log, const replay::FlushEffect &effect) {
    Keys keys;
    keys.reserve(effect.ended.size());
    for (const replay::VersionId id : effect.ended)
        keys.emplace_back(log.version(id).visitor, log.version(id).url);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

/// Of the first request for each key after an instant: how many there were, and how many of them
/// still bore a validator.
struct Later {
    int asked = 0;
    int bearing = 0;
};

bool bearsValidator(Outcome outcome) {
    return outcome == Outcome::Revalidate || outcome == Outcome::Validated ||
           outcome == Outcome::Replaced;
}

Later requestsAfter(const Played &played, Instant at, const Keys &keys) {
    std::vector<const replay::Row *> first(keys.size(), nullptr);
    const std::vector<replay::Row> &rows = played.log->rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].at < at)
            continue;
        const traffic::Exchange &exchange =
            played.traffic->exchange(traffic::ExchangeId::fromSize(i));
        const std::pair key(played.traffic->visit(exchange.visit).visitor, exchange.url);
        const auto found = std::lower_bound(keys.begin(), keys.end(), key);
        if (found == keys.end() || *found != key || rows[i].decision.outcome == Outcome::Bypass)
            continue;
        const replay::Row *&known = first[static_cast<std::size_t>(found - keys.begin())];
        if (known == nullptr || rows[i].at < known->at)
            known = &rows[i];
    }
    Later later;
    for (const replay::Row *row : first) {
        later.asked += row != nullptr ? 1 : 0;
        later.bearing += row != nullptr && bearsValidator(row->decision.outcome) ? 1 : 0;
    }
    return later;
}

} // namespace

FlushStrip::FlushStrip(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_undo(new QPushButton(tr("&Undo"), this))
    , m_close(new QToolButton(this)) {
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_undo->setAccessibleName(tr("Undo the flush"));
    m_undo->setAutoDefault(false);
    m_close->setText(QStringLiteral("\u2715"));
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_close->setAccessibleName(tr("Hide this result"));
    m_close->setToolTip(m_close->accessibleName());
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_text, 1);
    row->addWidget(m_undo);
    row->addWidget(m_close);
    connect(m_undo, &QPushButton::clicked, this, &FlushStrip::undoRequested);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

QString FlushStrip::result(const Played &played, const replay::Flush &flush,
                           const replay::FlushEffect &effect) {
    const ClockAxis axis(played.log->begin, played.log->end);
    const QString when = axis.placeOf(flush.at);
    const auto ended = static_cast<int>(effect.ended.size());
    if (ended == 0)
        return tr("Flushed %1 (%2): nothing of it was stored then.")
            .arg(EntryWords::scope(flush.scope), when);
    const auto bears = [&](replay::VersionId id) {
        const cache::ResponseFacts &facts = played.log->version(id).facts.response;
        return facts.hasETag || facts.hasLastModified;
    };
    const auto first = std::find_if(effect.ended.begin(), effect.ended.end(), bears);
    if (first == effect.ended.end())
        return tr("%n stored response(s) flushed (%1). Their next request carries no validator; it "
                  "would have carried none before.",
                  nullptr, ended)
            .arg(when);
    const QString was = EntryWords::validatorOf(played, *first);
    const bool several = std::any_of(first + 1, effect.ended.end(), bears);
    const QString said =
        several ? tr("%n stored response(s) flushed (%1). The next request for them carries no "
                     "validator (was: %2, and others).",
                     nullptr, ended)
                : tr("%n stored response(s) flushed (%1). The next request for them carries no "
                     "validator (was: %2).",
                     nullptr, ended);
    return said.arg(when, was);
}

QString FlushStrip::proof(const Played &played, const replay::Flush &flush,
                          const replay::FlushEffect &effect) {
    if (effect.ended.empty())
        return {};
    const Later later = requestsAfter(played, flush.at, keysOf(*played.log, effect));
    if (later.asked == 0)
        return tr("The capture does not ask for them again.");
    if (later.bearing > 0)
        return tr("Checked in the replay: asked for again, %n of them still with a validator.",
                  nullptr, later.bearing);
    return tr("Checked in the replay: %n of them asked for again, and without a validator.",
              nullptr, later.asked);
}

void FlushStrip::tell(const Played &played, const replay::Flush &flush, std::size_t index) {
    const replay::FlushEffect &effect = played.log->flushes[index];
    const QString said = result(played, flush, effect);
    const QString checked = proof(played, flush, effect);
    m_text->setText(checked.isEmpty() ? said : said + QLatin1Char('\n') + checked);
    m_text->setAccessibleName(m_text->text());
    show();
}

} // namespace etagere::ui
