// SPDX-License-Identifier: Apache-2.0
#include "core/live/page_frames.h"

#include <utility>

namespace etagere::live {

namespace {

/// Frames of longer URLs are there, but where they are is not kept.
std::string bounded(std::string_view url) {
    constexpr std::size_t most = std::size_t{64} << 10U;
    return url.size() <= most ? std::string(url) : std::string();
}

} // namespace

PageFrames::Frame *PageFrames::frame(std::string_view id) {
    const auto found = m_frames.find(id);
    if (found != m_frames.end())
        return &found->second;
    if (id.empty() || id.size() > maxIdBytes || m_frames.size() >= maxFrames)
        return nullptr;
    return &m_frames.emplace(id, Frame{}).first->second;
}

void PageFrames::keep(std::string &slot, std::string_view url) {
    std::string kept = bounded(url);
    m_bytes -= slot.size();
    if (m_bytes + kept.size() > maxBytes)
        kept.clear();
    m_bytes += kept.size();
    slot = std::move(kept);
}

void PageFrames::takeAttached(const EventObject &event) {
    const std::string_view parent = event.text("parentFrameId").substr(0, maxIdBytes);
    if (Frame *attached = frame(event.text("frameId")))
        attached->parent = parent;
}

void PageFrames::takeNavigated(const EventObject &event) {
    const EventObject told = event.object("frame");
    const std::string_view id = told.text("id");
    const std::string_view url = told.text("url");
    if (Frame *navigated = frame(id)) {
        keep(navigated->url, url);
        if (!told.text("parentId").empty())
            navigated->parent = told.text("parentId").substr(0, maxIdBytes);
    }
    if (!isMain(id) || id.empty())
        return;
    m_topUrl = bounded(url);
    m_hasNavigated = true;
}

void PageFrames::takeDocument(std::string_view frameId, std::string_view url) {
    Frame *asking = frame(frameId);
    if (asking == nullptr)
        return;
    if (m_main.empty() && asking->parent.empty())
        m_main = frameId;
    // Until it is there, the page before it stays, if there is one.
    if (isMain(frameId) && !m_hasNavigated)
        m_topUrl = bounded(url);
}

std::string PageFrames::urlOf(std::string_view frameId) const {
    const auto found = m_frames.find(frameId);
    return found == m_frames.end() ? std::string() : found->second.url;
}

std::string PageFrames::parentUrl(std::string_view frameId) const {
    const auto found = m_frames.find(frameId);
    return found == m_frames.end() ? std::string() : urlOf(found->second.parent);
}

} // namespace etagere::live
