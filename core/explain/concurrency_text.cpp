// SPDX-License-Identifier: Apache-2.0
#include "core/explain/concurrency_text.h"

#include "core/explain/printable.h"

#include <array>
#include <cstddef>

namespace etagere::explain {

namespace {

using analysis::Concurrency;
using analysis::ConcurrencyNote;

constexpr std::array<Message, static_cast<std::size_t>(Concurrency::Count)> titles{
    ETAGERE_TEXT("concurrency", "Lost update"),
    ETAGERE_TEXT("concurrency", "Precondition not heeded"),
    ETAGERE_TEXT("concurrency", "Lost update prevented"),
    ETAGERE_TEXT("concurrency", "Overwriting prevented"),
    ETAGERE_TEXT("concurrency", "Weak tag in If-Match"),
    ETAGERE_TEXT("concurrency", "Precondition required"),
};

// %1 the method, %2 the URL, %3 the precondition or the version both had read, %4 who overwrote,
// %5 whose change is gone, %6 the status, %n how often.
constexpr std::array<Message, static_cast<std::size_t>(Concurrency::Count)> sentences{
    ETAGERE_TEXT("concurrency",
                 "%4 overwrote what %5 had just changed, by %1 of %2. Both had read the same "
                 "version (%3), and the request did not ask whether it was still there: the change "
                 "of %5 is lost."),
    ETAGERE_TEXT("concurrency",
                 "%4 overwrote what %5 had just changed, by %1 of %2, although the request asked "
                 "with If-Match for the version that both had read (%3). It was gone by then, and "
                 "the server did not heed that: the change of %5 is lost."),
    ETAGERE_PLURAL("concurrency",
                   "%1 of %2 was refused (%6): it asked for a version (%3) that was gone by then. "
                   "So nobody's change was overwritten.",
                   "%1 of %2 was refused %n times (%6): it asked for a version (%3) that was gone "
                   "by then. So nobody's change was overwritten."),
    ETAGERE_PLURAL("concurrency",
                   "%1 of %2 was refused (%6): it was to create something only where nothing is "
                   "(If-None-Match: *), and something was there. So nothing was overwritten.",
                   "%1 of %2 was refused %n times (%6): it was to create something only where "
                   "nothing is (If-None-Match: *), and something was there. So nothing was "
                   "overwritten."),
    ETAGERE_PLURAL(
        "concurrency",
        "%1 of %2 was answered with %6. It asked with a weak tag in If-Match (%3), which "
        "never matches by the rules: a server that keeps to them locks such a writer "
        "out, and one that does not protects nobody.",
        "%1 of %2 was answered with %6, %n times. It asked with a weak tag in If-Match "
        "(%3), which never matches by the rules: a server that keeps to them locks such "
        "a writer out, and one that does not protects nobody."),
    ETAGERE_PLURAL("concurrency",
                   "%1 of %2 was refused (%6): the server takes changes only with a precondition, "
                   "so that none is lost.",
                   "%1 of %2 was refused %n times (%6): the server takes changes only with a "
                   "precondition, so that none is lost."),
};

std::string filled(const Message &message, const ConcurrencyNote &note) {
    const std::array arguments{shortened(note.method), shortened(note.url),
                               shortened(note.value),  shortened(note.writer),
                               shortened(note.loser),  std::to_string(note.status)};
    return fill(message, arguments, static_cast<std::int64_t>(note.times));
}

} // namespace

std::string titleOf(Concurrency what) { return text(titles[static_cast<std::size_t>(what)]); }

std::string sentenceOf(const ConcurrencyNote &note) {
    return filled(sentences[static_cast<std::size_t>(note.what)], note);
}

} // namespace etagere::explain
