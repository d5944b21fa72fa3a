// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/entry_text.h"

#include <QtCore/QCoreApplication>

#include "core/explain/cache_rule_text.h"
#include "core/explain/numbers.h"
#include "core/http/vary.h"
#include "core/replay/reasons.h"
#include "ui/delegates/palette.h"
#include "ui/models/text.h"
#include "ui/panes/article.h"
#include "ui/widgets/clock_axis.h"

#include <algorithm>

namespace etagere::ui {

namespace {

using Look = Article::Look;

constexpr std::size_t sentenceLimit = 4096;
constexpr std::size_t urlLimit = 300;
constexpr std::size_t valueLimit = 200;
constexpr std::size_t mostVaryFields = 20;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::EntryPane)
};

ClockAxis axisOf(const EntryView &view) { return {view.played.log->begin, view.played.log->end}; }

/// What the exchange in focus had to do with the stored response.
QString roleOf(const EntryView &view) {
    if (!view.exchange.isValid())
        return {};
    const replay::Row &row = view.played.log->row(view.exchange);
    const QString number = QString::number(view.exchange.index() + 1);
    switch (row.decision.outcome) {
    case cache::Outcome::FreshHit:
    case cache::Outcome::StaleHit:
        return Words::tr("It answered exchange no. %1.").arg(number);
    case cache::Outcome::Validated:
        return Words::tr("Exchange no. %1 renewed it.").arg(number);
    case cache::Outcome::Stored:
    case cache::Outcome::Replaced:
        return Words::tr("Exchange no. %1 stored it.").arg(number);
    default:
        return row.considered.isValid()
                   ? Words::tr("Exchange no. %1 found it, but was not answered by it.").arg(number)
                   : QString();
    }
}

/// Whether it is there, and since or until when.
QString presenceOf(const EntryView &view) {
    const replay::Version &version = view.played.log->version(view.version);
    const QString visitor = EntryWords::visitorOf(view.played, view.version);
    const ClockAxis axis = axisOf(view);
    if (livesAt(version, view.clock))
        return Words::tr("In the cache of visitor “%1”.").arg(visitor);
    if (view.clock < version.from)
        return Words::tr("It comes into the cache of visitor “%1” later: %2.")
            .arg(visitor, axis.placeOf(version.from));
    return Words::tr("It is no longer in the cache of visitor “%1”. Its end: %2 (%3).")
        .arg(visitor, fromUtf8(explain::wordOf(version.ending)),
             axis.placeOf(version.until.value_or(view.clock)));
}

void writeHead(Article &article, const EntryView &view, const cache::Freshness &freshness) {
    const replay::Version &version = view.played.log->version(view.version);
    const QPalette palette = article.palette();
    if (!livesAt(version, view.clock))
        article.writeTitle(view.clock < version.from ? Words::tr("Not stored yet")
                                                     : Words::tr("No longer stored"),
                           mutedText(palette));
    else if (freshness.isFresh())
        article.writeTitle(Words::tr("Fresh"), colourOf(cache::Outcome::FreshHit, palette));
    else
        article.writeTitle(Words::tr("Stale"), colourOf(cache::Outcome::StaleHit, palette));
    if (livesAt(version, view.clock)) {
        article.beginParagraph(0, false);
        article.write(EntryWords::freshness(freshness));
    }
    article.beginParagraph();
    article.write(shown(view.played.traffic->urlText(version.url), urlLimit), Look::Value);
    article.beginParagraph();
    article.write(presenceOf(view));
    const QString role = roleOf(view);
    if (!role.isEmpty())
        article.write(u' ' + role);
    if (version.inferred) {
        article.beginParagraph();
        article.write(Words::tr("Inferred: the recording does not show how it was stored."),
                      Look::Muted);
    }
}

/// The rules of freshness, as if its next request came at the clock.
void writeRules(Article &article, const EntryView &view, const cache::Reasons &reasons,
                const cache::Freshness &freshness) {
    const replay::Log &log = *view.played.log;
    const replay::Version &version = log.version(view.version);
    replay::Row row = log.row(version.response);
    row.at = view.clock;
    row.considered = view.version;
    row.decision.reasons = reasons;
    row.decision.age = freshness.age;
    row.decision.lifetime = freshness.lifetime;
    replay::Grounds grounds = replay::groundsOf(*view.played.traffic, log, version.response);
    grounds.row = &row;
    grounds.stored = version.facts;
    grounds.storedFields = replay::fieldsOf(*view.played.traffic, log, view.version);
    article.writeHeading(Words::tr("Why"));
    for (const explain::Reason &reason : explain::reasonsOf(grounds)) {
        article.beginParagraph(1);
        article.write(shown(reason.sentence, sentenceLimit));
        article.write(QStringLiteral("  "), Look::Muted);
        if (reason.link.empty())
            article.write(fromUtf8(reason.section), Look::Muted);
        else
            article.writeLink(fromUtf8(reason.section) + QStringLiteral("\u00a0\u2197"),
                              fromUtf8(reason.link));
    }
}

