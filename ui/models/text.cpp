// SPDX-License-Identifier: Apache-2.0
#include "ui/models/text.h"

#include "core/explain/printable.h"

#include <algorithm>

namespace etagere::ui {

namespace {

constexpr qsizetype toolTipColumns = 100;

bool isPlainAscii(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

} // namespace

std::string toUtf8(const QString &text) { return text.toStdString(); }

QString shown(std::string_view recorded, std::size_t limit) {
    // Nearly all recorded text is short and harmless: no second copy of it then.
    if (recorded.size() <= limit && isPlainAscii(recorded))
        return QString::fromLatin1(recorded.data(), static_cast<qsizetype>(recorded.size()));
    return fromUtf8(explain::printable(recorded, limit));
}

QString neverRich(QString text) {
    static constexpr QChar joiner(0x2060);
    for (qsizetype i = text.size(); i-- > 0;) {
        if (text[i] == u'<' || text[i] == u'&')
            text.insert(i + 1, joiner);
    }
    return text;
}

QString toolTipOf(std::string_view recorded) {
    const QString text = shown(recorded, toolTipLimit);
    QString lines;
    for (qsizetype from = 0; from < text.size();) {
        qsizetype to = std::min(from + toolTipColumns, text.size());
        if (to < text.size() && text[to].isLowSurrogate())
            ++to;
        if (from > 0)
            lines += u'\n';
        lines += QStringView(text).mid(from, to - from);
        from = to;
    }
    return neverRich(std::move(lines));
}

} // namespace etagere::ui
