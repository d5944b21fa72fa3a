// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/browser.h"
#include "core/live/exchange.h"
#include "core/traffic/body_spill.h"
#include "core/traffic/traffic.h"

#include <memory>
#include <string_view>

namespace etagere::live {

/// Makes traffic of what browsers tell, while they tell it. It reads like a HAR of the same visits.
/// Bodies lie in an unlinked temporary file that nobody else may read; where none can be made, or
/// it takes no more, they are absent.
class Capture {
public:
    /// `name` stands as the source's name: the target's URL.
    Capture(const EngineInfo &browser, std::string_view name);

    /// A page load; several visitors may be on visits at once. The title is the page's URL.
    [[nodiscard]] traffic::VisitId beginVisit(std::string_view visitor, std::string_view url,
                                              Instant started);
    /// `visit` must come from this capture.
    void record(traffic::VisitId visit, const LiveExchange &exchange);

    [[nodiscard]] const traffic::Traffic &traffic() const noexcept { return m_traffic; }
    /// What was captured, with its bodies. The capture must not be used any more.
    [[nodiscard]] traffic::Traffic take() { return std::move(m_traffic); }

private:
    [[nodiscard]] traffic::BodyRef keep(std::string_view body, bool isCut);

    std::shared_ptr<traffic::BodySpill> m_bodies;
    traffic::Traffic m_traffic;
    traffic::SourceId m_source;
};

} // namespace etagere::live
