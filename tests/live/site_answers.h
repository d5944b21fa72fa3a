// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/origin.h"

#include <cstdint>
#include <string>

namespace etagere::tests {

/// How an answer goes out.
enum class Ending : std::uint8_t {
    Whole,
    Open,     ///< the body's first bytes, and then nothing more
    Never,    ///< no answer at all
    Switched, ///< to WebSocket
};

struct SiteAnswer {
    lab::Response response;
    Ending ending = Ending::Whole;
};

/// What the site answers, and what it remembers: a number for each visitor that it has not seen.
class SiteAnswers {
public:
    /// `port` is the one that is listened at.
    [[nodiscard]] SiteAnswer answer(const lab::Request &request, std::uint16_t port);
    void change() noexcept { ++m_version; }

private:
    [[nodiscard]] lab::Response pageFor(const lab::Request &request, std::uint16_t port);
    [[nodiscard]] lab::Response assetFor(const lab::Request &request) const;
    [[nodiscard]] lab::Response pixelFor(const lab::Request &request);
    [[nodiscard]] std::string versioned(std::string_view text) const;

    unsigned m_version = 1;
    unsigned m_visitors = 0;
    unsigned m_tags = 0;
};

} // namespace etagere::tests
