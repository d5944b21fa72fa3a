// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/sequence.h"

#include "tests/fidelity/text.h"

#include <algorithm>

namespace etagere::fidelity {

namespace {

void describeLines(std::string &out, const Lines &lines) {
    for (const Line &line : lines)
        out += "          " + line.name + ": " + line.value + "\n";
}

std::string_view wordFor(OnCondition what) {
    switch (what) {
    case OnCondition::Compare:
        return "304 if the validator is the same";
    case OnCondition::NotModified:
        return "304 in any case";
    case OnCondition::Full:
        return "the whole answer";
    case OnCondition::Fail:
        return "503";
    case OnCondition::Close:
        return "closes the connection";
    }
    return {};
}

void describeReply(std::string &out, const Reply &reply, std::string_view name) {
    out += "     <- " + std::string(name) + " answers " + std::to_string(reply.status) +
           " with body " + bodyOf(reply.version).substr(0, 1);
    if (reply.ranges)
        out += ", ranges served";
    if (reply.ending != Ending::Whole)
        out += reply.ending == Ending::Closed ? ", closes the connection at once"
                                              : ", closes half way";
    out += "\n";
    describeLines(out, reply.lines);
    if (reply.onCondition != OnCondition::Compare || !reply.notModifiedLines.empty())
        out += "        if conditional: " + std::string(wordFor(reply.onCondition)) + "\n";
    if (reply.onCondition == OnCondition::Compare || reply.onCondition == OnCondition::NotModified)
        describeLines(out, reply.notModifiedLines);
}

bool usesB(const Sequence &sequence) {
    return std::any_of(sequence.asks.begin(), sequence.asks.end(), [](const Ask &ask) {
        if (ask.target == Target::B)
            return true;
        const std::string *location = valueOf(ask.replies[0].lines, "Location");
        return location != nullptr && location->starts_with('b');
    });
}

} // namespace

const std::string *valueOf(const Lines &lines, std::string_view name) noexcept {
    const auto found = std::find_if(lines.begin(), lines.end(),
                                    [name](const Line &l) { return sameName(l.name, name); });
    return found == lines.end() ? nullptr : &found->value;
}

std::chrono::milliseconds dueAt(const Sequence &sequence, std::size_t index) noexcept {
    std::chrono::milliseconds at{0};
    for (std::size_t i = 1; i <= index; ++i)
        at += gap + sequence.asks[i].pause;
    return at;
}

std::chrono::milliseconds tolerance(const Sequence &sequence, std::size_t index) noexcept {
    using std::chrono::milliseconds;
    // Pauses are 0.3 s over a whole second: what was stored that much too late would be too young.
    const bool pauseFollows =
        std::any_of(sequence.asks.begin() + static_cast<std::ptrdiff_t>(index) + 1,
                    sequence.asks.end(), [](const Ask &ask) { return ask.pause.count() > 0; });
    const milliseconds phase = (startPhase + dueAt(sequence, index)) % std::chrono::seconds(1);
    return std::min(milliseconds(950) - phase, milliseconds(pauseFollows ? 200 : 700));
}

std::string bodyOf(unsigned version) {
    std::string body;
    for (char group = '0'; group <= '9'; ++group)
        body += {static_cast<char>('A' + version % 26), group, '-', '-'};
    return body;
}

bool mayRevalidateLater(const Sequence &sequence) noexcept {
    const auto speaksOfIt = [](const Lines &lines) {
        return std::any_of(lines.begin(), lines.end(), [](const Line &line) {
            return line.value.find("stale-while-revalidate") != std::string::npos;
        });
    };
    return std::any_of(sequence.asks.begin(), sequence.asks.end(), [&](const Ask &ask) {
        return std::any_of(ask.replies.begin(), ask.replies.end(), [&](const Reply &reply) {
            return speaksOfIt(reply.lines) || speaksOfIt(reply.notModifiedLines);
        });
    });
}

std::string describe(const Sequence &sequence) {
    std::string out = "sequence " + std::to_string(sequence.seed) + "\n";
    const bool two = usesB(sequence);
    for (std::size_t i = 0; i < sequence.asks.size(); ++i) {
        const Ask &ask = sequence.asks[i];
        out += "  " + std::to_string(i + 1) + ". after " + std::to_string(ask.pause.count()) +
               " ms: " + ask.method + " " + (ask.target == Target::A ? "a" : "b") + ask.query;
        if (ask.mode != "default")
            out += " (cache: " + ask.mode + ")";
        out += "\n";
        describeLines(out, ask.lines);
        if ((ask.target == Target::A || two) && ask.replies[0] != Reply{})
            describeReply(out, ask.replies[0], "a");
        if (two && ask.replies[1] != Reply{})
            describeReply(out, ask.replies[1], "b");
    }
    return out;
}

} // namespace etagere::fidelity
