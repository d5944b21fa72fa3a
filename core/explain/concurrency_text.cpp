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
    ETAGERE_TEXT("concurrency", "One tag on two content codings"),
    ETAGERE_TEXT("concurrency", "Precondition required"),
};

// %1 the method, %2 the URL, %3 the precondition or the version both had read, %4 who overwrote,
// %5 whose change is gone, %6 the status, %7 the codings and how often each was seen, %n how often.
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
    ETAGERE_TEXT(
        "concurrency",
        "%2 came in forms whose bytes differ (%7), and each bore the same strong tag (%3). "
        "A strong tag promises the same bytes, so that each form needs its own: by this "
        "one, parts of the one form may be joined to the other. It is the server's fault "
        "and tells nothing about visitors."),
    ETAGERE_PLURAL("concurrency",
                   "%1 of %2 was refused (%6): the server takes changes only with a precondition, "
                   "so that none is lost.",
                   "%1 of %2 was refused %n times (%6): the server takes changes only with a "
                   "precondition, so that none is lost."),
};

constexpr Message uncoded = ETAGERE_TEXT("concurrency", "not compressed");
constexpr Message codedTimes = ETAGERE_PLURAL("concurrency", "%1: once", "%1: %n times");

std::string listed(const std::vector<analysis::CodedTimes> &codings) {
    std::string list;
    for (const analysis::CodedTimes &each : codings) {
        const std::array name{each.coding.empty() ? text(uncoded) : shortened(each.coding)};
        list += list.empty() ? "" : "; ";
        list += fill(codedTimes, name, static_cast<std::int64_t>(each.times));
    }
    return list;
}

std::string filled(const Message &message, const ConcurrencyNote &note) {
    const std::array arguments{shortened(note.method), shortened(note.url),
                               shortened(note.value),  shortened(note.writer),
                               shortened(note.loser),  std::to_string(note.status),
                               listed(note.codings)};
    return fill(message, arguments, static_cast<std::int64_t>(note.times));
}

} // namespace

std::string titleOf(Concurrency what) { return text(titles[static_cast<std::size_t>(what)]); }

std::string sentenceOf(const ConcurrencyNote &note) {
    return filled(sentences[static_cast<std::size_t>(note.what)], note);
}

} // namespace etagere::explain
