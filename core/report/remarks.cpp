// SPDX-License-Identifier: Apache-2.0
#include "core/report/remarks.h"

#include "core/explain/bundle_text.h"
#include "core/explain/legal.h"
#include "core/report/text_layout.h"

#include <utility>

namespace etagere::report {

namespace {

namespace words = explain::bundle_text;

} // namespace

std::vector<std::string> limitParagraphs(Identifiers identifiers) {
    std::vector<std::string> paragraphs;
    for (const explain::Message *message :
         {&words::limitRecording, &words::limitBytes, &words::limitClock, &words::limitProfile,
          &words::limitAbsence, &words::limitIntent})
        paragraphs.push_back(text(*message));
    const bool redacted = identifiers == Identifiers::Redacted;
    paragraphs.push_back(text(redacted ? words::limitRedacted : words::limitPersonal));
    return paragraphs;
}

std::vector<std::string> lawParagraphs() {
    std::vector<std::string> paragraphs{explain::legalCaveat()};
    for (const explain::LegalAnchor &anchor : explain::legalAnchors()) {
        std::string source(anchor.source);
        if (!anchor.link.empty())
            source += " <" + std::string(anchor.link) + ">";
        paragraphs.push_back(text(words::lawLine, source, text(anchor.fact)));
    }
    return paragraphs;
}

std::string asTextFile(const std::vector<std::string> &paragraphs) {
    constexpr std::size_t width = 92;
    TextLayout layout(width, false);
    for (const std::string &paragraph : paragraphs) {
        layout.paragraph({.hang = 2, .lead = "- "}, paragraph);
        layout.blank();
    }
    return std::move(layout).take();
}

} // namespace etagere::report
