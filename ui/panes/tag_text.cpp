// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/tag_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include "core/explain/derivation.h"
#include "core/explain/grades.h"
#include "core/explain/numbers.h"
#include "core/explain/rule_text.h"
#include "core/http/etag.h"
#include "core/http/http_date.h"
#include "ui/delegates/palette.h"
#include "ui/models/text.h"
#include "ui/panes/article.h"
#include "ui/panes/deviation_words.h"

#include <algorithm>
#include <climits>

namespace etagere::ui {

namespace {

constexpr std::size_t valueLimit = 2048;
constexpr std::size_t urlLimit = 200;
constexpr std::size_t sentenceLimit = 4096;
constexpr std::size_t mostVisitors = 12;
constexpr QChar bullet(0x2022);

struct Words {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::TagPane)
};

/// A name for what follows, in front of the same paragraph.
void beginFact(Article &article, const QString &name) {
    article.beginParagraph();
    article.write(name, Article::Look::Strong);
    article.write(QStringLiteral("  "));
}

void writePoint(Article &article, QChar sign, const QString &text) {
    article.beginPoint(sign);
    article.write(text);
}

QString gradeName(analysis::Grade grade) {
    return Words::tr("Grade %1: %2")
        .arg(QString::number(static_cast<int>(grade)), fromUtf8(explain::nameOf(grade)));
}

class TagWriter {
public:
    TagWriter(Article &article, const TagSubject &subject)
        : m_article(article)
        , m_subject(subject)
        , m_url(subject.traffic.urlText(subject.exchange.url))
        , m_origin(subject.traffic.originText(subject.traffic.originOf(subject.exchange.url))) {}

    void write() {
        writeVerdict();
        for (std::size_t i = 0; i < m_subject.tags.size(); ++i)
            writeTag(i);
    }

private:
    [[nodiscard]] std::vector<std::size_t> findingsOfTag(const CarriedTag &tag) const {
        if (m_subject.report == nullptr)
            return {};
        return findingsOf(m_subject.report->findings, tag, m_origin, m_url);
    }

    void writeVerdict() {
        auto worst = analysis::Grade::Explained;
        for (const CarriedTag &tag : m_subject.tags) {
            for (const std::size_t finding : findingsOfTag(tag))
                worst = std::max(worst, m_subject.report->findings[finding].grade);
        }
        const QColor plain = m_article.palette().color(QPalette::Text);
        if (m_subject.report == nullptr)
            m_article.writeTitle(Words::tr("The tags are still being judged \u2026"), plain);
        else if (worst == analysis::Grade::Explained)
            m_article.writeTitle(Words::tr("No finding concerns these tags"), plain);
        else
            m_article.writeTitle(gradeName(worst), colourOf(worst, m_article.palette()));
        m_article.beginParagraph(0, false);
        m_article.write(shown(m_subject.exchange.method) + u' ' + shown(m_url, urlLimit),
                        Article::Look::Muted);
    }

    void writeTag(std::size_t position) {
        const CarriedTag &tag = m_subject.tags[position];
        const bool isTag = tag.validator == tags::Validator::ETag;
        if (tag.inResponse)
            m_article.writeHeading(isTag ? QStringLiteral("ETag")
                                         : QStringLiteral("Last-Modified"));
        else
            m_article.writeHeading(isTag ? QStringLiteral("If-None-Match")
                                         : QStringLiteral("If-Modified-Since"));
        m_article.beginParagraph();
        m_article.write(tag.value.empty() ? Words::tr("(empty)") : shown(tag.value, valueLimit),
                        Article::Look::Value);
        writeKind(tag);
        if (isTag)
            writeDerivation(position);
        writeFindings(tag);
        writeSeenBy(position);
    }

    void writeKind(const CarriedTag &tag) {
        m_article.beginParagraph();
        http::Deviations deviations;
        if (tag.validator == tags::Validator::ETag) {
            const http::ParsedETag parsed = http::parseETag(tag.value);
            deviations = parsed.deviations;
            if (parsed.tag && parsed.tag->strength == http::Strength::Weak)
                m_article.write(Words::tr("A weak tag (W/): the content means the same."));
            else if (parsed.tag)
                m_article.write(Words::tr("A strong tag: the content is the same byte by byte."));
        } else {
            deviations = http::parseHttpDate(tag.value).deviations;
            m_article.write(
                Words::tr("A date serves as a tag too, and is judged in the same way."));
        }
        m_article.write(u' ' + wordsOfWay(tag));
        for (const http::Deviation &deviation : deviations) {
            writePoint(m_article, u'!', wordOf(deviation.kind));
        }
    }

    static QString wordsOfWay(const CarriedTag &tag) {
        if (tag.inResponse && tag.inRequest)
            return Words::tr("The browser sent it back, and the server answered with it again.");
        if (tag.inRequest)
            return Words::tr("The browser sent it back; the response does not have it.");
        return Words::tr("The server gave it; the browser had not sent it.");
    }

