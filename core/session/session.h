// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/base/file.h"
#include "core/base/stop.h"
#include "core/readers/har_writer.h"
#include "core/session/live_session.h"
#include "core/store/error.h"
#include "core/tags/ledger.h"
#include "core/traffic/document.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::session {

/// A file to read, and whose visits it holds. "-" is standard input.
struct InputFile {
    std::string path;
    std::string visitor; ///< empty: assumed
    std::string shown{}; ///< how it is called in reports; empty: as its path
};

/// What long work is doing, for a progress bar.
enum class Stage : std::uint8_t {
    Reading,
    Replaying,
    Judging,
    Recording,
    Writing,
    Visiting, ///< page loads of live audits
    Probing,
    Count
};
using StageListener = std::function<void(Stage, std::uint64_t done, std::uint64_t total)>;

struct AuditRequest {
    std::vector<InputFile> inputs;
    /// ":memory:" records nothing that outlasts the audit; empty takes the user's ledger.
    std::string ledger;
    /// Earlier observations of the same URLs, from other captures, take part in the judgement.
    bool withHistory = false;
    /// Sites to visit; their captures are judged after the inputs.
    std::optional<LiveRequest> live{};
    LiveListener onLive{};
};

/// What was read, kept for whoever wants to go on with it, and what became of each input.
struct Opened {
    traffic::Traffic traffic;
    std::vector<audit::Input> inputs;
    /// Of the only input, when that is a capture document.
    std::optional<traffic::Attachments> attachments{};
    std::vector<audit::LiveRun> live{}; ///< of captures that hold a live audit
    bool stopped = false;
};

struct AuditOutcome {
    audit::Report report;
    /// What was judged; exchanges from `audited` on are history.
    std::shared_ptr<const traffic::Traffic> traffic;
    std::size_t audited = 0;
    std::optional<LiveOutcome> live;                ///< of the sites to visit
    std::uint64_t recorded = 0;                     ///< observations that were new to the ledger
    std::optional<store::StoreError> ledgerFailure; ///< the report is whole all the same
};

/// Reads every input into one capture. An input that cannot be read is reported, the others stay.
/// Progress counts bytes of all files together.
[[nodiscard]] Opened openInputs(const std::vector<InputFile> &inputs, const StopToken &stop,
                                const StageListener &listener);
/// Reads, judges and records in the ledger. Uses every core. A ledger that fails loses no report:
/// with history asked for, it is then made without.
[[nodiscard]] AuditOutcome runAudit(const AuditRequest &request, const StopToken &stop,
                                    const StageListener &listener);

/// Why a conversion produced no file.
struct ConvertError {
    enum class Kind : std::uint8_t { NothingRead, CannotWrite, Stopped };
    Kind kind{};
    std::vector<audit::Input> inputs;
    std::optional<FileError> file;          ///< CannotWrite, of a HAR
    std::optional<store::StoreError> store; ///< CannotWrite, of a capture document
};

enum class OutputFormat : std::uint8_t { Har, Capture };

struct Output {
    std::filesystem::path path;
    OutputFormat format = OutputFormat::Har;
    readers::Privacy privacy = readers::Privacy::Full; ///< of a HAR; a capture keeps everything
};

/// Reads `inputs` into one capture and writes it whole or not at all. Returns what was read.
[[nodiscard]] Result<std::vector<audit::Input>, ConvertError>
convert(const std::vector<InputFile> &inputs, const Output &output, const StopToken &stop,
        const StageListener &listener);

} // namespace etagere::session
