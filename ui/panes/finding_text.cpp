// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/finding_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include "core/explain/analysis_words.h"
#include "core/explain/derivation.h"
#include "core/explain/grades.h"
#include "core/explain/numbers.h"
#include "core/explain/rule_text.h"
#include "core/report/finding_words.h"
#include "core/url/url.h"
#include "ui/delegates/palette.h"
#include "ui/models/text.h"
#include "ui/panes/article.h"
#include "ui/widgets/filter_terms.h"

#include <algorithm>

namespace etagere::ui {

namespace {

using analysis::Evidence;
using analysis::Finding;
using Look = Article::Look;

constexpr std::size_t sentenceLimit = 4096;
constexpr std::size_t valueLimit = 200;
constexpr std::size_t mostValues = 12;
constexpr std::size_t mostInputs = 50;
constexpr std::size_t mostVisitors = 20;
constexpr std::size_t mostQueried = 5;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::FindingsPane)
};

/// Each piece of evidence under a heading, with the sign of what it does to the grade.
void writeEvidence(Article &article, const QString &heading, const QString &sign,
                   const std::vector<Evidence> &list, const Finding &finding) {
    if (list.empty())
        return;
    article.writeHeading(heading);
    for (const Evidence &one : list) {
        article.beginParagraph(1);
        article.write(sign + QChar(QChar::Nbsp) + QChar(QChar::Nbsp), Look::Strong);
        article.write(shown(explain::sentenceOf(one, finding), sentenceLimit));
    }
}

void writeList(Article &article, const QString &heading, const std::vector<std::string> &items,
               std::size_t total) {
    if (items.empty())
        return;
    article.writeHeading(heading);
    const std::size_t listed = std::min(items.size(), mostValues);
    for (std::size_t i = 0; i < listed; ++i) {
        article.beginParagraph(1, i == 0);
        article.write(shown(items[i], valueLimit), Look::Value);
    }
    const std::size_t rest = std::max(total, items.size()) - listed;
    if (rest > 0) {
        article.beginParagraph(1, false);
        article.write(Words::tr("and %n more", nullptr, static_cast<int>(rest)), Look::Muted);
    }
}

/// What else could explain it, and whether it does.
void writeAlternatives(Article &article, const Finding &finding) {
    if (finding.alternatives.empty())
        return;
    article.writeHeading(Words::tr("What else could explain it"));
    for (const analysis::Alternative &one : finding.alternatives) {
        article.beginParagraph(1);
        article.write(fromUtf8(explain::titleOf(one.explanation)) + QStringLiteral(": ") +
                          fromUtf8(explain::nameOf(one.standing)) + QStringLiteral(". "),
                      Look::Strong);
        article.write(shown(explain::sentenceOf(one.because, finding), sentenceLimit));
    }
}

void writeHead(Article &article, const Finding &finding) {
    const QPalette palette = article.palette();
    article.writeTitle(fromUtf8(explain::titleOf(finding.kind, finding.validator)),
                       palette.color(QPalette::Text));
    article.beginParagraph(0, false);
    article.write(Words::tr("Grade %1 of 5: %2.")
                      .arg(QString::number(static_cast<int>(finding.grade)),
                           fromUtf8(explain::nameOf(finding.grade))),
                  colourOf(finding.grade, palette));
    article.write(u' ' + fromUtf8(explain::meaningOf(finding.grade)));
    article.beginParagraph();
    article.write(shown(finding.origin, valueLimit), Look::Value);
    if (!finding.site.empty()) {
        article.write(QStringLiteral("  "));
        article.write(Words::tr("site %1").arg(shown(finding.site, valueLimit)), Look::Muted);
    }
    article.beginParagraph(0, false);
    article.write(Words::tr("%1 unexplained; %2 sure that the grade is not too high.")
                      .arg(fromUtf8(explain::bits(finding.bits)),
                           fromUtf8(explain::percent(finding.confidence * 100))));
}

void writeInput(Article &article, const audit::Input &input) {
    article.beginParagraph();
    article.write(shown(input.file, valueLimit), Look::Value);
    article.beginParagraph(0, false);
    if (!input.creator.empty())
        article.write(Words::tr("Recorded by %1. ").arg(shown(input.creator, valueLimit)));
    if (!input.failure)
        article.write(
            Words::tr("%1 of %n entries imported.", nullptr, static_cast<int>(input.log.entries))
                .arg(input.log.imported));
    for (const std::string &remark : report::remarksOn(input)) {
        article.beginParagraph(1, false);
        article.write(QStringLiteral("\u00b7 ") + shown(remark, sentenceLimit));
    }
}

