// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/report/chained_log.h"
#include "core/report/manifest.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::report {

// The files that every evidence bundle has, whatever it is evidence of.
inline constexpr std::string_view manifestName = "MANIFEST.sha256";
inline constexpr std::string_view coverName = "COVER.html";
inline constexpr std::string_view coverTemplateName = "cover.template.html";
inline constexpr std::string_view logName = "log.jsonl";
/// Where the cover's template leaves room for the manifest's SHA-256.
inline constexpr std::string_view manifestPlace = "@MANIFEST_SHA256@";

/// The cover: the template with the manifest's SHA-256 in its places. The template is a file of the
/// manifest, the cover cannot be: it tells the manifest's hash. So the whole bundle hangs on that
/// one hash.
[[nodiscard]] std::string coverOf(std::string_view coverTemplate, std::string_view manifestHash);

/// Why no bundle was made; nothing is left behind then.
struct BundleError {
    enum class Kind : std::uint8_t {
        Exists,     ///< the target is there already: evidence is never overwritten
        File,       ///< `file` says what failed
        TooLarge,   ///< an archive would need 64-bit sizes; a folder has no such bound
        CannotBuild ///< a file's content could not be made; `file` may say why
    };
    Kind kind = Kind::File;
    std::filesystem::path path;
    std::optional<FileError> file;
};

/// Writes an evidence bundle whole or not at all: into a folder beside the target, files 0600 in
/// folders 0700, which on finish() is renamed to the target or packed into it, when that ends in
/// ".zip". Every file goes into the chained log and the manifest.
class BundleWriter {
public:
    using Clock = std::function<Instant()>;
    using Sink = std::function<Result<void, FileError>(std::string_view)>;
    using Produce = std::function<Result<void, FileError>(const Sink &)>;

    [[nodiscard]] static Result<BundleWriter, BundleError>
    create(const std::filesystem::path &target, Clock clock);
    BundleWriter(BundleWriter &&) noexcept;
    BundleWriter &operator=(BundleWriter &&) noexcept;
    ~BundleWriter();

    /// A line of the log, with the time of now.
    void log(std::string_view event, std::initializer_list<ChainedLog::Detail> details = {});
    /// `name` has to be a bundle's name (isBundleName), and new.
    [[nodiscard]] Result<void, BundleError> add(std::string_view name, std::string_view bytes);
    /// The same for what is too long to hold.
    [[nodiscard]] Result<void, BundleError> addStream(std::string_view name,
                                                      const Produce &produce);
    /// Ends the log, writes log, manifest and cover, and puts the bundle in its place. Returns the
    /// manifest's SHA-256.
    [[nodiscard]] Result<std::string, BundleError> finish(std::string_view coverTemplate);

private:
    BundleWriter(std::filesystem::path target, std::filesystem::path folder, Clock clock);
    [[nodiscard]] Result<void, BundleError> write(std::string_view name, const Produce &produce);
    [[nodiscard]] Result<void, BundleError> place();
    [[nodiscard]] Result<void, BundleError> pack();
    void discard() noexcept;

    std::filesystem::path m_target;
    std::filesystem::path m_folder; ///< empty: moved away or in its place
    Clock m_clock;
    ChainedLog m_log;
    std::vector<ManifestLine> m_lines;
    std::vector<std::string> m_names; ///< of all files, as an archive holds them
};

} // namespace etagere::report
