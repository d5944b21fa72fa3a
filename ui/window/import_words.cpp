// SPDX-License-Identifier: Apache-2.0
#include "ui/window/import_words.h"

#include <QtCore/QCoreApplication>

#include "core/explain/import_text.h"
#include "core/report/finding_words.h"
#include "ui/models/text.h"

#include <filesystem>

namespace etagere::ui {

namespace {

/// Where these words are translated.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::ImportWords)
};

QString nameOf(const audit::Input &input) {
    return shown(std::filesystem::path(input.file).filename().string());
}

QString sentenceFor(const audit::Input &input) {
    return Words::tr("%1 was not opened. %2", "file, why")
        .arg(nameOf(input), shown(explain::failureOf(input)));
}

QString skippedIn(const audit::Input &input) {
    return Words::tr("%1 is damaged: %n of its exchanges could not be read, the others are here.",
                     "file", static_cast<int>(input.log.skipped.size()))
        .arg(nameOf(input));
}

} // namespace

ImportWords wordsOn(const std::vector<audit::Input> &inputs) {
    ImportWords words;
    std::vector<const audit::Input *> failed;
    std::vector<const audit::Input *> damaged;
    for (const audit::Input &input : inputs) {
        if (input.failure && *input.failure == audit::InputFailure::Stopped)
            continue;
        if (input.failure)
            failed.push_back(&input);
        else if (!input.log.skipped.empty())
            damaged.push_back(&input);
        else
            continue;
        for (const std::string &remark : report::remarksOn(input))
            words.details.append(
                Words::tr("%1: %2", "file, remark").arg(shown(input.file), shown(remark)));
    }
    words.failed = !failed.empty();
    if (failed.size() == 1)
        words.sentence = sentenceFor(*failed.front());
    else if (!failed.empty())
        words.sentence =
            Words::tr("%n files were not opened.", nullptr, static_cast<int>(failed.size()));
    else if (damaged.size() == 1)
        words.sentence = skippedIn(*damaged.front());
    else if (!damaged.empty())
        words.sentence = Words::tr("%n files are damaged; what could be read of them is here.",
                                   nullptr, static_cast<int>(damaged.size()));
    return words;
}

} // namespace etagere::ui
