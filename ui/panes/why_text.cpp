// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/why_text.h"

#include <QtCore/QCoreApplication>

#include "core/explain/cache_rule_text.h"
#include "core/explain/page.h"
#include "core/replay/reasons.h"
#include "core/scenario/grounds.h"
#include "ui/delegates/palette.h"
#include "ui/models/text.h"
#include "ui/panes/article.h"

#include <optional>

namespace etagere::ui {

namespace {

// Sentences quote at most three recorded texts, each cut by core/explain.
constexpr std::size_t sentenceLimit = 4096;
constexpr std::size_t urlLimit = 200;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::WhyPane)
};

QString glyphOf(replay::Comparison comparison) {
    switch (comparison) {
    case replay::Comparison::Agrees:
        return QStringLiteral("=");
    case replay::Comparison::Differs:
        return QStringLiteral("\u2260");
    default:
        return QStringLiteral("?");
    }
}

/// Why a decision cannot be compared with the record; empty when nothing more is known.
QString whyNotComparable(const replay::Row &row) {
    if (row.recorded == replay::Recorded::ServiceWorker)
        return Words::tr("A service worker answered before the cache was asked.");
    if (row.decision.reasons.contains(cache::Rule::HeldBefore))
        return Words::tr("The browser had the response from before the recording.");
    if (row.decision.reasons.contains(cache::Rule::AnswerNotRecorded))
        return Words::tr("The browser did not ask where the model would have, so that no answer "
                         "was recorded.");
    return {};
}

void writeComparison(Article &article, const replay::Row &row) {
    article.beginParagraph();
    article.write(glyphOf(row.comparison) + QString(QChar::Nbsp), Article::Look::Strong);
    if (row.recorded == replay::Recorded::Unknown) {
        article.write(Words::tr("The record does not say what the browser did."));
        return;
    }
    const QString verdict = fromUtf8(explain::wordOf(row.comparison));
    article.write(Words::tr("%1. The recorded browser: %2.")
                      .arg(verdict, fromUtf8(explain::wordOf(row.recorded))));
    const QString why =
        row.comparison == replay::Comparison::NotComparable ? whyNotComparable(row) : QString();
    if (!why.isEmpty())
        article.write(u' ' + why);
}

void writeReason(Article &article, const explain::Reason &reason) {
    article.beginParagraph(1);
    article.write(shown(reason.sentence, sentenceLimit));
    article.beginParagraph(1, false);
    const QString title = fromUtf8(explain::text(explain::textOf(reason.rule).title));
    const QString id = fromUtf8(reason.id);
    if (explain::pageOf(reason.id).empty())
        article.write(title, Article::Look::Muted);
    else
        article.writeLink(title, QStringLiteral("page:") + id);
    article.write(QStringLiteral("  \u00b7  "), Article::Look::Muted);
    if (reason.link.empty())
        article.write(fromUtf8(reason.section), Article::Look::Muted);
    else
        article.writeLink(fromUtf8(reason.section) + QStringLiteral("\u00a0\u2197"),
                          fromUtf8(reason.link));
}

void writeSteps(Article &article, const std::vector<explain::Reason> &reasons) {
    std::optional<cache::Step> step;
    int number = 0;
    for (const explain::Reason &reason : reasons) {
        if (step != reason.step) {
            step = reason.step;
            article.writeHeading(
                Words::tr("%1. %2", "a numbered question")
                    .arg(QString::number(++number), fromUtf8(explain::wordOf(reason.step))));
        }
        writeReason(article, reason);
    }
}

} // namespace

void writeReasons(Article &article, const scenario::Trace &trace, std::size_t decision) {
    const scenario::DecisionGrounds found = scenario::groundsOf(trace, decision);
    if (found.grounds.row != nullptr && found.grounds.exchange != nullptr) {
        const auto reasons = explain::reasonsOf(found.grounds);
        if (!reasons.empty())
            return writeSteps(article, reasons);
    }
    article.beginParagraph();
    article.write(Words::tr("No rule had to be weighed."));
}

void writeWhy(Article &article, const traffic::Traffic &traffic, const replay::Log &log,
              traffic::ExchangeId exchange) {
    const replay::Row &row = log.row(exchange);
    const traffic::Exchange &one = traffic.exchange(exchange);
    const cache::Outcome outcome = row.decision.outcome;
    const auto reasons = explain::reasonsOf(replay::groundsOf(traffic, log, exchange));

    article.writeTitle(glyphOf(outcome) + QStringLiteral("  ") +
                           fromUtf8(explain::wordOf(row.decision)),
                       colourOf(outcome, article.palette()));
    article.beginParagraph(0, false);
    article.write(shown(one.method, urlLimit) + u' ' + shown(traffic.urlText(one.url), urlLimit),
                  Article::Look::Muted);
    if (reasons.empty()) {
        article.beginParagraph();
        article.write(log.stopped ? Words::tr("The replay was stopped before it came here.")
                                  : Words::tr("No rule had to be weighed."));
        return;
    }
    writeComparison(article, row);
    if (row.decision.inferred) {
        article.beginParagraph();
        article.write(QStringLiteral("\u2026 "), Article::Look::Strong);
        article.write(Words::tr("Inferred: this rests on an answer that was not recorded but "
                                "follows from the record."));
    }
    writeSteps(article, reasons);
}

} // namespace etagere::ui
