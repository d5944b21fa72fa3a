// SPDX-License-Identifier: Apache-2.0
#include "core/report/verification_report.h"

#include "core/explain/bundle_text.h"
#include "core/explain/numbers.h"
#include "core/explain/printable.h"
#include "core/report/json.h"

namespace etagere::report {

namespace {

namespace words = explain::bundle_text;

const explain::Message &wordsOf(BundleProblem::Kind kind) noexcept {
    using Kind = BundleProblem::Kind;
    switch (kind) {
    case Kind::Missing:
        return words::missing;
    case Kind::Extra:
        return words::extra;
    case Kind::NotPlain:
        return words::notPlain;
    case Kind::WrongSize:
        return words::wrongSize;
    case Kind::WrongHash:
        return words::wrongHash;
    case Kind::BadManifest:
        return words::badManifest;
    case Kind::BadLog:
        return words::badLog;
    case Kind::WrongNumber:
        return words::wrongNumber;
    case Kind::BrokenChain:
        return words::brokenChain;
    case Kind::LogDisagrees:
        return words::logDisagrees;
    case Kind::BadCover:
        return words::badCover;
    case Kind::BadArchive:
        return words::badArchive;
    case Kind::TooLarge:
        return words::tooLarge;
    case Kind::TooMany:
        return words::tooMany;
    case Kind::Unreadable:
    case Kind::Count:
        break;
    }
    return words::unreadable;
}

std::string orDash(const std::string &text) { return text.empty() ? "\u2013" : text; }

std::string sentenceOf(const BundleProblem &problem) {
    const std::string file =
        problem.file.empty() ? text(words::theBundle) : explain::printable(problem.file);
    return text(wordsOf(problem.kind), file, orDash(problem.expected), orDash(problem.found),
                problem.at);
}

void writeKnown(JsonWriter &json, std::string_view key, const std::string &value) {
    json.key(key);
    if (value.empty())
        json.null();
    else
        json.text(value);
}

} // namespace

std::string writeVerificationText(const Verification &verification, const std::string &bundle) {
    const std::string name = explain::printable(bundle);
    std::string out;
    if (verification.holds()) {
        out = plural(words::holds, static_cast<std::int64_t>(verification.files), name,
                     explain::size(Bytes{verification.bytes})) +
              "\n";
    } else {
        out = plural(words::fails, static_cast<std::int64_t>(verification.problems.size()), name) +
              "\n";
        for (const BundleProblem &problem : verification.problems)
            out += "  " + sentenceOf(problem) + "\n";
    }
    if (!verification.manifestSha256.empty())
        out += text(words::manifestHash, verification.manifestSha256) + "\n";
    return verification.holds() ? out + text(words::compareHash) + "\n" : out;
}

std::string writeVerificationJson(const Verification &verification, const std::string &bundle) {
    JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.verification/1");
    json.key("bundle").text(bundle);
    json.key("verifies").truth(verification.holds());
    writeKnown(json, "manifest_sha256", verification.manifestSha256);
    json.key("files").whole(verification.files);
    json.key("bytes").whole(verification.bytes);
    json.key("problems").beginArray();
    for (const BundleProblem &problem : verification.problems) {
        json.beginObject();
        json.key("problem").text(nameOf(problem.kind));
        writeKnown(json, "file", problem.file);
        writeKnown(json, "expected", problem.expected);
        writeKnown(json, "found", problem.found);
        json.key("at").whole(problem.at);
        json.key("text").text(sentenceOf(problem));
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.finish();
}

} // namespace etagere::report
