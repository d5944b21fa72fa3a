// SPDX-License-Identifier: Apache-2.0
#include "core/live/chromium.h"

#include <chrono>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace etagere::live {

namespace {

/// 0: cookies of third parties pass, also in contexts that are off the record. 2: denied.
constexpr std::string_view preferences = R"({"profile":{"cookie_controls_mode":0,
"default_content_setting_values":{"popups":2,"geolocation":2,"notifications":2,"media_stream_mic":2,
"media_stream_camera":2,"midi_sysex":2,"clipboard":2,"automatic_downloads":2,"usb_guard":2,
"serial_guard":2,"hid_guard":2,"bluetooth_guard":2,"bluetooth_scanning":2,"sensors":2,
"file_system_write_guard":2,"window_placement":2,"idle_detection":2,"local_fonts":2}},
"download":{"prompt_for_download":true},"safebrowsing":{"enabled":false},
"search":{"suggest_enabled":false},"alternate_error_pages":{"enabled":false},
"net":{"network_prediction_options":2},"credentials_enable_service":false,
"translate":{"enabled":false}})";

/// Nobody is asked for a password where nobody sees the question: a visit would wait for the answer
/// until its time is over, for a picture that needs one. The 401 is then what the page gets.
constexpr std::string_view withoutPasswords = R"({"auth":{"schemes":""}})";

constexpr std::string_view disabling = "--disable-features=";

constexpr std::string_view disabledFeatures =
    "Translate,OptimizationHints,MediaRouter,InterestFeedContentSuggestions,"
    "AutofillServerCommunication,CertificateTransparencyComponentUpdater,Prerender2,"
    "NetworkTimeServiceQuerying,"
    // A navigation that does not wait for its service worker to start, and asks the network as
    // well: DevTools does not tell of that request (Chromium 156).
    "ServiceWorkerAutoPreload,"
    // The address bar's popups: renderers of their own in every window, which nobody sees here; a
    // third of a second of computing for each visit (Chromium 156).
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup";

constexpr std::string_view fixedFlags[] = {
    "--remote-debugging-pipe",
    "--user-data-dir=%F",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    // Asked all the same (Chromium 156, seen in its NetLog): who is signed in, and what is new. A
    // port that no browser connects to keeps both on this machine.
    "--gaia-url=http://127.0.0.1:9",
    "--component-updater=url-source=http://127.0.0.1:9/",
    "--disable-sync",
    "--disable-quic",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-client-side-phishing-detection",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--disable-field-trial-config",
    "--disable-search-engine-choice-screen",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-hang-monitor",
    "--metrics-recording-only",
    "--password-store=basic",
    "--use-mock-keychain",
    "--mute-audio",
};

/// Chromium listens to the last list of features alone.
std::vector<std::string> withOneListOfFeatures(const std::vector<std::string> &extraArguments) {
    std::string features(disabledFeatures);
    std::vector<std::string> arguments;
    for (const std::string &argument : extraArguments) {
        if (argument.starts_with(disabling))
            features += ',' + argument.substr(disabling.size());
        else
            arguments.push_back(argument);
    }
    arguments.push_back(std::string(disabling) + features);
    return arguments;
}

} // namespace

ProcessOptions chromiumProcess(const LaunchOptions &options, const std::filesystem::path &program,
                               const std::string &userAgent) {
    ProcessOptions made;
    made.program = program;
    made.files = {{"Default/Preferences", std::string(preferences)}};
    for (const std::string_view flag : fixedFlags)
        made.arguments.emplace_back(flag);
    if (options.headless) {
        made.files.emplace_back("Local State", std::string(withoutPasswords));
        made.arguments.emplace_back("--headless=new");
    }
    if (!userAgent.empty())
        made.arguments.push_back("--user-agent=" + userAgent);
    if (!options.hostRules.empty())
        made.arguments.push_back("--host-resolver-rules=" + options.hostRules);
    for (std::string &argument : withOneListOfFeatures(options.extraArguments))
        made.arguments.push_back(std::move(argument));
    made.arguments.emplace_back("about:blank");
    return made;
}

ProcessOptions embeddedProcess(const LaunchOptions &options, const std::filesystem::path &program) {
    ProcessOptions made;
    made.program = program;
    made.arguments.emplace_back(options.isCachePartitioned ? "--partitioned" : "--unpartitioned");
    if (!options.headless)
        made.arguments.emplace_back("--display");
    if (!options.hostRules.empty()) {
        made.arguments.emplace_back("--resolve");
        made.arguments.push_back(options.hostRules);
    }
    made.arguments.insert(made.arguments.end(), options.extraArguments.begin(),
                          options.extraArguments.end());
    // Profiles that are kept are written before it ends.
    made.patience = std::chrono::seconds(5);
    return made;
}

Result<std::filesystem::path, BrowserError> findChromium(const std::filesystem::path &given) {
    return findProgram(
        given, {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"});
}

Result<std::filesystem::path, BrowserError> findEmbedded(const std::filesystem::path &given) {
    const std::string name = "etagere-browser";
    // Asked before there is an application as well, to choose an engine.
    std::error_code failure;
    const auto own = std::filesystem::read_symlink("/proc/self/exe", failure);
    return findProgram(given, {(own.parent_path() / name).string(), name});
}

} // namespace etagere::live
