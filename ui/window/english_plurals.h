// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QTranslator>

namespace etagere::ui {

/// The English of texts with a number: "%n visit(s)" becomes "%n visit" for one and "%n visits" for
/// any other. Installed first, so that a translation into another language is asked before it.
class EnglishPlurals final : public QTranslator {
    Q_OBJECT
public:
    using QTranslator::QTranslator;
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source,
                                    const char *disambiguation, int n) const override;
};

} // namespace etagere::ui
