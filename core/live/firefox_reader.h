// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/alive.h"
#include "core/live/firefox_tab.h"
#include "core/live/page_reading.h"

#include <functional>
#include <string>
#include <vector>

namespace etagere::live {

/// What a tab shows at the end of a visit.
struct FirefoxSight {
    PageReading page;            ///< of the page itself, with the storage of all its frames
    std::string screenshot;      ///< PNG
    std::vector<Cookie> cookies; ///< of the whole profile
};

/// Looks at a loaded page, once: its title, its links, what it and its frames store, the profile's
/// cookies, and a picture if asked for. What does not answer in a few seconds is left out.
class FirefoxReader {
public:
    explicit FirefoxReader(FirefoxTab tab)
        : m_tab(std::move(tab)) {}

    struct Wanted {
        bool document = true; ///< there is one
        bool screenshot = false;
    };
    /// `done` is called from the event loop; it may destroy this.
    void read(Wanted wanted, std::function<void(FirefoxSight)> done);

private:
    void readCookies();
    void readTree();
    void readFrames(simdjson::dom::element tree, int depth);
    void readFrame(const std::string &context);
    void takePicture();
    void settle();

    FirefoxTab m_tab;
    FirefoxSight m_sight;
    StorageSum m_storage;
    std::size_t m_awaited = 0;
    std::size_t m_frames = 0;
    std::function<void(FirefoxSight)> m_done;
    Alive m_alive;
};

} // namespace etagere::live
