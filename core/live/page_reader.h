// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/alive.h"
#include "core/live/devtools_client.h"
#include "core/live/devtools_page.h"
#include "core/live/page_reading.h"

#include <cstdint>
#include <functional>
#include <string>

namespace etagere::live {

/// What a page shows at the end of a visit.
struct PageSight {
    PageReading page;            ///< of the page itself, with the storage of all its frames
    std::string screenshot;      ///< PNG
    std::vector<Cookie> cookies; ///< of the whole profile
};

/// Looks at a loaded page, once: its title, its links, what it and its frames store, the profile's
/// cookies, and a picture if asked for. What does not answer in a few seconds is left out.
class PageReader {
public:
    PageReader(DevtoolsClient &client, const DevtoolsPage &page)
        : m_client(client)
        , m_page(page) {}

    struct Wanted {
        bool document = true; ///< a renderer that crashed cannot tell
        bool screenshot = false;
    };
    /// `done` is called from the event loop.
    void read(Wanted wanted, std::function<void(PageSight)> done);

private:
    using Taker = std::function<void(simdjson::dom::element)>;
    /// Asks, and waits for it too. `take` gets the answer if there is one.
    void ask(DevtoolsCall call, Taker take);
    void readFrames(const std::string &session);
    void readFrame(const std::string &session, const std::string &frame);
    void readWorld(const std::string &session, const std::string &frame, std::int64_t context);
    void takeReading(const std::string &frame, PageReading read);
    void readTree(const std::string &session, simdjson::dom::element tree, int depth);
    void settle();

    DevtoolsClient &m_client;
    const DevtoolsPage &m_page;
    PageSight m_sight;
    StorageSum m_storage;
    std::size_t m_awaited = 0;
    std::size_t m_frames = 0;
    std::function<void(PageSight)> m_done;
    Alive m_alive;
};

} // namespace etagere::live
