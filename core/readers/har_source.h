// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/traffic/source.h"

#include <utility>

namespace etagere::readers {

/// A mapped HAR: bodies and entries are taken from it when somebody asks. The mapping is never
/// written, so any number of threads may ask at once.
class HarSource final : public traffic::Source {
public:
    explicit HarSource(MappedFile file) noexcept
        : m_file(std::move(file)) {}

    [[nodiscard]] const MappedFile &file() const noexcept { return m_file; }
    [[nodiscard]] Result<std::string, traffic::LoadError> loadBody(const traffic::BodyRef &body,
                                                                   Bytes limit) const override;
    /// The entry's JSON, with long body texts left empty: loadBody() gives those. TooLarge
    /// when even so it has more than 64 MiB.
    [[nodiscard]] Result<std::string, traffic::LoadError>
    loadRaw(const traffic::RawRef &raw) const override;

private:
    MappedFile m_file;
};

} // namespace etagere::readers
