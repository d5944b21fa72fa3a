// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/browser.h"
#include "core/live/exchange.h"
#include "core/traffic/body_spill.h"
#include "core/traffic/traffic.h"

#include <cstddef>
#include <memory>
#include <string_view>

namespace etagere::live {

/// Makes traffic of what browsers tell, while they tell it. It reads like a HAR of the same visits.
/// Bodies lie in an unlinked temporary file that nobody else may read; where none can be made, or
/// it takes no more, they are absent.
class Capture {
public:
    /// What addresses and fields may take, unless another bound is given.
    static constexpr std::size_t usualMost = std::size_t{512} << 20U;

    /// `name` stands as the source's name: the target's URL.
    Capture(const EngineInfo &browser, std::string_view name, std::size_t mostBytes = usualMost);

    /// A page load; several visitors may be on visits at once. The title is the page's URL; its
    /// page id begins with `idPrefix`, by which some visits are left out of a judgement.
    [[nodiscard]] traffic::VisitId beginVisit(std::string_view visitor, std::string_view url,
                                              Instant started, std::string_view idPrefix = "page_");
    /// `visit` must come from this capture. False, and nothing is recorded, once addresses and
    /// fields have filled what they may: a page asks without end if it likes, and is answered with
    /// as much.
    bool record(traffic::VisitId visit, const LiveExchange &exchange);

    [[nodiscard]] const traffic::Traffic &traffic() const noexcept { return m_traffic; }
    /// What was captured, with its bodies. The capture must not be used any more.
    [[nodiscard]] traffic::Traffic take() { return std::move(m_traffic); }

private:
    [[nodiscard]] traffic::BodyRef keep(std::string_view body, bool isCut);

    std::shared_ptr<traffic::BodySpill> m_bodies;
    traffic::Traffic m_traffic;
    traffic::SourceId m_source;
    std::size_t m_mostBytes;
    std::size_t m_bytes = 0; ///< of addresses and fields
};

} // namespace etagere::live
