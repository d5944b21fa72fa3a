// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/origin.h"
#include "core/wire/listener.h"
#include "core/wire/loop.h"
#include "tests/live/wire_row.h"

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::tests {

/// A site for browsers with every case that a capture has to tell apart, served on loopback under
/// every host name (a.localhost, b.localhost, tracker.localhost: browsers resolve them by
/// themselves) at one port. It lives in the test's event loop, which has to run while a browser
/// visits. What is served where: site_pages.cpp, site_answers.cpp.
class Site {
public:
    Site();
    Site(const Site &) = delete;
    Site &operator=(const Site &) = delete;
    ~Site();

    [[nodiscard]] bool isOpen() const noexcept;
    [[nodiscard]] std::uint16_t port() const noexcept;
    /// "http://a.localhost:4711/path"
    [[nodiscard]] std::string url(std::string_view path,
                                  std::string_view host = "a.localhost") const;

    /// Every request in the order of arrival; one that is never answered has status 0.
    [[nodiscard]] const std::vector<WireRow> &log() const noexcept;
    /// What the requests of the log said in User-Agent, each once.
    [[nodiscard]] const std::set<std::string> &agents() const noexcept;
    void clearLog();
    /// Every tag, body and number is another one from now on: the site has changed.
    void change();
    /// Tells every page that listens to /events: "go" makes /self.html click its link.
    void say(std::string_view word);
    /// How many of them there are.
    [[nodiscard]] std::size_t listeners() const noexcept;
    /// Requests whose path is this, in the log.
    [[nodiscard]] std::size_t countOf(std::string_view path) const;

private:
    class Handler;
    struct Inside;
    wire::Loop m_loop;
    std::unique_ptr<Inside> m_inside;
    std::unique_ptr<wire::Listener> m_listener;
};

} // namespace etagere::tests
