// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/body_spill.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace etagere::gateway {

/// One exchange as it passed. Borrowed while it is recorded.
struct Passed {
    std::string_view method;
    std::string_view url;
    http::Fields requestFields;
    std::uint16_t status = 0; ///< 0: the client went before it was answered
    http::Fields responseFields;
    std::string_view serverAddress;
    traffic::ServedFrom servedFrom = traffic::ServedFrom::Unknown;
    Instant started{};
    Instant ended{};
    std::int64_t transferredBytes = -1;
    traffic::BodySpill::Blob body; ///< what the client was sent
    bool cut = false;              ///< not all of it
};

/// Makes traffic of what passes, one visit of one visitor. Bodies lie in an unlinked temporary
/// file.
class Recorder {
public:
    /// `name` is the gateway's address.
    Recorder(std::string_view name, Instant now);

    /// Null where no temporary file can be made; bodies are absent then.
    [[nodiscard]] traffic::BodySpill *bodies() noexcept { return m_bodies.get(); }
    void record(const Passed &passed);
    [[nodiscard]] const traffic::Traffic &traffic() const noexcept { return m_traffic; }

private:
    std::shared_ptr<traffic::BodySpill> m_bodies;
    traffic::Traffic m_traffic;
    traffic::SourceId m_source;
    traffic::VisitId m_visit;
};

} // namespace etagere::gateway
