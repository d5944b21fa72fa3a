// SPDX-License-Identifier: Apache-2.0
#include "core/report/text_inputs.h"

#include "core/explain/import_text.h"
#include "core/explain/printable.h"
#include "core/explain/report_text.h"
#include "core/report/finding_words.h"
#include "core/report/import_groups.h"

namespace etagere::report {

namespace {

namespace words = explain::report_text;

constexpr std::size_t briefFiles = 12;

void writeInput(TextLayout &layout, const audit::Input &input) {
    std::string line;
    if (input.failure) {
        line = text(words::inputFailed);
    } else {
        line = plural(words::inputLine, input.log.entries, input.log.imported);
        if (!input.log.skipped.empty())
            line += ", " + plural(words::inputSkipped,
                                  static_cast<std::int64_t>(input.log.skipped.size()));
        if (!input.log.repaired.empty())
            line += ", " + plural(words::inputRepaired,
                                  static_cast<std::int64_t>(input.log.repaired.size()));
    }
    const Look look = input.failure ? Look::Alarm : Look::Plain;
    layout.paragraph({.indent = 2, .hang = 6, .look = look},
                     explain::shortened(input.file, 300) + ": " + line);
    for (const std::string &remark : remarksOn(input))
        layout.paragraph({.indent = 4, .hang = 6, .lead = "\u00b7 "}, remark);
}

/// Many files of which nothing was lost, as one: `log` is theirs together.
void writeWhole(TextLayout &layout, const traffic::ImportLog &log, std::size_t files) {
    if (files == 0)
        return;
    layout.paragraph({.indent = 2, .hang = 6},
                     plural(words::otherFiles, static_cast<std::int64_t>(files), log.entries));
    for (const RepairGroup &group : groupRepairs(log))
        layout.paragraph({.indent = 4, .hang = 6, .lead = "\u00b7 "},
                         plural(words::repairsInFiles, static_cast<std::int64_t>(group.count),
                                explain::sentenceOf(group.repair)));
}

} // namespace

void writeInputs(TextLayout &layout, std::span<const audit::Input> inputs, bool verbose) {
    const bool all = verbose || inputs.size() <= briefFiles;
    std::size_t wholeFiles = 0;
    traffic::ImportLog together;
    for (const audit::Input &one : inputs) {
        if (all || one.failure || !one.log.skipped.empty()) {
            writeInput(layout, one);
            continue;
        }
        ++wholeFiles;
        together.entries += one.log.entries;
        together.repaired.insert(together.repaired.end(), one.log.repaired.begin(),
                                 one.log.repaired.end());
    }
    writeWhole(layout, together, wholeFiles);
}

void writeAssumptions(TextLayout &layout, std::span<const audit::Input> inputs) {
    for (const Assumption &assumption : assumptionsOf(inputs)) {
        const bool forAll = assumption.inputs == inputs.size();
        layout.paragraph({.indent = 2, .hang = 6, .look = Look::Faint},
                         forAll ? assumption.text
                                : plural(words::assumedForFiles,
                                         static_cast<std::int64_t>(assumption.inputs),
                                         assumption.text));
    }
}

} // namespace etagere::report
