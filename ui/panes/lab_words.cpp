// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/lab_words.h"

#include <QtCore/QCoreApplication>

#include <array>

namespace etagere::ui {

namespace {

struct Line {
    LabWord word{};
    const char *en; ///< translated as the window's texts are
    const char *es;
    const char *pt;
};

#define ETAGERE_WORDS(text) QT_TRANSLATE_NOOP("etagere::ui::LabWords", text)

constexpr std::array lines{
    Line{LabWord::ManyBelieve, ETAGERE_WORDS("Many believe:"),
         "Muchos creen:", "Muita gente acredita:"},
    Line{LabWord::ReadMore, ETAGERE_WORDS("Read more in %1"), "Más en %1", "Leia mais em %1"},
    Line{LabWord::Progress, ETAGERE_WORDS("%1 of %2 questions answered"),
         "%1 de %2 preguntas respondidas", "%1 de %2 perguntas respondidas"},
    Line{LabWord::Next, ETAGERE_WORDS("Step forward (F10) for more."),
         "Avanza un paso (F10) para ver más.", "Avance um passo (F10) para ver mais."},
    Line{LabWord::FirstStep, ETAGERE_WORDS("Step forward (F10) or play (F5) to see what happens."),
         "Avanza un paso (F10) o reproduce (F5) para ver qué ocurre.",
         "Avance um passo (F10) ou reproduza (F5) para ver o que acontece."},
    Line{LabWord::WhatIf, ETAGERE_WORDS("What if …"), "¿Y si…?", "E se…?"},
    Line{LabWord::Marked, ETAGERE_WORDS("Rows that then differ are marked by ≠."),
         "Las filas que entonces cambian llevan la marca ≠.",
         "As linhas que então mudam levam a marca ≠."},
    Line{LabWord::Question, ETAGERE_WORDS("Question %1 of %2"), "Pregunta %1 de %2",
         "Pergunta %1 de %2"},
    Line{LabWord::Check, ETAGERE_WORDS("Check"), "Comprobar", "Verificar"},
    Line{LabWord::YourNumber, ETAGERE_WORDS("Your answer, a number"), "Tu respuesta, un número",
         "Sua resposta, um número"},
    Line{LabWord::WriteNumber, ETAGERE_WORDS("Write a number first."), "Escribe antes un número.",
         "Escreva um número primeiro."},
    Line{LabWord::Playing, ETAGERE_WORDS("Playing it …"), "Se está probando…", "Executando…"},
    Line{LabWord::Right, ETAGERE_WORDS("✓ Right."), "✓ Correcto.", "✓ Certo."},
    Line{LabWord::Wrong, ETAGERE_WORDS("✗ Not so. Try again."), "✗ No es así. Prueba otra vez.",
         "✗ Não é isso. Tente de novo."},
    Line{LabWord::NotYet,
         ETAGERE_WORDS("✗ Not yet: played with this, it does not come about. Try again."),
         "✗ Todavía no: con esto no ocurre. Prueba otra vez.",
         "✗ Ainda não: com isto não acontece. Tente de novo."},
    Line{LabWord::CannotPlay, ETAGERE_WORDS("✗ This cannot be played: %1"),
         "✗ Esto no se puede ejecutar: %1", "✗ Isto não pode ser executado: %1"},
    Line{LabWord::Show, ETAGERE_WORDS("Show what happens"), "Mostrar qué ocurre",
         "Mostrar o que acontece"},
    Line{LabWord::Hint, ETAGERE_WORDS("Give a hint"), "Dame una pista", "Dê uma dica"},
    Line{LabWord::Truth, ETAGERE_WORDS("What happens: %1"), "Lo que ocurre: %1",
         "O que acontece: %1"},
    Line{LabWord::TruthNumber, ETAGERE_WORDS("What happens: %1 %2"), "Lo que ocurre: %1 %2",
         "O que acontece: %1 %2"},
    Line{LabWord::NoneHolds, ETAGERE_WORDS("None of these holds."), "Ninguna es cierta.",
         "Nenhuma é verdadeira."},
    Line{LabWord::TheseHold, ETAGERE_WORDS("These hold:"), "Son ciertas:", "São verdadeiras:"},
    Line{LabWord::FieldOf, ETAGERE_WORDS("%1 of %2"), "%1 de %2", "%1 de %2"},
    Line{LabWord::WordOf, ETAGERE_WORDS("“%1” of step %2"), "«%1» del paso %2",
         "“%1” do passo %2"}};

#undef ETAGERE_WORDS

constexpr bool isInOrder() {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].word != static_cast<LabWord>(i))
            return false;
    }
    return lines.size() == static_cast<std::size_t>(LabWord::Count);
}
static_assert(isInOrder(), "every word has its own line, in order");

} // namespace

QString labWord(LabWord word, const std::string &language) {
    const Line &line = lines[static_cast<std::size_t>(word)];
    if (language == "es")
        return QString::fromUtf8(line.es);
    if (language == "pt")
        return QString::fromUtf8(line.pt);
    return QCoreApplication::translate("etagere::ui::LabWords", line.en);
}

} // namespace etagere::ui
