// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/explain/error_text.h"
#include "core/explain/session_text.h"
#include "core/session/workspace_state.h"

#include <exception>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace etagere::session {

namespace {

namespace words = explain::session_text;

/// What is read of a recovery file: as much as notes may take, and a list of files.
constexpr std::size_t mostBytes = std::size_t{32} << 20U;

std::string absolute(const std::string &path) {
    std::error_code failed;
    const auto whole = std::filesystem::absolute(path, failed);
    return failed ? path : whole.string();
}

std::optional<FileError> writeFile(const std::string &file, const Recovery &recovery) {
    auto to = AtomicFile::create(file, AtomicFile::Access::OwnerOnly); // URLs and notes stand in it
    if (!to)
        return to.error();
    const QByteArray json = session::writeRecovery(recovery);
    const std::string_view bytes(json.constData(), static_cast<std::size_t>(json.size()));
    if (const auto done = to->append(bytes); !done)
        return done.error();
    if (const auto done = to->commit(); !done)
        return done.error();
    return std::nullopt;
}

void removeFile(const std::string &file) {
    std::error_code ignored; // it may not be there
    std::filesystem::remove(file, ignored);
}

} // namespace

void Workspace::State::finishRecovery() {
    keeping.reset(); // nothing writes the file any more
    if (recoveryFile.empty() || !traffic)
        return;
    if (!modified)
        removeFile(recoveryFile);
    else if (recoveryTimer.isActive())
        (void)writeFile(recoveryFile, recoveryOf(*traffic, edits));
}

Recovery Workspace::State::recoveryOf(const traffic::Traffic &capture, const Edits &work) const {
    Recovery recovery;
    for (const InputFile &file : files) {
        if (file.path != "-")
            recovery.inputs.push_back({absolute(file.path), file.visitor});
    }
    recovery.document = document.empty() ? document : absolute(document);
    recovery.modified = modified;
    recovery.session = writeSession(work, capture);
    return recovery;
}

Recovery Workspace::State::storedRecovery() const {
    if (recoveryFile.empty())
        return {};
    const auto file = MappedFile::open(recoveryFile);
    if (!file || file->bytes().size() > mostBytes)
        return {};
    const std::string_view bytes = file->bytes();
    return readRecovery(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())));
}

void Workspace::State::touchRecovery() {
    if (recoveryFile.empty() || !traffic)
        return;
    recoveryUnwanted = false;
    // Not started anew: what changes all the time, such as a running clock, is kept too.
    if (!recoveryTimer.isActive())
        recoveryTimer.start();
}

void Workspace::State::keepRecovery() {
    if (!traffic)
        return;
    if (keeping->isRunning()) {
        recoveryTimer.start();
        return;
    }
    // Many notes take a while to become JSON, so that is done there, from a copy.
    Recovery recovery = recoveryOf(*traffic, {});
    keeping->start([this, file = recoveryFile, capture = traffic, work = edits,
                    recovery = std::move(recovery)](const StopToken &,
                                                    const Progress &) mutable -> Job::Finish {
        std::string problem;
        try {
            recovery.session = writeSession(work, *capture);
            if (const auto failed = writeFile(file, recovery))
                problem = explain::sentenceOf(*failed);
        } catch (const std::exception &error) {
            problem = error.what();
        }
        return [this, problem] { keptRecovery(problem); };
    });
}

void Workspace::State::keptRecovery(const std::string &problem) {
    if (recoveryUnwanted)
        removeFile(recoveryFile);
    // Once is enough: it is tried again with every change.
    if (!problem.empty() && !std::exchange(recoveryComplained, true))
        fail(text(words::recoveryFailed, problem));
}

void Workspace::State::removeRecovery() {
    recoveryTimer.stop();
    if (recoveryFile.empty())
        return;
    recoveryUnwanted = true;
    removeFile(recoveryFile);
}

} // namespace etagere::session
