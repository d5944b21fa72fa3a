// SPDX-License-Identifier: Apache-2.0
#include "ui/window/english_plurals.h"

namespace etagere::ui {

QString EnglishPlurals::translate(const char * /*context*/, const char *source,
                                  const char * /*disambiguation*/, int n) const {
    QString text = QString::fromUtf8(source);
    const QString ending = QStringLiteral("(s)");
    if (n < 0 || !text.contains(ending))
        return {};
    return text.replace(ending, n == 1 ? QString() : QStringLiteral("s"));
}

} // namespace etagere::ui
