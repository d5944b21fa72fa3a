// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>

#include "core/base/result.h"
#include "core/live/browser.h"
#include "core/live/browser_folder.h"
#include "core/live/pipe_transport.h"

#include <chrono>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace etagere::live {

/// What is started, and with what around it.
struct ProcessOptions {
    std::filesystem::path program{};
    std::vector<std::string> arguments{}; ///< "%F" in one stands for the browser's folder
    /// Written into the folder before: name within it, and text.
    std::vector<std::pair<std::filesystem::path, std::string>> files{};
    bool hasPipe = true; ///< it reads its commands from descriptor 3 and answers on 4
    /// How long it may take to end by itself once nobody speaks with it, before it is killed.
    std::chrono::milliseconds patience{0};
};

/// A browser's process, in a group and a folder of its own, as an unprivileged user when this
/// program is root's. Nothing of it is left when this is destroyed, nor when this program is
/// killed: the system then kills the browser, and a guard, a shell that waits for this program's
/// end, kills its group and deletes its folder. To be made in a thread that lives as long as it.
class BrowserProcess {
public:
    [[nodiscard]] static Result<std::unique_ptr<BrowserProcess>, BrowserError>
    start(const ProcessOptions &options);
    BrowserProcess(const BrowserProcess &) = delete;
    BrowserProcess &operator=(const BrowserProcess &) = delete;
    /// Ends it and waits for that.
    ~BrowserProcess();

    /// The pipe to it, once; null when it has none.
    [[nodiscard]] std::unique_ptr<PipeTransport> takePipe() { return std::move(m_pipe); }
    [[nodiscard]] qint64 processId() const noexcept { return m_id; }
    [[nodiscard]] const std::filesystem::path &folder() const noexcept { return m_folder.path(); }
    /// The last lines it wrote, for an error's detail.
    [[nodiscard]] std::string lastWords();
    /// Called from the event loop with every line it writes, for those that tell an address.
    void onLine(std::function<void(const std::string &)> listener) {
        m_onLine = std::move(listener);
    }
    /// Called from the event loop when it ended by itself.
    void onEnded(std::function<void()> listener) { m_onEnded = std::move(listener); }

private:
    BrowserProcess(BrowserFolder folder, std::optional<BrowserUser> user,
                   std::chrono::milliseconds patience);
    [[nodiscard]] bool startGuard();
    [[nodiscard]] Result<void, BrowserError> startBrowser(const ProcessOptions &options);
    void readLines();
    void end();

    BrowserFolder m_folder;
    std::optional<BrowserUser> m_user;
    std::chrono::milliseconds m_patience;
    QProcess m_guard;
    QProcess m_browser;
    qint64 m_id = 0; ///< of the browser and of its group
    std::unique_ptr<PipeTransport> m_pipe;
    std::string m_unfinishedLine;
    std::deque<std::string> m_lines;
    std::function<void(const std::string &)> m_onLine;
    std::function<void()> m_onEnded;
};

/// The program given, or the first of `names` in PATH. NotInstalled names what was looked for.
[[nodiscard]] Result<std::filesystem::path, BrowserError>
findProgram(const std::filesystem::path &given, const std::vector<std::string> &names);

} // namespace etagere::live
