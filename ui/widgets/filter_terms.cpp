// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/filter_terms.h"

#include <algorithm>

namespace etagere::ui {

namespace {

/// The filter language has no way to write a quote: the longest piece without one finds the same.
QString withoutQuotes(const QString &value) {
    const QStringList pieces = value.split(u'"');
    return *std::max_element(pieces.begin(), pieces.end(), [](const QString &a, const QString &b) {
        return a.size() < b.size();
    });
}

bool needsQuotes(const QString &value) {
    return std::any_of(value.begin(), value.end(),
                       [](QChar c) { return c.isSpace() || c == u','; });
}

QString joined(const QStringList &terms) { return terms.join(u' '); }

} // namespace

QStringList termsOf(const QString &query) {
    QStringList terms;
    QString term;
    bool quoted = false;
    for (const QChar c : query) {
        if (c == u'"')
            quoted = !quoted;
        if (!c.isSpace() || quoted) {
            term += c;
            continue;
        }
        if (!term.isEmpty())
            terms.append(term);
        term.clear();
    }
    if (!term.isEmpty())
        terms.append(term);
    return terms;
}

QString written(const FilterTerm &term) {
    QStringList values;
    for (const QString &given : term.values) {
        QString value = withoutQuotes(given);
        value.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
        values.append(needsQuotes(value) ? u'"' + value + u'"' : value);
    }
    return (term.negated ? QStringLiteral("-") : QString()) + term.key + u':' + values.join(u',');
}

QString toggled(const QString &query, const FilterTerm &term) {
    QStringList terms = termsOf(query);
    const QString own = written(term);
    FilterTerm opposite = term;
    opposite.negated = !term.negated;
    terms.removeAll(written(opposite));
    if (terms.removeAll(own) == 0)
        terms.append(own);
    return joined(terms);
}

QString replaced(const QString &query, const FilterTerm &term) {
    QStringList terms = termsOf(query);
    const QString head = term.key + u':';
    const auto at = std::find_if(terms.begin(), terms.end(),
                                 [&](const QString &one) { return one.startsWith(head); });
    const qsizetype place = at - terms.begin();
    terms.removeIf([&](const QString &one) { return one.startsWith(head); });
    if (!term.values.isEmpty())
        terms.insert(std::min(place, terms.size()), written(term));
    return joined(terms);
}

} // namespace etagere::ui
