// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/disguise.h"

#include "core/analysis/token.h"
#include "core/body/digest.h"
#include "core/body/text_code.h"
#include "core/http/text.h"

#include <algorithm>
#include <optional>

namespace etagere::analysis {

namespace {

// The base64 of eight bytes; what is shorter decodes to no identifier.
constexpr std::size_t shortestCoded = 11;
constexpr std::size_t longestCoded = 2 * longestIdentifier;

bool isPrintable(const body::ByteVector &bytes) noexcept {
    return std::all_of(bytes.begin(), bytes.end(),
                       [](std::uint8_t byte) { return byte >= 0x20 && byte < 0x7f; });
}

void addReading(std::vector<Form> &forms, const std::optional<body::ByteVector> &bytes,
                bool keepBytes) {
    if (!bytes || bytes->size() < shortestIdentifier || bytes->size() > longestIdentifier)
        return;
    if (isPrintable(*bytes)) {
        const std::string text(bytes->begin(), bytes->end());
        for (std::string &token : tokensOf(text))
            forms.push_back({std::move(token), Disguise::Encoded});
    } else if (keepBytes) {
        forms.push_back({body::encodeHex(*bytes), Disguise::Encoded});
    }
}

bool isIdentifierText(std::string_view text) noexcept {
    return text.size() >= shortestIdentifier && text.size() <= longestIdentifier &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return http::isAlpha(c) || http::isDigit(c) || c == '_' || c == '-' || c == '=';
           });
}

struct Forms {
    std::vector<Form> written; ///< plain and decoded
    std::vector<Form> digests;
};

Forms formsOf(std::string_view text) {
    Forms forms;
    for (const std::string &piece : piecesOf(text)) {
        forms.written.push_back({tokenOf(piece), Disguise::Plain});
        for (Form &form : decodedForms(piece))
            forms.written.push_back(std::move(form));
        for (Form &form : digestForms(piece))
            forms.digests.push_back(std::move(form));
    }
    return forms;
}

const Form *findIn(const std::vector<Form> &forms, std::string_view text) {
    const auto at = std::find_if(forms.begin(), forms.end(),
                                 [text](const Form &form) { return form.text == text; });
    return at == forms.end() ? nullptr : &*at;
}

} // namespace

std::vector<Form> decodedForms(std::string_view text) {
    std::vector<Form> forms;
    if (text.size() < shortestCoded || text.size() > longestCoded)
        return forms;
    addReading(forms, body::decodeBase64(text), true);
    // Bytes that are no text are compared in hexadecimal, which this is already.
    addReading(forms, body::decodeHex(text), false);
    return forms;
}

std::vector<Form> digestForms(std::string_view text) {
    std::vector<Form> forms;
    if (!isIdentifierText(text))
        return forms;
    for (const auto algorithm : {body::Algorithm::Md5, body::Algorithm::Sha1})
        forms.push_back(
            {body::encodeHex(body::digestOf(algorithm, text).bytes()), Disguise::Digest});
    return forms;
}

bool isSameIdentifier(std::string_view a, std::string_view b, Disguise &how) {
    const Forms ofA = formsOf(a);
    const Forms ofB = formsOf(b);
    bool found = false;
    for (const Form &form : ofA.written) {
        if (const Form *other = findIn(ofB.written, form.text)) {
            const Disguise disguise = std::max(form.disguise, other->disguise);
            how = found ? std::min(how, disguise) : disguise;
            found = true;
        }
    }
    if (found)
        return true;
    const auto isDigestOf = [](const Forms &digested, const Forms &written) {
        return std::any_of(digested.digests.begin(), digested.digests.end(),
                           [&](const Form &form) { return findIn(written.written, form.text); });
    };
    if (!isDigestOf(ofA, ofB) && !isDigestOf(ofB, ofA))
        return false;
    how = Disguise::Digest;
    return true;
}

} // namespace etagere::analysis
