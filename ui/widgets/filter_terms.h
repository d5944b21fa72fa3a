// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace etagere::ui {

/// One term of a filter: what the user chose by a click instead of typing it.
struct FilterTerm {
    QString key;
    QStringList values; ///< any of them; as they are meant, unquoted
    bool negated = false;
};

/// The terms of a query as they stand in it: blanks part them, quotes keep blanks together.
[[nodiscard]] QStringList termsOf(const QString &query);

/// The term as the filter language writes it; its value is quoted where it must be. What cannot
/// stand in a filter (control characters) is left out.
[[nodiscard]] QString written(const FilterTerm &term);

/// The query with the term at its end; without it, when it was there already. Its opposite goes.
[[nodiscard]] QString toggled(const QString &query, const FilterTerm &term);

/// The query with the term in place of all terms of its key that are not negated; one without
/// values only takes those away.
[[nodiscard]] QString replaced(const QString &query, const FilterTerm &term);

} // namespace etagere::ui
