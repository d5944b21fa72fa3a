// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/lab_words.h"

#include <array>

/// What the lab says: in its diagrams, and when its lessons are listed, run, checked and printed.
/// What stands beside an author's texts has words in the languages of the lessons.
namespace etagere::explain::lab_text {

// Those who take part
inline constexpr std::array kinds{
    LabWords{ETAGERE_TEXT("lab", "browser"), "navegador", "navegador"},
    LabWords{ETAGERE_TEXT("lab", "editor"), "editor", "editor"},
    LabWords{ETAGERE_TEXT("lab", "page monitor"), "monitor de páginas", "monitor de páginas"},
    LabWords{ETAGERE_TEXT("lab", "server"), "servidor", "servidor"},
    LabWords{ETAGERE_TEXT("lab", "shared cache"), "caché compartida", "cache compartilhado"},
    LabWords{ETAGERE_TEXT("lab", "compressing proxy"), "proxy que comprime", "proxy que comprime"},
    LabWords{ETAGERE_TEXT("lab", "load balancer"), "balanceador de carga", "balanceador de carga"},
    LabWords{ETAGERE_TEXT("lab", "tracker"), "rastreador", "rastreador"}};
inline constexpr Message kindAnd = ETAGERE_TEXT("lab", "%1, %2");

// What people and servers do beside asking
inline constexpr LabWords flushesAll{ETAGERE_TEXT("lab", "empties the cache"), "vacía la caché",
                                     "esvazia o cache"};
inline constexpr LabWords flushesOne{ETAGERE_TEXT("lab", "takes %1 out of the cache"),
                                     "quita %1 de la caché", "tira %1 do cache"};
inline constexpr LabWords deletesCookies{ETAGERE_TEXT("lab", "deletes the cookies"),
                                         "borra las cookies", "apaga os cookies"};
inline constexpr LabWords stops{ETAGERE_TEXT("lab", "goes off"), "se apaga", "desliga-se"};
inline constexpr LabWords starts{ETAGERE_TEXT("lab", "is on again"), "vuelve a funcionar",
                                 "volta a funcionar"};
inline constexpr LabWords reloads{ETAGERE_TEXT("lab", "presses reload"), "pulsa recargar",
                                  "aperta recarregar"};
inline constexpr LabWords reloadsHard{
    ETAGERE_TEXT("lab", "reloads without the cache (hard reload)"),
    "recarga sin la caché (recarga forzada)", "recarrega sem o cache (recarga forçada)"};
inline constexpr LabWords goesBack{ETAGERE_TEXT("lab", "goes back"), "vuelve atrás", "volta atrás"};
inline constexpr LabWords spent{
    ETAGERE_TEXT("lab", "The run has carried 128 MiB, all that it may: from here on nothing is "
                        "asked."),
    "La ejecución ya ha transportado 128 MiB, el máximo: desde aquí no se pregunta nada.",
    "A execução já transportou 128 MiB, o máximo: daqui em diante nada é perguntado."};
inline constexpr LabWords noticesChange{ETAGERE_TEXT("lab", "sees that the page has changed"),
                                        "ve que la página ha cambiado", "vê que a página mudou"};
inline constexpr LabWords missesChange{
    ETAGERE_TEXT("lab", "does not see that the page has changed"),
    "no ve que la página ha cambiado", "não vê que a página mudou"};
inline constexpr std::array knowsVisitor{
    LabWords{ETAGERE_TEXT("lab", "takes this for a new visitor, %1"),
             "lo toma por un visitante nuevo, %1", "toma-o por um visitante novo, %1"},
    LabWords{ETAGERE_TEXT("lab", "knows the visitor again by the tag: %1"),
             "reconoce al visitante por la etiqueta: %1",
             "reconhece o visitante pela etiqueta: %1"},
    LabWords{ETAGERE_TEXT("lab", "knows the visitor again by the date: %1"),
             "reconoce al visitante por la fecha: %1", "reconhece o visitante pela data: %1"},
    LabWords{ETAGERE_TEXT("lab", "knows the visitor again by the cookie: %1"),
             "reconoce al visitante por la cookie: %1", "reconhece o visitante pelo cookie: %1"},
    LabWords{ETAGERE_TEXT("lab", "knows the visitor again by the address: %1"),
             "reconoce al visitante por la dirección: %1",
             "reconhece o visitante pelo endereço: %1"}};

// Messages and decisions
inline constexpr LabWords noResponse{ETAGERE_TEXT("lab", "no answer"), "sin respuesta",
                                     "sem resposta"};
inline constexpr LabWords cutOff{ETAGERE_TEXT("lab", "%1, cut off after %2"), "%1, cortada tras %2",
                                 "%1, cortada depois de %2"};
inline constexpr LabWords inBackground{ETAGERE_TEXT("lab", "in the background, nobody waits"),
                                       "en segundo plano, nadie espera",
                                       "em segundo plano, ninguém espera"};
inline constexpr LabWords ageOfLifetime{ETAGERE_TEXT("lab", "age %1 of %2"), "edad %1 de %2",
                                        "idade %1 de %2"};
inline constexpr LabWords freshFor{ETAGERE_TEXT("lab", "stays fresh for %1"), "sigue fresca %1",
                                   "fica fresca por %1"};
inline constexpr LabWords askedEachTime{ETAGERE_TEXT("lab", "is asked about before each use"),
                                        "se pregunta por ella antes de cada uso",
                                        "pergunta-se por ela antes de cada uso"};
inline constexpr LabWords staleAtOnce{ETAGERE_TEXT("lab", "is stale at once"), "caduca al instante",
                                      "vence na hora"};
inline constexpr Message ruleWithSection = ETAGERE_TEXT("lab", "%1 (%2)");
inline constexpr Message laterBy = ETAGERE_TEXT("lab", "+%1");

// Opening and checking
inline constexpr Message noSuchLesson =
    ETAGERE_TEXT("lab", "there is neither a lesson nor a file called \u201c%1\u201d");
inline constexpr Message noSuchWhatIf =
    ETAGERE_TEXT("lab", "the scenario has no \u201cwhat if\u201d called \u201c%1\u201d");
inline constexpr Message atLine = ETAGERE_TEXT("lab", "%1, line %2, column %3: %4");
inline constexpr Message inDocument = ETAGERE_TEXT("lab", "%1: %2");

// Reports of runs
inline constexpr Message numberedTitle = ETAGERE_TEXT("lab", "%1. %2");
inline constexpr LabWords misconception{ETAGERE_TEXT("lab", "Many believe: %1"), "Muchos creen: %1",
                                        "Muita gente acredita: %1"};
inline constexpr LabWords conclusion{ETAGERE_TEXT("lab", "What it shows: %1"), "Lo que muestra: %1",
                                     "O que isto mostra: %1"};
inline constexpr LabWords readMore{ETAGERE_TEXT("lab", "Read more: %1"), "Más en: %1",
                                   "Leia mais: %1"};
inline constexpr LabWords modelCourse{ETAGERE_TEXT("lab", "All browsers behave like %1."),
                                      "Todos los navegadores se comportan como %1.",
                                      "Todos os navegadores se comportam como %1."};
inline constexpr LabWords columnTime{ETAGERE_TEXT("lab", "Time"), "Tiempo", "Tempo"};
inline constexpr LabWords columnStep{ETAGERE_TEXT("lab", "Step"), "Paso", "Passo"};
inline constexpr LabWords asItStands{ETAGERE_TEXT("lab", "as it stands"), "tal como está",
                                     "como está"};
inline constexpr LabWords notPlayed{ETAGERE_TEXT("lab", "not played"), "no se ejecuta",
                                    "não executado"};
inline constexpr LabWords cellVersion{ETAGERE_TEXT("lab", "version %1"), "versión %1", "versão %1"};
inline constexpr LabWords cellStatus{ETAGERE_TEXT("lab", "status %1"), "estado %1", "status %1"};
inline constexpr LabWords cellWaits{ETAGERE_TEXT("lab", "waits"), "espera", "espera"};
inline constexpr LabWords cellAsks{ETAGERE_TEXT("lab", "asks in the background"),
                                   "pregunta en segundo plano", "pergunta em segundo plano"};
inline constexpr LabWords cellMissed{ETAGERE_TEXT("lab", "misses the change"), "no ve el cambio",
                                     "não vê a mudança"};
inline constexpr std::array cellKnown{
    LabWords{ETAGERE_TEXT("lab", "new visitor"), "visitante nuevo", "visitante novo"},
    LabWords{ETAGERE_TEXT("lab", "known by the tag"), "reconocido por la etiqueta",
             "reconhecido pela etiqueta"},
    LabWords{ETAGERE_TEXT("lab", "known by the date"), "reconocido por la fecha",
             "reconhecido pela data"},
    LabWords{ETAGERE_TEXT("lab", "known by the cookie"), "reconocido por la cookie",
             "reconhecido pelo cookie"},
    LabWords{ETAGERE_TEXT("lab", "known by the address"), "reconocido por la dirección",
             "reconhecido pelo endereço"}};
inline constexpr LabWords sameEverywhere{ETAGERE_TEXT("lab", "No step differs."),
                                         "Ningún paso difiere.", "Nenhum passo difere."};
inline constexpr LabWords differMarked{
    ETAGERE_TEXT("lab", "\u2260 marks what differs from the first column. Why:"),
    "\u2260 marca lo que difiere de la primera columna. Por qué:",
    "\u2260 marca o que difere da primeira coluna. Por quê:"};
inline constexpr Message differsAt = ETAGERE_TEXT("lab", "%1, %2");

// Handouts
inline constexpr LabWords handoutProduct{ETAGERE_TEXT("handout", "Etagere lab"),
                                         "Laboratorio de Etagere", "Laboratório do Etagere"};
inline constexpr LabWords handoutServed{ETAGERE_TEXT("handout", "What the servers send"),
                                        "Lo que envían los servidores",
                                        "O que os servidores enviam"};
inline constexpr LabWords handoutSoFar{ETAGERE_TEXT("handout", "What happens at first"),
                                       "Lo que ocurre al principio", "O que acontece no início"};
inline constexpr LabWords handoutSteps{ETAGERE_TEXT("handout", "Who does what, and when"),
                                       "Quién hace qué, y cuándo", "Quem faz o quê, e quando"};
inline constexpr LabWords handoutQuestions{ETAGERE_TEXT("handout", "Questions"), "Preguntas",
                                           "Perguntas"};
inline constexpr LabWords handoutAnswers{ETAGERE_TEXT("handout", "Answers"), "Respuestas",
                                         "Respostas"};
inline constexpr LabWords handoutHappened{ETAGERE_TEXT("handout", "What happens"), "Lo que ocurre",
                                          "O que acontece"};
inline constexpr LabWords handoutNumber{ETAGERE_TEXT("handout", "Question %1"), "Pregunta %1",
                                        "Pergunta %1"};
inline constexpr LabWords handoutAfter{
    ETAGERE_TEXT("handout", "Answer when you have followed the steps up to %1."),
    "Responde cuando hayas seguido los pasos hasta %1.",
    "Responda depois de seguir os passos até %1."};
inline constexpr LabWords handoutSent{ETAGERE_TEXT("handout", "As it is now:"),
                                      "Ahora está así:", "Agora está assim:"};
inline constexpr LabWords handoutOneWay{ETAGERE_TEXT("handout", "One way that works:"),
                                        "Una solución que funciona:", "Uma solução que funciona:"};
inline constexpr LabWords handoutRemoved{ETAGERE_TEXT("handout", "%1: taken away"), "%1: se quita",
                                         "%1: retirado"};
inline constexpr Message handoutChanged = ETAGERE_TEXT("handout", "%1: %2");
inline constexpr LabWords handoutFor{ETAGERE_TEXT("handout", "%1 of %2"), "%1 de %2", "%1 de %2"};
inline constexpr LabWords handoutNewContent{ETAGERE_TEXT("handout", "new content at %1"),
                                            "contenido nuevo en %1", "conteúdo novo em %1"};
inline constexpr LabWords handoutFrom{ETAGERE_TEXT("handout", "from %1 on"), "desde %1",
                                      "a partir de %1"};
inline constexpr LabWords handoutRewritten{
    ETAGERE_TEXT("handout", "the same content written anew at %1"),
    "el mismo contenido escrito de nuevo en %1", "o mesmo conteúdo gravado de novo em %1"};
inline constexpr LabWords handoutBreaks{ETAGERE_TEXT("handout", "the connection breaks after %1"),
                                        "la conexión se corta tras %1",
                                        "a conexão cai depois de %1"};
inline constexpr LabWords handoutWhen{ETAGERE_TEXT("handout", "When"), "Cuándo", "Quando"};
inline constexpr LabWords handoutWho{ETAGERE_TEXT("handout", "Who"), "Quién", "Quem"};
inline constexpr LabWords handoutDoes{ETAGERE_TEXT("handout", "Does what"), "Hace qué",
                                      "Faz o quê"};

} // namespace etagere::explain::lab_text
