// SPDX-License-Identifier: Apache-2.0
// All that a browser says to whoever drives it: a line is a message, after "!" a URL to visit; "-"
// is a turn of the event loop. Where the first line is "$", the profile has a simulated cache.
// Whatever comes, nothing breaks, and each call is answered at most once.
#include <QCoreApplication>

#include "core/live/devtools_browser.h"

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <utility>

using namespace etagere;
using namespace etagere::live;

namespace {

class Peer final : public Transport {
public:
    void send(std::string_view) override {}
    void say(std::string_view json) const { tell(json); }
    void end() const { tellEnd({}); }
};

void once(bool &isAnswered) {
    if (std::exchange(isAnswered, true))
        std::abort();
}

struct Driven {
    const Peer *peer = nullptr;
    std::unique_ptr<DevtoolsBrowser> browser;
    ProfileId profile;
    bool isAdded = false;
    bool isForgotten = false;
    bool isFlushed = false;

    explicit Driven(bool isSimulated) {
        auto made = std::make_unique<Peer>();
        peer = made.get();
        browser =
            std::make_unique<DevtoolsBrowser>(EngineInfo{Engine::Embedded, {}, {}}, nullptr,
                                              std::make_unique<DevtoolsClient>(std::move(made)));
        ProfileOptions options;
        options.simulated = isSimulated ? &cache::chromium() : nullptr;
        browser->addProfile(options, [this](Result<ProfileId, BrowserError> added) {
            once(isAdded);
            if (added)
                profile = *added;
        });
    }
    void visit(std::string_view url) {
        if (!profile.isValid())
            return;
        VisitOptions options;
        options.url = url;
        options.quiet = Duration(0);
        options.screenshot = true;
        const auto isAnswered = std::make_shared<bool>(false);
        browser->flush(profile, {flush::By::Site, {"a.example"}, {}}, [](const auto &) {});
        browser->visit(
            profile, options, [](LiveExchange) {},
            [isAnswered](const Result<VisitSummary, BrowserError> &) { once(*isAnswered); });
    }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    static int count = 1;
    static char name[] = "fuzz";
    static char *arguments[] = {name, nullptr};
    static const QCoreApplication application(count, arguments);
    std::string_view rest(reinterpret_cast<const char *>(data), size);
    Driven driven(rest.starts_with("$\n"));
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (line.starts_with('!'))
            driven.visit(line.substr(1));
        else if (line == "-")
            QCoreApplication::processEvents();
        else
            driven.peer->say(line);
    }
    driven.peer->end();
    driven.browser.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return 0;
}
