// SPDX-License-Identifier: Apache-2.0
#include "core/session/private_capture.h"

#include "core/base/file.h"

#include <system_error>

namespace etagere::session {

// What was seen is nobody else's business: a file that is replaced keeps its mode, so an empty one
// of the owner's goes before. It has another name until it is whole.
std::optional<store::StoreError> savePrivately(const traffic::Traffic &traffic,
                                               const traffic::Attachments &attachments,
                                               const std::filesystem::path &file) {
    const std::filesystem::path part = file.string() + ".part";
    if (auto made = AtomicFile::create(part, AtomicFile::Access::OwnerOnly); made) {
        // If it cannot be, saving fails as well, and says why.
        static_cast<void>(made->commit());
    }
    const auto saved = traffic::saveCapture(traffic, part, {}, {}, attachments);
    std::error_code error;
    if (saved)
        std::filesystem::rename(part, file, error);
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    if (!saved)
        return saved.error().cause;
    store::StoreError failure;
    failure.systemError = error.value();
    return error ? std::optional(failure) : std::nullopt;
}

} // namespace etagere::session