QString hostOf(const std::string &origin) { return fromUtf8(url::parseUrl(origin).host); }

} // namespace

void writeFinding(Article &article, const Finding &finding) {
    writeHead(article, finding);
    writeEvidence(article, Words::tr("For it"), QStringLiteral("+"), finding.evidence, finding);
    writeEvidence(article, Words::tr("Against it"), QStringLiteral("\u2212"), finding.against,
                  finding);
    writeAlternatives(article, finding);
    writeEvidence(article, Words::tr("What would decide more"), QStringLiteral("?"), finding.next,
                  finding);
    writeEvidence(article, Words::tr("What would raise the grade"), QStringLiteral("\u2191"),
                  finding.raises, finding);
    writeEvidence(article, Words::tr("What would lower it"), QStringLiteral("\u2193"),
                  finding.lowers, finding);
    if (finding.diversity) {
        article.writeHeading(Words::tr("In numbers"));
        article.beginParagraph(1);
        article.write(shown(explain::sentenceOf(*finding.diversity), sentenceLimit));
    }
    const std::string derivation =
        finding.provenance ? explain::derivationOf(*finding.provenance) : std::string();
    if (!derivation.empty()) {
        article.writeHeading(Words::tr("What derives from the response"));
        article.beginParagraph(1);
        article.write(shown(derivation, sentenceLimit));
    }
    writeList(article, Words::tr("Values"), finding.values, finding.valueCount);
    writeList(article, Words::tr("URLs"), finding.urls, finding.urlCount);
    writeList(article, Words::tr("Visitors"), finding.visitors, finding.visitors.size());
}

void writeReading(Article &article, const audit::Report &report) {
    const std::size_t listed = std::min(report.inputs.size(), mostInputs);
    for (std::size_t i = 0; i < listed; ++i)
        writeInput(article, report.inputs[i]);
    if (report.inputs.size() > listed) {
        article.beginParagraph(1);
        article.write(
            Words::tr("and %n more", nullptr, static_cast<int>(report.inputs.size() - listed)));
    }
    article.beginParagraph();
    article.write(Words::tr("Visitors: %1")
                      .arg(shown(report::visitorsText(report, mostVisitors), sentenceLimit)));
    const auto assumptions = report::assumptionsOf(report.inputs);
    if (assumptions.empty())
        return;
    article.writeHeading(Words::tr("What was assumed"));
    for (const report::Assumption &assumption : assumptions) {
        article.beginParagraph(1);
        const QString text = shown(assumption.text, sentenceLimit);
        article.write(
            assumption.inputs == report.inputs.size()
                ? text
                : Words::tr("Of %n input(s): %1", nullptr, static_cast<int>(assumption.inputs))
                      .arg(text));
    }
}

int remarkCount(const audit::Report &report) {
    std::size_t count = report::assumptionsOf(report.inputs).size();
    for (const audit::Input &input : report.inputs)
        count += report::remarksOn(input).size();
    return static_cast<int>(count);
}

QString examined(const audit::Report &report) {
    const QString read =
        Words::tr("%n exchange(s) read", nullptr, static_cast<int>(report.exchanges));
    if (report.tags == 0)
        return Words::tr("%1; none of their responses carries an entity tag.").arg(read);
    const QString tags = Words::tr("%n tag(s) examined", nullptr, static_cast<int>(report.tags));
    return Words::tr("%1; %2: %3 derived whole from their responses, %4 in part, %5 not.")
        .arg(read, tags, fromUtf8(explain::count(report.verified)),
             fromUtf8(explain::count(report.partial)),
             fromUtf8(explain::count(report.unexplained)));
}

QString queryFor(const Finding &finding) {
    QStringList terms{written({QStringLiteral("host"), {hostOf(finding.origin)}})};
    const bool byTag = finding.validator == tags::Validator::ETag && !finding.values.empty() &&
                       finding.valueCount <= mostQueried;
    if (byTag) {
        FilterTerm tag{QStringLiteral("tag"), {}};
        for (const std::string &value : finding.values)
            tag.values.append(QString::fromUtf8(
                value.data(), static_cast<qsizetype>(std::min(value.size(), valueLimit))));
        terms.append(written(tag));
    } else if (finding.validator == tags::Validator::LastModified) {
        terms.append(written({QStringLiteral("has"), {QStringLiteral("last-modified")}}));
    } else {
        terms.append(written({QStringLiteral("has"), {QStringLiteral("etag")}}));
    }
    terms.append(written(
        {QStringLiteral("grade"), {QStringLiteral(">=%1").arg(static_cast<int>(finding.grade))}}));
    return terms.join(u' ');
}

} // namespace etagere::ui
