// SPDX-License-Identifier: Apache-2.0
#include "core/live/firefox.h"

#include <QTimer>
#include <QUrl>

#include "core/live/firefox_browser.h"
#include "core/live/firefox_preferences.h"
#include "core/live/firefox_scripts.h"
#include "core/live/socket_transport.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::live {

namespace {

/// The first start writes a profile; on a loaded machine that takes its time.
constexpr std::chrono::milliseconds startLimit = std::chrono::seconds(60);
constexpr std::int64_t longestCollected = std::int64_t{48} << 20U;

constexpr std::string_view events =
    R"(["network.beforeRequestSent","network.responseCompleted","network.fetchError",)"
    R"("network.authRequired","browsingContext.contextCreated","browsingContext.contextDestroyed",)"
    R"("browsingContext.navigationStarted","browsingContext.navigationCommitted",)"
    R"("browsingContext.navigationFailed","browsingContext.load",)"
    R"("browsingContext.downloadWillBegin","script.message"])";

ProcessOptions processOptions(const LaunchOptions &options, const std::filesystem::path &program) {
    ProcessOptions made;
    made.program = program;
    made.arguments = {"--no-remote", "--remote-debugging-port=0", "--remote-allow-system-access",
                      "--profile", "%F/profile"};
    if (options.headless)
        made.arguments.insert(made.arguments.begin(), "--headless");
    made.arguments.insert(made.arguments.end(), options.extraArguments.begin(),
                          options.extraArguments.end());
    made.files.emplace_back("profile/user.js", firefoxPreferences());
    made.hasPipe = false;
    return made;
}

/// A browser on its way up: from its first line to its answer to the last of the commands that make
/// it fit for audits.
class FirefoxStart : public std::enable_shared_from_this<FirefoxStart> {
public:
    explicit FirefoxStart(Done<std::unique_ptr<Browser>> done)
        : m_done(std::move(done)) {}

    void begin(std::unique_ptr<BrowserProcess> process) {
        m_link.process = std::move(process);
        m_self = shared_from_this();
        m_link.process->onLine([this](const std::string &line) { takeLine(line); });
        m_link.process->onEnded([this] { giveUp({BrowserError::Kind::CannotStart, {}}); });
        m_limit.setSingleShot(true);
        QObject::connect(&m_limit, &QTimer::timeout, &m_limit, [this] {
            giveUp({BrowserError::Kind::TimedOut, {}});
        });
        m_limit.start(startLimit);
    }

private:
    using Taker = void (FirefoxStart::*)(simdjson::dom::element);
    struct Step {
        std::string_view method;
        JsonParams params;
        Taker take = nullptr;
    };

    void takeLine(const std::string &line) {
        static constexpr std::string_view words = "WebDriver BiDi listening on ";
        const std::size_t at = line.find(words);
        if (at == std::string::npos || m_link.client)
            return;
        const std::string address = line.substr(at + words.size()) + "/session";
        m_link.client = std::make_unique<BidiClient>(
            std::make_unique<SocketTransport>(QUrl(QString::fromStdString(address))));
        m_link.client->onEnd([this](const BrowserError &) {
            giveUp({BrowserError::Kind::CannotStart, {}});
        });
        m_steps = firstSteps();
        next(0);
    }

    static std::vector<Step> firstSteps() {
        // Dialogs are nobody's to answer, and a page may always be left.
        constexpr std::string_view capabilities =
            R"({"alwaysMatch":{"unhandledPromptBehavior":)"
            R"({"default":"dismiss","beforeUnload":"accept"}}})";
        std::vector<Step> steps;
        steps.push_back({"session.new", JsonParams().json("capabilities", capabilities),
                         &FirefoxStart::takeSession});
        steps.push_back({"session.subscribe", JsonParams().json("events", events)});
        steps.push_back({"browsingContext.getTree",
                         JsonParams().text("moz:scope", "chrome").number("maxDepth", 0),
                         &FirefoxStart::takeTree});
        return steps;
    }

