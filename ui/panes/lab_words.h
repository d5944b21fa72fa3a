// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include <cstdint>
#include <string>

namespace etagere::ui {

/// What the lab says between an author's texts. It speaks the language of the lesson, which the
/// learner chose and which need not be the window's.
enum class LabWord : std::uint8_t {
    ManyBelieve,
    ReadMore, ///< %1: sections
    Progress, ///< %1 of %2
    Next,
    FirstStep,
    WhatIf,
    Marked,
    Question, ///< %1 of %2
    Check,
    YourNumber,
    WriteNumber,
    Playing,
    Right,
    Wrong,
    NotYet,
    CannotPlay, ///< %1: why
    Show,
    Hint,
    Truth,       ///< %1: what happens
    TruthNumber, ///< %1 number, %2 unit
    NoneHolds,
    TheseHold,
    FieldOf, ///< %1 a field, %2 a path
    WordOf,  ///< %1 a word, %2 the number of a step
    Count
};
/// `language`: "es", "pt"; any other: the window's.
[[nodiscard]] QString labWord(LabWord word, const std::string &language);

} // namespace etagere::ui
