// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/browser.h"
#include "core/live/devtools_client.h"
#include "core/live/json_params.h"
#include "core/live/transport.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace etagere::live {

/// Speaks WebDriver BiDi (https://w3c.github.io/webdriver-bidi/) over a transport. Its messages are
/// numbered and shaped like those of the DevTools protocol, without sessions.
class BidiClient {
public:
    using Answer = DevtoolsClient::Answer;
    using EventListener = DevtoolsClient::EventListener;
    using EndListener = DevtoolsClient::EndListener;
    using TextAnswer = std::function<void(Result<std::string, BrowserError>)>;
    using Limit = std::chrono::milliseconds;

    explicit BidiClient(std::unique_ptr<Transport> transport)
        : m_client(std::move(transport)) {}

    /// `answer` is called once, from the event loop; it may be empty.
    void call(std::string_view method, const JsonParams &params, Answer answer = {},
              Limit limit = std::chrono::seconds(30));
    /// Where a script runs.
    struct Place {
        std::string_view context;
        /// In a world of its own, where the page cannot have changed what the script uses.
        bool isApart = false;
        Limit limit = std::chrono::seconds(30);
    };
    /// Runs JavaScript, awaits what it promises and answers with it as text; anything but text is
    /// empty. What it throws is Refused.
    void evaluate(const Place &place, std::string_view expression, TextAnswer answer = {});
    /// Of all events; what it is called with is borrowed.
    void onEvent(EventListener listener) { m_client.listen({}, std::move(listener)); }
    /// Called once when nothing can come any more, after all calls under way were answered Gone.
    void onEnd(EndListener listener) { m_client.onEnd(std::move(listener)); }
    [[nodiscard]] bool hasEnded() const noexcept { return m_client.hasEnded(); }

private:
    DevtoolsClient m_client;
};

/// A JSON array of one text, as BiDi's lists of contexts are written.
[[nodiscard]] std::string jsonList(std::string_view text);

} // namespace etagere::live