    void writeDerivation(std::size_t position) {
        beginFact(m_article, Words::tr("Where it comes from"));
        if (position >= m_subject.studies.size()) {
            m_article.write(Words::tr("Being worked out \u2026"), Article::Look::Muted);
            return;
        }
        const auto &provenance = m_subject.studies[position].provenance;
        if (!provenance) {
            m_article.write(Words::tr("No recorded response of this URL bore it, so that there is "
                                      "nothing to derive it from."));
            return;
        }
        m_article.write(wordsOfCoverage(provenance->recognition));
        const QString derivation = shown(explain::derivationOf(*provenance), sentenceLimit);
        if (provenance->recognition.coverage != recipe::Coverage::None && !derivation.isEmpty()) {
            m_article.beginParagraph(1, false);
            m_article.write(derivation);
        }
    }

    static QString wordsOfCoverage(const recipe::Recognition &recognition) {
        const QString bits = fromUtf8(explain::bits(recognition.unexplainedBits));
        switch (recognition.coverage) {
        case recipe::Coverage::Verified:
            return Words::tr("It can be recomputed from its response:");
        case recipe::Coverage::Partial:
            return Words::tr("A part follows from its response; %1 remain unexplained:").arg(bits);
        case recipe::Coverage::FormatOnly:
            return Words::tr("It only looks familiar, there is nothing to check it by; %1 remain "
                             "unexplained:")
                .arg(bits);
        default:
            return Words::tr("Nothing known derives it from its response: %1 unexplained.")
                .arg(bits);
        }
    }

    void writeFindings(const CarriedTag &tag) {
        for (const std::size_t position : findingsOfTag(tag))
            writeFinding(m_subject.report->findings[position]);
    }

    void writeFinding(const analysis::Finding &finding) {
        m_article.beginParagraph();
        m_article.write(gradeName(finding.grade), colourOf(finding.grade, m_article.palette()));
        m_article.write(QStringLiteral("  ") +
                        fromUtf8(explain::titleOf(finding.kind, finding.validator)));
        m_article.beginParagraph(0, false);
        m_article.write(Words::tr("%1 unexplained, confidence %2")
                            .arg(fromUtf8(explain::bits(finding.bits)),
                                 fromUtf8(explain::percent(finding.confidence * 100))),
                        Article::Look::Muted);
        writeEvidence(Words::tr("For it"), u'+', finding.evidence, finding);
        writeEvidence(Words::tr("Against it"), u'\u2212', finding.against, finding);
        writeEvidence(Words::tr("What would decide more"), u'?', finding.next, finding);
    }

    void writeEvidence(const QString &name, QChar sign,
                       const std::vector<analysis::Evidence> &evidence,
                       const analysis::Finding &finding) {
        if (evidence.empty())
            return;
        m_article.beginParagraph(1);
        m_article.write(name, Article::Look::Muted);
        for (const analysis::Evidence &one : evidence)
            writePoint(m_article, sign, shown(explain::sentenceOf(one, finding), sentenceLimit));
    }

    void writeSeenBy(std::size_t position) {
        if (position >= m_subject.studies.size())
            return;
        const TagStudy &study = m_subject.studies[position];
        beginFact(m_article, Words::tr("Seen elsewhere"));
        if (study.exchanges == 0) {
            m_article.write(Words::tr("In no other exchange."));
            return;
        }
        m_article.write(Words::tr("In %n other exchange(s):", nullptr, counted(study.exchanges)));
        const std::size_t listed = std::min(mostVisitors, study.seenBy.size());
        for (std::size_t i = 0; i < listed; ++i)
            writeVisitor(study.seenBy[i]);
        if (listed < study.seenBy.size())
            writePoint(m_article, bullet,
                       Words::tr("and %n more visitor(s)", nullptr,
                                 counted(study.seenBy.size() - listed)));
        if (m_subject.tags[position].validator != tags::Validator::ETag)
            return;
        m_article.beginParagraph(1, false);
        m_article.writeLink(Words::tr("Show the exchanges with this tag"),
                            QStringLiteral("seen:%1").arg(position));
    }

    void writeVisitor(const SeenBy &by) {
        const QString visits = Words::tr("%n visit(s)", nullptr, counted(by.visits));
        const QString exchanges = Words::tr("%n exchange(s)", nullptr, counted(by.exchanges));
        const QString name = shown(m_subject.traffic.visitor(by.visitor).name);
        writePoint(m_article, bullet,
                   Words::tr("visitor %1: %2 on %3").arg(name, exchanges, visits));
    }

    /// Plurals are chosen by an int; the numbers here are bounded by 32-bit ids.
    static int counted(std::uint64_t number) {
        return static_cast<int>(std::min<std::uint64_t>(number, INT_MAX));
    }

    Article &m_article;
    const TagSubject &m_subject;
    std::string_view m_url;
    std::string_view m_origin;
};

} // namespace

void writeTags(Article &article, const TagSubject &subject) { TagWriter(article, subject).write(); }

} // namespace etagere::ui
