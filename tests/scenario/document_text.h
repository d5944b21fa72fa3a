// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>

#include "core/scenario/document.h"

#include <string>
#include <string_view>

namespace etagere::test {

/// A file of the repository; empty when it cannot be read.
inline std::string fileText(const char *path) {
    QFile file(QString::fromUtf8(ETAGERE_SOURCE_DIR "/") + QString::fromUtf8(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// The scenario that has every member there is.
inline const std::string &wholeDocument() {
    static const std::string text = fileText("tests/data/scenario/whole.json");
    return text;
}

/// The whole example of the page for teachers.
inline std::string documentedExample() {
    const std::string page = fileText("resources/lessons/WRITING.md");
    const auto begin = page.find("```json\n") + 8;
    return page.substr(begin, page.find("```", begin) - begin);
}

/// JSON with ' in place of ".
inline std::string q(std::string_view text) {
    std::string json(text);
    for (char &c : json)
        c = c == '\'' ? '"' : c;
    return json;
}

/// What a failed reading says, for a test's message.
inline std::string told(const std::vector<scenario::Problem> &problems) {
    std::string text;
    for (const scenario::Problem &problem : problems)
        text += "fault " + std::to_string(static_cast<int>(problem.fault)) + " at '" +
                problem.pointer + "' line " + std::to_string(problem.line) + ": " + problem.detail +
                " (" + problem.near + ")\n";
    return text;
}

} // namespace etagere::test
