// SPDX-License-Identifier: Apache-2.0
#include "core/live/chromium_agent.h"

#include <QTimer>

#include "core/live/browser_process.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <memory>
#include <utility>

namespace etagere::live {

namespace {

constexpr std::chrono::milliseconds patience = std::chrono::seconds(30);
constexpr unsigned firstReduced = 107;

bool isVersion(std::string_view line) {
    return line.find('.') != std::string_view::npos &&
           std::all_of(line.begin(), line.end(),
                       [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

/// From the start of the program to its end; holds itself for so long.
class VersionQuestion : public std::enable_shared_from_this<VersionQuestion> {
public:
    explicit VersionQuestion(std::function<void(std::string)> done)
        : m_done(std::move(done)) {}

    void ask(const std::filesystem::path &program) {
        m_self = shared_from_this();
        ProcessOptions options;
        options.program = program;
        options.arguments = {"--product-version"};
        options.hasPipe = false;
        auto process = BrowserProcess::start(options);
        if (!process)
            return answerLater();
        m_process = *std::move(process);
        m_process->onLine([this](const std::string &line) {
            if (isVersion(line))
                m_version = line;
        });
        m_process->onEnded([this] { answerLater(); });
        QTimer::singleShot(patience, &m_context, [this] { answerLater(); });
    }

private:
    /// The process may be the one that calls.
    void answerLater() {
        if (!m_self)
            return;
        QTimer::singleShot(0, [self = std::exchange(m_self, nullptr)] {
            self->m_process.reset();
            self->m_done(std::move(self->m_version));
        });
    }

    std::function<void(std::string)> m_done;
    std::unique_ptr<BrowserProcess> m_process;
    std::string m_version;
    QObject m_context;
    std::shared_ptr<VersionQuestion> m_self;
};

} // namespace

std::string windowAgent(std::string_view version) {
    unsigned major = 0;
    std::from_chars(version.data(), version.data() + version.size(), major);
    if (!isVersion(version) || major == 0)
        return {};
    const std::string told =
        major < firstReduced ? std::string(version) : std::to_string(major) + ".0.0.0";
    return "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/" + told +
           " Safari/537.36";
}

void askVersion(const std::filesystem::path &program, std::function<void(std::string)> done) {
    std::make_shared<VersionQuestion>(std::move(done))->ask(program);
}

} // namespace etagere::live
