// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/readers/held_tags.h"
#include "core/readers/json_out.h"
#include "core/readers/privacy_filter.h"
#include "core/readers/raw_members.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace etagere::readers {

/// Writes exchanges as HAR entries, in the order of the capture.
class HarEntryWriter {
public:
    HarEntryWriter(const traffic::Traffic &traffic, JsonOut &out, PrivacyFilter &filter) noexcept
        : m_traffic(traffic)
        , m_out(out)
        , m_filter(filter)
        , m_held(traffic) {}

    void write(const traffic::Exchange &exchange, std::string_view pageId);
    /// Not written; only what it does to the tags that are held is noted.
    void pass(const traffic::Exchange &exchange) { static_cast<void>(m_held.around(exchange)); }
    [[nodiscard]] std::uint32_t bodiesLost() const noexcept { return m_bodiesLost; }

private:
    using Names = std::span<const std::string_view>;
    void writeRequest(const traffic::Exchange &exchange, const RawMembers &raw);
    void writeResponse(const traffic::Exchange &exchange, const RawMembers &raw);
    void writeContent(const traffic::Exchange &exchange, const RawMembers &raw);
    void writePostData(const traffic::Exchange &exchange, const RawMembers &raw);
    void writeFields(http::Fields fields);
    void writeCookies(http::Fields fields, http::FieldName name, const RawMembers &raw);
    void writeQuery(std::string_view url);
    void writeCache(const traffic::Exchange &exchange);
    void writeHeld(std::string_view name, const std::optional<HeldTag> &held);
    void writeTimings(const traffic::Exchange &exchange, const RawMembers &raw);
    void writeBody(const traffic::BodyRef &body);
    /// The members of `raw` that are not among `modelled`.
    void copyOthers(const RawMembers &raw, Names modelled);
    void copyOr(const RawMembers &raw, std::string_view name, std::string_view otherwise);
    void copyOr(const RawMembers &raw, std::string_view name, std::int64_t otherwise);

    const traffic::Traffic &m_traffic;
    JsonOut &m_out;
    PrivacyFilter &m_filter;
    HeldTags m_held;
    std::uint32_t m_bodiesLost = 0;
};

} // namespace etagere::readers
