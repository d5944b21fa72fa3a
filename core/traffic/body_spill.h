// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/source.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace etagere::traffic {

/// Bodies that are written while they pass, many at once, into one unlinked temporary file. One
/// thread writes; others may read what is kept.
class BodySpill final : public Source {
public:
    struct Extent {
        std::uint64_t offset = 0;
        std::uint64_t length = 0;
    };
    /// A body in the making.
    class Blob {
    public:
        [[nodiscard]] std::uint64_t size() const noexcept { return m_size; }
        void clear() noexcept {
            m_extents.clear();
            m_size = 0;
        }

    private:
        friend class BodySpill;
        std::vector<Extent> m_extents;
        std::uint64_t m_size = 0;
    };

    /// Null when there is no place for a temporary file.
    [[nodiscard]] static std::shared_ptr<BodySpill> create();
    explicit BodySpill(int descriptor) noexcept
        : m_descriptor(descriptor) {}
    ~BodySpill() override;

    /// False when the disk takes no more; the blob is as it was.
    [[nodiscard]] bool append(Blob &blob, std::string_view bytes);
    /// Its number, for the offset of a BodyRef of the form Blob.
    [[nodiscard]] std::uint64_t keep(const Blob &blob);

    [[nodiscard]] Result<std::string, LoadError> loadBody(const BodyRef &body,
                                                          Bytes limit) const override;
    [[nodiscard]] Result<std::string, LoadError> loadRaw(const RawRef &raw) const override;

private:
    int m_descriptor;
    std::uint64_t m_end = 0;
    mutable std::mutex m_mutex; ///< of what follows
    std::vector<Extent> m_extents;
    std::vector<std::size_t> m_ends; ///< of each blob, in m_extents
};

} // namespace etagere::traffic