void writeNext(Article &article, const EntryView &view) {
    const replay::NextRequest next =
        replay::nextRequest(*view.played.traffic, *view.played.log, view.version, view.clock);
    article.writeHeading(Words::tr("Its next request"));
    article.beginParagraph(1);
    const QStringList lines = EntryWords::validatorLines(view.played, view.version);
    if (!cache::usesNetwork(next.outcome))
        article.write(lines.isEmpty()
                          ? Words::tr("A plain GET is answered from the cache; the server sees "
                                      "nothing. Once that ends, it carries no validator.")
                          : Words::tr("A plain GET is answered from the cache; the server sees "
                                      "nothing. Once that ends, it sends:"));
    else if (lines.isEmpty())
        article.write(
            Words::tr("A plain GET goes out with no validator: the server cannot know the "
                      "visitor by it."));
    else
        article.write(Words::tr("A plain GET goes out, and tells the server what it was given:"));
    for (const QString &line : lines) {
        article.beginParagraph(2, false);
        article.write(line, Look::Value);
    }
}

/// The URL, and of what Vary names the values that its request had.
void writeKey(Article &article, const EntryView &view) {
    const replay::Version &version = view.played.log->version(view.version);
    const traffic::Exchange &exchange = view.played.traffic->exchange(version.response);
    const std::vector<http::Field> stored =
        replay::fieldsOf(*view.played.traffic, *view.played.log, view.version);
    article.writeHeading(Words::tr("What selects it"));
    article.beginParagraph(1);
    const http::Vary vary = http::varyOf(stored);
    if (vary.any) {
        article.write(Words::tr("Nothing: “Vary: *” lets no request use it."));
        return;
    }
    const std::vector<std::string_view> &names = vary.names;
    if (names.empty()) {
        article.write(Words::tr("Its URL alone: it varies by nothing. Every visitor has a cache of "
                                "their own."));
        return;
    }
    article.write(Words::tr("Its URL, and these fields of the request, which Vary names:"));
    for (std::size_t i = 0; i < std::min(names.size(), mostVaryFields); ++i) {
        const http::Field *sent = http::find(exchange.requestFields, names[i]);
        article.beginParagraph(2, false);
        const QString name = shown(names[i], valueLimit);
        article.write(sent != nullptr
                          ? Words::tr("%1: %2").arg(name, shown(sent->value, valueLimit))
                          : Words::tr("%1: not sent").arg(name),
                      Look::Value);
    }
    if (names.size() > mostVaryFields) {
        article.beginParagraph(2, false);
        article.write(
            Words::tr("and %n more", nullptr, static_cast<int>(names.size() - mostVaryFields)));
    }
}

} // namespace

void writeEntry(Article &article, const EntryView &view) {
    cache::Reasons reasons;
    const cache::Freshness freshness =
        replay::freshnessAt(*view.played.log, view.version, view.clock, reasons);
    writeHead(article, view, freshness);
    if (livesAt(view.played.log->version(view.version), view.clock)) {
        writeNext(article, view);
        writeRules(article, view, reasons, freshness);
    }
    writeKey(article, view);
}

QString whyNothingStored(const Played &played, traffic::ExchangeId exchange) {
    const replay::Grounds grounds = replay::groundsOf(*played.traffic, *played.log, exchange);
    const std::vector<explain::Reason> reasons = explain::reasonsOf(grounds);
    const auto store = std::find_if(reasons.rbegin(), reasons.rend(), [](const auto &reason) {
        return reason.step == cache::Step::Store;
    });
    const explain::Reason *why = store != reasons.rend() ? &*store
                                 : reasons.empty()       ? nullptr
                                                         : &reasons.back();
    const QString number = QString::number(exchange.index() + 1);
    if (why == nullptr)
        return Words::tr("Nothing is stored of exchange no. %1.").arg(number);
    return Words::tr("Nothing is stored of exchange no. %1. %2")
        .arg(number, shown(why->sentence, sentenceLimit));
}

} // namespace etagere::ui
