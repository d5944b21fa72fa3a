// SPDX-License-Identifier: Apache-2.0
#include "core/explain/utf8.h"
#include "core/report/explain_why.h"
#include "core/report/sequence.h"

#include <string>

namespace etagere::report {

namespace {

using Row = SequenceRow;

bool isPlain(char32_t character) noexcept {
    if (character > 127)
        return true;
    const auto c = static_cast<char>(character);
    const bool isWord = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return isWord || std::string_view(" ./=?+-_()*!|").find(c) != std::string_view::npos;
}

/// Everything that Mermaid or the HTML it makes could take for more than text as an entity in its
/// own spelling ("#59;"); line ends as line breaks.
std::string escaped(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const explain::CodePoint one = explain::firstCodePoint(text);
        if (text.front() == '\n')
            out += "<br/>";
        else if (one.valid && isPlain(one.value))
            out += text.substr(0, one.length);
        else
            out += "#" +
                   std::to_string(one.valid ? static_cast<std::uint32_t>(one.value) : 0xfffdU) +
                   ";";
        text.remove_prefix(one.length);
    }
    // A line that is a keyword of its own would end the block that it stands in.
    return out == "end" ? "#101;nd" : out;
}

std::string nameOf(std::size_t lifeline) { return "L" + std::to_string(lifeline + 1); }

std::string told(const Row &row) {
    return row.detail.empty() ? row.label : row.label + "\n" + row.detail;
}

std::string lineOf(const Sequence &sequence, const Row &row) {
    const std::string from = nameOf(row.from);
    switch (row.kind) {
    case Row::Kind::Time:
        break;
    case Row::Kind::Note:
        return "Note over " + from + ": " + escaped(row.label);
    case Row::Kind::Decision:
        return "Note over " + from + ": " +
               escaped(std::string(glyphOf(row.outcome)) + " " + told(row));
    case Row::Kind::Message: {
        const std::string_view answer = row.isFailure ? "--x" : "-->>";
        return from + std::string(row.isResponse ? answer : "->>") + nameOf(row.to) + ": " +
               escaped(told(row));
    }
    }
    const std::string last = nameOf(sequence.lifelines.size() - 1);
    return "Note over " + nameOf(0) + (sequence.lifelines.size() > 1 ? "," + last : "") + ": " +
           escaped(row.label);
}

} // namespace

std::string sequenceMermaid(const Sequence &sequence) {
    std::string out = "sequenceDiagram\n";
    for (std::size_t i = 0; i < sequence.lifelines.size(); ++i) {
        const Lifeline &one = sequence.lifelines[i];
        const bool asks = scenario::isClient(one.kind);
        out += "    " + std::string(asks ? "actor " : "participant ") + nameOf(i) + " as " +
               escaped(one.detail.empty() ? one.name : one.name + "\n" + one.detail) + "\n";
    }
    if (sequence.lifelines.empty())
        return out;
    for (const Row &row : sequence.rows)
        out += "    " + lineOf(sequence, row) + "\n";
    return out;
}

} // namespace etagere::report
