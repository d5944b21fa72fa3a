// SPDX-License-Identifier: Apache-2.0
#include "core/session/open.h"

#include "core/readers/har_reader.h"
#include "core/readers/sniff.h"
#include "core/traffic/document.h"

#include <unistd.h>

#include <string_view>
#include <utility>

namespace etagere::session {

namespace {

using audit::InputFailure;

constexpr std::string_view standardInput = "-";

InputFailure failureFrom(readers::ImportError::Kind kind) {
    using Kind = readers::ImportError::Kind;
    switch (kind) {
    case Kind::NotJson:
        return InputFailure::NotJson;
    case Kind::NotHar:
        return InputFailure::NotAHar;
    case Kind::TooLarge:
        return InputFailure::TooLarge;
    case Kind::Stopped:
        return InputFailure::Stopped;
    case Kind::Unreadable:
        break;
    }
    return InputFailure::Damaged;
}

InputFailure failureFrom(traffic::DocumentError::Kind kind) {
    using Kind = traffic::DocumentError::Kind;
    switch (kind) {
    case Kind::NewerVersion:
        return InputFailure::NewerCapture;
    case Kind::TooLarge:
        return InputFailure::TooLarge;
    case Kind::Stopped:
        return InputFailure::Stopped;
    case Kind::Unreadable:
        return InputFailure::CannotOpen;
    default:
        return InputFailure::BadCapture;
    }
}

std::string creatorOf(const traffic::SourceInfo &info) {
    std::string text(info.creator);
    if (!info.creatorVersion.empty())
        text.append(" ").append(info.creatorVersion);
    return text;
}

/// How far reading has come, and whether it shall go on.
struct Watch {
    const StopToken &stop;
    const Progress &progress;
    std::optional<traffic::Attachments> *attachments = nullptr;
};

void readHar(MappedFile bytes, const InputFile &file, traffic::Traffic &traffic,
             audit::Input &input, const Watch &watch) {
    auto imported = readers::readHar(std::move(bytes), {input.file, file.visitor}, traffic,
                                     watch.stop, watch.progress);
    if (!imported) {
        input.failure = failureFrom(imported.error().kind);
        input.failureOffset = imported.error().byteOffset;
        return;
    }
    input.log = std::move(imported->log);
    input.creator = creatorOf(traffic.sourceInfo(imported->source));
    input.freshProfiles = imported->freshProfiles;
    input.assumedVisitor = imported->assumedVisitors;
    input.sanitised = imported->sanitised;
}

void readCapture(const InputFile &file, traffic::Traffic &traffic, audit::Input &input,
                 const Watch &watch) {
    const std::size_t visitsBefore = traffic.visitCount();
    traffic::Attachments attachments;
    auto opened =
        traffic::appendCapture(traffic, file.path, watch.stop, watch.progress, &attachments);
    if (!opened) {
        input.failure = failureFrom(opened.error().kind);
        return;
    }
    if (watch.attachments != nullptr)
        *watch.attachments = std::move(attachments);
    if (!file.visitor.empty()) {
        const traffic::VisitorId visitor = traffic.visitor(file.visitor);
        for (std::size_t i = visitsBefore; i < traffic.visitCount(); ++i)
            traffic.assignVisit(traffic::VisitId::fromSize(i), visitor);
    }
    input.log.entries = opened->entries;
    input.log.imported = opened->entries - opened->skippedExchanges;
    // The document's rows have no index a person could look up; all that is known is how many.
    input.log.skipped.assign(opened->skippedExchanges, {traffic::Skip::Damaged, 0, 0});
    if (opened->cutShort)
        input.log.repaired.push_back({traffic::Repair::Truncated});
    input.creator = "Etagere";
}

} // namespace

audit::Input openInput(const InputFile &file, traffic::Traffic &traffic, const StopToken &stop,
                       const Progress &progress, std::optional<traffic::Attachments> *attachments) {
    audit::Input input;
    input.file = file.shown.empty() ? file.path : file.shown;
    const bool piped = file.path == standardInput;
    auto bytes =
        piped ? MappedFile::fromStream(STDIN_FILENO, file.path) : MappedFile::open(file.path);
    if (!bytes) {
        input.failure = InputFailure::CannotOpen;
        input.systemError = bytes.error().systemError;
        return input;
    }
    constexpr std::size_t looked = 4096;
    switch (readers::sniff(bytes->bytes().substr(0, looked))) {
    case readers::FileKind::Empty:
        input.failure = InputFailure::Empty;
        break;
    case readers::FileKind::Capture:
        if (piped)
            input.failure = InputFailure::Unsupported;
        else
            readCapture(file, traffic, input, {stop, progress, attachments});
        break;
    case readers::FileKind::Unknown:
    case readers::FileKind::Har:
    case readers::FileKind::GzippedHar:
        readHar(std::move(*bytes), file, traffic, input, {stop, progress});
        break;
    }
    return input;
}

} // namespace etagere::session
