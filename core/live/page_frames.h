// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/event_object.h"

#include <map>
#include <string>
#include <string_view>

namespace etagere::live {

/// Which document asked, and in which page: the frames of one visit.
class PageFrames {
public:
    /// Says which frame is the page. Without it the one whose document is asked for first is.
    void setMain(std::string_view frame) { m_main = frame; }
    void takeAttached(const EventObject &event);
    void takeNavigated(const EventObject &event);
    /// A document is asked for in this frame.
    void takeDocument(std::string_view frame, std::string_view url);

    [[nodiscard]] bool isMain(std::string_view frame) const noexcept { return frame == m_main; }
    /// Of the page in the address bar; empty before there is one.
    [[nodiscard]] const std::string &topUrl() const noexcept { return m_topUrl; }
    /// Of the document in the frame; empty when it is not known.
    [[nodiscard]] std::string urlOf(std::string_view frame) const;
    /// Of the document that embeds the frame; empty when it is not known.
    [[nodiscard]] std::string parentUrl(std::string_view frame) const;

private:
    struct Frame {
        std::string parent;
        std::string url;
    };
    /// Frames beyond so many are not told apart; nor is kept where they are, beyond so many bytes.
    static constexpr std::size_t maxFrames = 10'000;
    static constexpr std::size_t maxBytes = std::size_t{16} << 20U;
    static constexpr std::size_t maxIdBytes = 256;
    Frame *frame(std::string_view id);
    void keep(std::string &slot, std::string_view url);

    std::map<std::string, Frame, std::less<>> m_frames;
    std::size_t m_bytes = 0; ///< of the frames' URLs
    std::string m_main;
    std::string m_topUrl;
    bool m_hasNavigated = false;
};

} // namespace etagere::live
