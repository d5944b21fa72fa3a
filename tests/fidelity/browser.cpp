// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/browser.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <system_error>
#include <thread>
#include <vector>

namespace etagere::fidelity {

namespace {

namespace fs = std::filesystem;

fs::path newFolder() {
    std::string name = (fs::temp_directory_path() / "etagere-fidelity-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        throw std::system_error(errno, std::generic_category(), name);
    return name;
}

std::vector<std::string> chromiumArguments(const fs::path &profile) {
    std::vector<std::string> arguments{"--headless",
                                       "--disable-gpu",
                                       "--disable-quic",
                                       "--no-first-run",
                                       "--disable-background-networking",
                                       "--disable-component-update",
                                       "--disable-sync",
                                       "--disable-background-timer-throttling",
                                       "--disable-renderer-backgrounding",
                                       "--user-data-dir=" + profile.string()};
    // Chromium's sandbox refuses to be set up by root; the only page it shows is our own.
    if (::geteuid() == 0)
        arguments.emplace_back("--no-sandbox");
    return arguments;
}

/// Quiet on the network, and deterministic: no race of the cache against the network.
void writePreferences(const fs::path &profile) {
    std::ofstream out(profile / "user.js");
    for (const char *name :
         {"network.http.rcwn.enabled", "network.captive-portal-service.enabled",
          "network.connectivity-service.enabled", "browser.safebrowsing.malware.enabled",
          "browser.safebrowsing.phishing.enabled", "browser.safebrowsing.downloads.enabled",
          "app.update.auto", "app.normandy.enabled", "extensions.update.enabled",
          "browser.shell.checkDefaultBrowser", "datareporting.policy.dataSubmissionEnabled",
          "toolkit.telemetry.enabled", "browser.aboutwelcome.enabled", "network.prefetch-next",
          "browser.newtabpage.activity-stream.feeds.system.topstories",
          "privacy.reduceTimerPrecision"})
        out << "user_pref(\"" << name << "\", false);\n";
    out << "user_pref(\"services.settings.server\", \"data:,\");\n"
           "user_pref(\"browser.startup.page\", 0);\n"
           "user_pref(\"media.gmp-manager.url\", \"data:,\");\n"
           "user_pref(\"datareporting.policy.dataSubmissionPolicyBypassNotification\", true);\n";
}

std::vector<std::string> argumentsFor(std::string_view browser, const fs::path &profile) {
    if (browser == "chromium")
        return chromiumArguments(profile);
    writePreferences(profile);
    return {"--headless", "--no-remote", "-profile", profile.string()};
}

pid_t start(const fs::path &program, const std::vector<std::string> &arguments) {
    std::vector<char *> argv{const_cast<char *>(program.c_str())};
    for (const std::string &argument : arguments)
        argv.push_back(const_cast<char *>(argument.c_str()));
    argv.push_back(nullptr);
    const pid_t child = ::fork();
    if (child < 0)
        throw std::system_error(errno, std::generic_category(), "fork");
    if (child > 0) {
        ::setpgid(child, child);
        return child;
    }
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    const int null = ::open("/dev/null", O_RDWR);
    ::dup2(null, 0);
    ::dup2(null, 1);
    ::dup2(null, 2);
    ::execv(program.c_str(), argv.data());
    ::_exit(127);
}

bool hasEnded(pid_t child, std::chrono::milliseconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (::waitpid(child, nullptr, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return true;
}

} // namespace

std::optional<fs::path> programOf(std::string_view browser) {
    const std::vector<std::string_view> names =
        browser == "chromium"
            ? std::vector<std::string_view>{"chromium", "chromium-browser", "google-chrome"}
            : std::vector<std::string_view>{"firefox-esr", "firefox"};
    const char *path = std::getenv("PATH");
    std::string_view rest = path == nullptr ? "/usr/bin" : path;
    while (!rest.empty()) {
        const auto colon = std::min(rest.find(':'), rest.size());
        for (const std::string_view name : names) {
            fs::path candidate = fs::path(rest.substr(0, colon)) / name;
            if (::access(candidate.c_str(), X_OK) == 0)
                return candidate;
        }
        rest.remove_prefix(std::min(colon + 1, rest.size()));
    }
    return std::nullopt;
}

std::string versionOf(const fs::path &program) {
    const std::string command = program.string() + " --version 2>/dev/null";
    const std::unique_ptr<FILE, int (*)(FILE *)> pipe(::popen(command.c_str(), "r"), ::pclose);
    char line[256] = {};
    if (!pipe || std::fgets(line, sizeof line, pipe.get()) == nullptr)
        return {};
    std::string version(line);
    while (!version.empty() && (version.back() == '\n' || version.back() == ' '))
        version.pop_back();
    return version;
}

Browser::Browser(std::string_view browser, const fs::path &program, const std::string &url)
    : m_profile(newFolder()) {
    std::vector<std::string> arguments = argumentsFor(browser, m_profile);
    arguments.push_back(url);
    m_group = start(program, arguments);
}

Browser::~Browser() {
    ::kill(-m_group, SIGTERM);
    if (!hasEnded(m_group, std::chrono::seconds(5))) {
        ::kill(-m_group, SIGKILL);
        hasEnded(m_group, std::chrono::seconds(5));
    }
    // Whatever the browser started and left behind.
    ::kill(-m_group, SIGKILL);
    std::error_code ignored;
    for (int i = 0; i < 5 && fs::exists(m_profile); ++i) {
        fs::remove_all(m_profile, ignored);
        std::this_thread::sleep_for(std::chrono::milliseconds(ignored ? 200 : 0));
    }
}

} // namespace etagere::fidelity
