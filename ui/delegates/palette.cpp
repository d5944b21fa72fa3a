// SPDX-License-Identifier: Apache-2.0
#include "ui/delegates/palette.h"

#include "core/report/explain_why.h"

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace etagere::ui {

namespace {

/// One meaning in the two sets: on light ground, on dark ground.
struct Shades {
    QRgb light = 0;
    QRgb dark = 0;
    [[nodiscard]] QColor in(const QPalette &palette) const {
        return QColor::fromRgb(isDark(palette) ? dark : light);
    }
};

constexpr Shades green{0xff1b6b34, 0xff7fd99a};
constexpr Shades olive{0xff6b5c00, 0xffdcc95a};
constexpr Shades amber{0xff8a4b00, 0xfff2b25c};
constexpr Shades red{0xffb01f24, 0xffff9c94};
constexpr Shades crimson{0xff8c1060, 0xffff9ad5};
constexpr Shades blue{0xff0a559c, 0xff8ac4ff};
constexpr Shades violet{0xff6a3aa8, 0xffcdb0ff};
constexpr Shades teal{0xff0a6068, 0xff6fd6de};
constexpr Shades brown{0xff70492f, 0xffdcb797};
constexpr Shades grey{0xff55606a, 0xffb4bec8};

struct OutcomeLook {
    cache::Outcome outcome{};
    Shades shades{};
};
using cache::Outcome;
constexpr std::array outcomeLooks{
    OutcomeLook{Outcome::FreshHit, green},  OutcomeLook{Outcome::StaleHit, olive},
    OutcomeLook{Outcome::Revalidate, blue}, OutcomeLook{Outcome::Forward, grey},
    OutcomeLook{Outcome::Bypass, grey},     OutcomeLook{Outcome::OnlyIfCachedFailure, red},
    OutcomeLook{Outcome::Validated, blue},  OutcomeLook{Outcome::Replaced, violet},
    OutcomeLook{Outcome::Stored, teal},     OutcomeLook{Outcome::NotStored, brown},
    OutcomeLook{Outcome::Error, red},
};

constexpr bool looksAreInEnumOrder() {
    for (std::size_t i = 0; i < outcomeLooks.size(); ++i) {
        if (static_cast<std::size_t>(outcomeLooks[i].outcome) != i)
            return false;
    }
    return outcomeLooks.size() == static_cast<std::size_t>(Outcome::Count);
}
static_assert(looksAreInEnumOrder(), "every Outcome has its own look, in order");

constexpr std::array gradeShades{grey, teal, olive, amber, red, crimson};

/// Freshness that is nearly gone.
constexpr double littleLeft = 0.25;

} // namespace

bool isDark(const QPalette &palette) {
    return palette.color(QPalette::Text).lightness() > palette.color(QPalette::Base).lightness();
}

QColor colourOf(cache::Outcome outcome, const QPalette &palette) {
    const auto index = static_cast<std::size_t>(outcome);
    return index < outcomeLooks.size() ? outcomeLooks[index].shades.in(palette)
                                       : mutedText(palette);
}

QColor colourOf(analysis::Grade grade, const QPalette &palette) {
    const auto index = static_cast<std::size_t>(grade);
    return index < gradeShades.size() ? gradeShades[index].in(palette) : mutedText(palette);
}

QColor freshnessColour(double left, const QPalette &palette) {
    if (left < 0)
        return red.in(palette);
    return (left < littleLeft ? amber : green).in(palette);
}

QColor mutedText(const QPalette &palette) { return grey.in(palette); }

QString glyphOf(cache::Outcome outcome) {
    const std::string_view glyph = report::glyphOf(outcome);
    return QString::fromUtf8(glyph.data(), static_cast<qsizetype>(glyph.size()));
}

} // namespace etagere::ui
