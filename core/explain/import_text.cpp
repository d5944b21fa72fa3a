// SPDX-License-Identifier: Apache-2.0
#include "core/explain/import_text.h"

#include "core/explain/error_text.h"
#include "core/explain/message.h"

#include <array>

namespace etagere::explain {

namespace {

using audit::InputFailure;
using traffic::Repair;
using traffic::Skip;

template <class Enum>
struct Row {
    Enum what{};
    std::string_view id;
    Message sentence;
};

template <class Enum, std::size_t Size>
constexpr bool isInEnumOrder(const std::array<Row<Enum>, Size> &table) {
    for (std::size_t i = 0; i < Size; ++i) {
        if (table[i].what != static_cast<Enum>(i))
            return false;
    }
    return Size == static_cast<std::size_t>(Enum::Count);
}

constexpr std::array repairs{
    Row<Repair>{Repair::ByteOrderMark, "byte-order-mark",
                ETAGERE_TEXT("import", "begins with a byte order mark; it was passed over")},
    Row<Repair>{
        Repair::WrappedInCall, "wrapped-in-call",
        ETAGERE_TEXT("import", "stands inside a function call (JSONP); the JSON inside was read")},
    Row<Repair>{Repair::NoLogObject, "no-log-object",
                ETAGERE_TEXT("import", "has no \u201clog\u201d object around it; read without")},
    Row<Repair>{Repair::Truncated, "truncated",
                ETAGERE_TEXT("import", "ends early; read up to the cut")},
    Row<Repair>{Repair::InvalidUtf8, "invalid-utf8",
                ETAGERE_TEXT("import", "holds bytes that are no UTF-8; replaced by U+FFFD")},
    Row<Repair>{
        Repair::BareControlCharacter, "bare-control-character",
        ETAGERE_TEXT("import", "has unescaped control characters in a text; read as they are")},
    Row<Repair>{Repair::TrailingText, "trailing-text",
                ETAGERE_TEXT("import", "has text behind its end; it was passed over")},
    Row<Repair>{Repair::MissingPages, "missing-pages",
                ETAGERE_TEXT("import", "lists no pages; its entries were taken as one visit")},
    Row<Repair>{Repair::MissingPageReference, "missing-page-reference",
                ETAGERE_TEXT("import", "names no page; put with the page that was loading")},
    Row<Repair>{
        Repair::UnknownPageReference, "unknown-page-reference",
        ETAGERE_TEXT("import",
                     "names a page that is not listed; it went to the page that had started last")},
    Row<Repair>{Repair::MissingStartTime, "missing-start-time",
                ETAGERE_TEXT("import", "has no start time; its order was kept")},
    Row<Repair>{Repair::OddTime, "odd-time",
                ETAGERE_TEXT("import", "writes a time in another form than ISO 8601; it was read")},
    Row<Repair>{Repair::UnreadableTime, "unreadable-time",
                ETAGERE_TEXT("import", "has a time that cannot be read; left out")},
    Row<Repair>{
        Repair::OddNumber, "odd-number",
        ETAGERE_TEXT("import", "has a text, null or impossible value where a number belongs")},
    Row<Repair>{Repair::OddStatus, "odd-status",
                ETAGERE_TEXT("import", "has an impossible status code; taken as no response")},
    Row<Repair>{Repair::MissingMethod, "missing-method",
                ETAGERE_TEXT("import", "names no request method; GET was assumed")},
    Row<Repair>{Repair::MissingResponse, "missing-response",
                ETAGERE_TEXT("import", "has no response; kept as a request alone")},
    Row<Repair>{Repair::FieldsAsPairs, "fields-as-pairs",
                ETAGERE_TEXT("import", "lists header fields as pairs; they were read")},
    Row<Repair>{Repair::FieldsAsObject, "fields-as-object",
                ETAGERE_TEXT("import", "lists header fields as an object; they were read")},
    Row<Repair>{Repair::FieldWithoutName, "field-without-name",
                ETAGERE_TEXT("import", "has a header field without a name; left out")},
    Row<Repair>{Repair::LinesJoined, "lines-joined",
                ETAGERE_TEXT("import", "joins several field lines into one; split again")},
    Row<Repair>{
        Repair::PseudoFields, "pseudo-fields",
        ETAGERE_TEXT("import",
                     "lists HTTP/2 pseudo-fields such as :status as header fields; left out")},
    Row<Repair>{Repair::BodyIsNoString, "body-is-no-string",
                ETAGERE_TEXT("import", "has a body that is no text; left out")},
    Row<Repair>{Repair::BodyElsewhere, "body-elsewhere",
                ETAGERE_TEXT("import", "has its body in a file of its own, which is not read")},
    Row<Repair>{
        Repair::BodyCut, "body-cut",
        ETAGERE_TEXT("import", "has a body shorter than its stated size; it proves nothing")},
    Row<Repair>{Repair::BadBase64, "bad-base64",
                ETAGERE_TEXT("import", "has a body in damaged base64; left out")},
    Row<Repair>{Repair::InvalidAddress, "invalid-address",
                ETAGERE_TEXT("import", "has a server address that is none; left out")},
    Row<Repair>{Repair::DuplicateMember, "duplicate-member",
                ETAGERE_TEXT("import", "names a member twice; the last one counts")},
    Row<Repair>{Repair::TrailingComma, "trailing-comma",
                ETAGERE_TEXT("import", "has a comma too many before a bracket; dropped")},
    Row<Repair>{Repair::CompressedFile, "compressed-file",
                ETAGERE_TEXT("import", "is compressed with gzip; unpacked")},
};
static_assert(isInEnumOrder(repairs));

constexpr std::array skips{
    Row<Skip>{Skip::NotAnObject, "not-an-object", ETAGERE_TEXT("import", "it is no JSON object")},
    Row<Skip>{Skip::NoRequest, "no-request", ETAGERE_TEXT("import", "it has no request")},
    Row<Skip>{Skip::NoUrl, "no-url", ETAGERE_TEXT("import", "its request has no URL")},
    Row<Skip>{Skip::BadJson, "bad-json", ETAGERE_TEXT("import", "its JSON is damaged")},
    Row<Skip>{Skip::TooLarge, "too-large", ETAGERE_TEXT("import", "it is too large to read")},
    Row<Skip>{Skip::TooDeep, "too-deep", ETAGERE_TEXT("import", "it is nested too deeply")},
    Row<Skip>{Skip::CutOff, "cut-off", ETAGERE_TEXT("import", "the file ends inside it")},
    Row<Skip>{Skip::Damaged, "damaged",
              ETAGERE_TEXT("import", "the capture has damaged data there")},
};
static_assert(isInEnumOrder(skips));

constexpr std::array failures{
    Row<InputFailure>{InputFailure::CannotOpen, "cannot-open",
                      ETAGERE_TEXT("import", "It cannot be opened: %1.")},
    Row<InputFailure>{
        InputFailure::Empty, "empty",
        ETAGERE_TEXT("import", "It is empty. Perhaps the export was interrupted: record again.")},
    Row<InputFailure>{
        InputFailure::NotAHar, "not-a-har",
        ETAGERE_TEXT("import", "It is JSON, but holds no list of entries, so it is no HAR file. "
                               "Export it from the browser's network panel as HAR.")},
    Row<InputFailure>{
        InputFailure::NotJson, "not-json",
        ETAGERE_TEXT("import",
                     "It is neither a HAR file nor a capture: at byte %1 it is no JSON.")},
    Row<InputFailure>{InputFailure::Damaged, "damaged",
                      ETAGERE_TEXT("import",
                                   "Its gzip compression is damaged from the beginning on. Copy or "
                                   "export it again.")},
    Row<InputFailure>{InputFailure::TooLarge, "too-large",
                      ETAGERE_TEXT("import",
                                   "It grows beyond every bound when it is unpacked; nothing was "
                                   "read.")},
    Row<InputFailure>{
        InputFailure::BadCapture, "bad-capture",
        ETAGERE_TEXT("import", "It is a damaged capture, or another program's database.")},
    Row<InputFailure>{InputFailure::NewerCapture, "newer-capture",
                      ETAGERE_TEXT("import",
                                   "It is a capture made by a later version of Etagere. Update "
                                   "Etagere to read it.")},
    Row<InputFailure>{
        InputFailure::Unsupported, "unsupported",
        ETAGERE_TEXT("import", "It is a capture on standard input; name the file instead.")},
    Row<InputFailure>{InputFailure::Stopped, "stopped",
                      ETAGERE_TEXT("import", "It was not read: the work was stopped before.")},
};
static_assert(isInEnumOrder(failures));

constexpr Message assumedOne =
    ETAGERE_TEXT("import", "Nobody said whose visits these are: all were taken as one visitor's "
                           "(--visitor NAME=FILE says otherwise).");
constexpr Message assumedFresh =
    ETAGERE_TEXT("import", "%1 uses a fresh profile for each run: each run was taken as a "
                           "visitor of its own.");
constexpr Message theRecorder = ETAGERE_TEXT("import", "The recorder");
constexpr Message lacksCookies =
    ETAGERE_TEXT("import", "It was exported without cookies: identifiers in cookies, and "
                           "whether they come back, cannot be judged.");

} // namespace

std::string_view idOf(traffic::Repair repair) noexcept {
    return repairs[static_cast<std::size_t>(repair)].id;
}
std::string_view idOf(traffic::Skip skip) noexcept {
    return skips[static_cast<std::size_t>(skip)].id;
}
std::string_view idOf(audit::InputFailure failure) noexcept {
    return failures[static_cast<std::size_t>(failure)].id;
}
std::string sentenceOf(traffic::Repair repair) {
    return text(repairs[static_cast<std::size_t>(repair)].sentence);
}
std::string sentenceOf(traffic::Skip skip) {
    return text(skips[static_cast<std::size_t>(skip)].sentence);
}

std::string failureOf(const audit::Input &input) {
    const audit::InputFailure failure = *input.failure;
    const Message &sentence = failures[static_cast<std::size_t>(failure)].sentence;
    if (failure == audit::InputFailure::CannotOpen)
        return text(sentence, systemErrorText(input.systemError));
    if (failure == audit::InputFailure::NotJson)
        return text(sentence, input.failureOffset);
    return text(sentence);
}

std::vector<std::string> assumptionsOf(const audit::Input &input) {
    std::vector<std::string> assumptions;
    if (input.failure)
        return assumptions;
    if (input.freshProfiles)
        assumptions.push_back(
            text(assumedFresh, input.creator.empty() ? text(theRecorder) : input.creator));
    else if (input.assumedVisitor)
        assumptions.push_back(text(assumedOne));
    if (input.sanitised)
        assumptions.push_back(text(lacksCookies));
    return assumptions;
}

} // namespace etagere::explain