    [[nodiscard]] std::vector<Step> lastSteps() const {
        std::vector<Step> steps;
        const std::string channel =
            JsonParams().text("channel", wireChannel).text("ownership", "none").object();
        steps.push_back(
            {"script.callFunction",
             JsonParams()
                 .text("functionDeclaration", observeInBrowser())
                 .flag("awaitPromise", false)
                 .json("target", JsonParams().text("context", m_link.browser).object())
                 .json("arguments",
                       '[' + JsonParams().text("type", "channel").json("value", channel).object() +
                           ']'),
             &FirefoxStart::takeObserver});
        steps.push_back({"network.addDataCollector",
                         JsonParams()
                             .json("dataTypes", R"(["request","response"])")
                             .number("maxEncodedDataSize", longestCollected),
                         &FirefoxStart::takeCollector});
        // Else a window would ask for a password, and the request would wait for ever.
        steps.push_back(
            {"network.addIntercept", JsonParams().json("phases", R"(["authRequired"])")});
        steps.push_back({"browser.setDownloadBehavior",
                         JsonParams().json("downloadBehavior", R"({"type":"denied"})")});
        return steps;
    }

    void next(std::size_t index) {
        const Step &step = m_steps[index];
        m_link.client->call(
            step.method, step.params,
            [this, index](const Result<simdjson::dom::element, BrowserError> &answer) {
                if (!answer) {
                    giveUp({BrowserError::Kind::CannotStart,
                            std::string(m_steps[index].method) + ": " + answer.error().detail});
                    return;
                }
                if (m_steps[index].take != nullptr)
                    (this->*m_steps[index].take)(*answer);
                proceed(index + 1);
            },
            startLimit);
    }

    void proceed(std::size_t index) {
        if (!m_self)
            return;
        if (index < m_steps.size()) {
            next(index);
            return;
        }
        const auto self = std::exchange(m_self, nullptr);
        m_limit.stop();
        m_link.process->onLine({});
        m_link.process->onEnded({});
        m_done(std::make_unique<FirefoxBrowser>(std::move(m_info), std::move(m_link)));
    }

    void takeSession(simdjson::dom::element answer) {
        m_info.engine = Engine::Firefox;
        m_info.product = "Firefox/" + std::string(textAt(answer, "/capabilities/browserVersion"));
        m_info.userAgent = textAt(answer, "/capabilities/userAgent");
        m_info.isCachePartitioned = true;
    }

    void takeTree(simdjson::dom::element answer) {
        m_link.browser = textAt(answer, "/contexts/0/context");
        for (Step &step : lastSteps())
            m_steps.push_back(std::move(step));
    }

    void takeObserver(simdjson::dom::element answer) {
        if (textOf(answer, "type") != "success")
            giveUp({BrowserError::Kind::CannotStart,
                    std::string(textAt(answer, "/exceptionDetails/text"))});
    }

    void takeCollector(simdjson::dom::element answer) {
        m_link.collector = textOf(answer, "collector");
    }

    void giveUp(BrowserError error) {
        if (!m_self)
            return;
        // Kept until whoever called this has returned: it may be a part of what goes now.
        const auto self = std::exchange(m_self, nullptr);
        QTimer::singleShot(0, [self, error = std::move(error)] {
            BrowserError told = error;
            told.detail += (told.detail.empty() ? "" : "\n") + self->m_link.process->lastWords();
            self->m_link.client.reset();
            self->m_link.process.reset();
            self->m_done(Failure<BrowserError>(std::move(told)));
        });
    }

    Done<std::unique_ptr<Browser>> m_done;
    EngineInfo m_info;
    FirefoxBrowser::Link m_link;
    std::vector<Step> m_steps;
    QTimer m_limit;
    std::shared_ptr<FirefoxStart> m_self; ///< until it is done, one way or the other
};

} // namespace

Result<std::filesystem::path, BrowserError> findFirefox(const std::filesystem::path &given) {
    return findProgram(given, {"firefox-esr", "firefox"});
}

void startFirefox(const LaunchOptions &options, Done<std::unique_ptr<Browser>> done) {
    const auto fail = [&done](BrowserError error) {
        QTimer::singleShot(0, [done = std::move(done), error = std::move(error)] {
            done(Failure<BrowserError>(error));
        });
    };
    const auto program = findFirefox(options.program);
    if (!program)
        return fail(program.error());
    auto process = BrowserProcess::start(processOptions(options, *program));
    if (!process)
        return fail(process.error());
    std::make_shared<FirefoxStart>(std::move(done))->begin(std::move(*process));
}

} // namespace etagere::live
