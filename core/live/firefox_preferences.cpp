// SPDX-License-Identifier: Apache-2.0
#include "core/live/firefox_preferences.h"

#include <array>
#include <string_view>

namespace etagere::live {

namespace {

struct Preference {
    std::string_view name;
    std::string_view value; ///< as JavaScript
};

constexpr std::string_view off = "false";
constexpr std::string_view on = "true";
constexpr std::string_view none = "\"\"";
constexpr std::string_view blocked = "2"; ///< a permission that is denied without being asked for

constexpr std::array preferences{
    // Updates of the program, its lists, its search engines and its extensions.
    Preference{"app.normandy.enabled", off},
    Preference{"app.normandy.api_url", none},
    Preference{"app.shield.optoutstudies.enabled", off},
    Preference{"app.update.enabled", off},
    Preference{"app.update.auto", off},
    Preference{"app.update.disabledForTesting", on},
    Preference{"browser.region.update.enabled", off},
    Preference{"browser.region.network.url", none},
    Preference{"browser.search.update", off},
    Preference{"browser.search.geoSpecificDefaults", off},
    Preference{"extensions.update.enabled", off},
    Preference{"extensions.systemAddon.update.enabled", off},
    Preference{"extensions.getAddons.cache.enabled", off},
    Preference{"extensions.blocklist.enabled", off},
    Preference{"media.gmp-manager.updateEnabled", off},
    Preference{"media.gmp-manager.url", "\"data:,\""},
    Preference{"media.gmp-provider.enabled", off},
    Preference{"services.settings.server", "\"data:,#none/v1\""},
    Preference{"services.settings.loglevel", "\"off\""},
    Preference{"messaging-system.rsexperimentloader.enabled", off},
    Preference{"nimbus.rollouts.enabled", off},
    Preference{"security.remote_settings.crlite_filters.enabled", off},
    Preference{"security.remote_settings.intermediates.enabled", off},
    Preference{"browser.contentblocking.report.lockwise.enabled", off},
    // Telemetry and crash reports.
    Preference{"toolkit.telemetry.enabled", off},
    Preference{"toolkit.telemetry.unified", off},
    Preference{"toolkit.telemetry.server", none},
    Preference{"toolkit.telemetry.archive.enabled", off},
    Preference{"datareporting.policy.dataSubmissionEnabled", off},
    Preference{"datareporting.healthreport.uploadEnabled", off},
    Preference{"datareporting.usage.uploadEnabled", off},
    Preference{"telemetry.fog.test.localhost_port", "-1"},
    Preference{"browser.ping-centre.telemetry", off},
    Preference{"browser.crashReports.unsubmittedCheck.enabled", off},
    // Is there a network, and which one? Names and connections that nobody asked for.
    Preference{"network.captive-portal-service.enabled", off},
    Preference{"network.connectivity-service.enabled", off},
    Preference{"network.dns.disablePrefetch", on},
    Preference{"network.predictor.enabled", off},
    Preference{"network.http.speculative-parallel-limit", "0"},
    Preference{"network.trr.mode", "5"},
    Preference{"network.manage-offline-status", off},
    Preference{"network.sntp.pools", none},
    Preference{"dom.push.connection.enabled", off},
    Preference{"geo.provider.network.url", none},
    Preference{"geo.enabled", off},
    Preference{"security.OCSP.enabled", "0"},
    Preference{"security.certerrors.mitm.priming.enabled", off},
    Preference{"identity.fxaccounts.enabled", off},
    // Safe browsing asks for lists and sends hashes of URLs.
    Preference{"browser.safebrowsing.malware.enabled", off},
    Preference{"browser.safebrowsing.phishing.enabled", off},
    Preference{"browser.safebrowsing.blockedURIs.enabled", off},
    Preference{"browser.safebrowsing.downloads.enabled", off},
    Preference{"browser.safebrowsing.downloads.remote.enabled", off},
    Preference{"browser.safebrowsing.provider.mozilla.updateURL", none},
    Preference{"browser.safebrowsing.provider.google4.updateURL", none},
    // Pages of its own.
    Preference{"browser.startup.page", "0"},
    Preference{"browser.startup.homepage", "\"about:blank\""},
    Preference{"browser.startup.homepage_override.mstone", "\"ignore\""},
    Preference{"browser.newtabpage.enabled", off},
    Preference{"browser.newtabpage.activity-stream.feeds.topsites", off},
    Preference{"browser.newtabpage.activity-stream.feeds.section.topstories", off},
    Preference{"browser.newtabpage.activity-stream.feeds.asrouterfeed", off},
    Preference{"browser.newtabpage.activity-stream.feeds.system.topstories", off},
    Preference{"browser.newtab.preload", off},
    Preference{"browser.aboutwelcome.enabled", off},
    Preference{"startup.homepage_welcome_url", none},
    Preference{"browser.topsites.contile.enabled", off},
    Preference{"browser.pagethumbnails.capturing_disabled", on},
    Preference{"browser.urlbar.suggest.searches", off},
    Preference{"browser.urlbar.quicksuggest.enabled", off},
    Preference{"browser.ml.enable", off},
    Preference{"browser.translations.enable", off},
    Preference{"browser.discovery.enabled", off},
    Preference{"browser.shell.checkDefaultBrowser", off},
    Preference{"browser.sessionstore.resume_from_crash", off},
    Preference{"browser.sessionstore.max_tabs_undo", "0"},
    Preference{"browser.sessionstore.max_windows_undo", "0"},
    Preference{"browser.tabs.warnOnClose", off},
    Preference{"browser.formfill.enable", off},
    Preference{"signon.rememberSignons", off},
    Preference{"places.history.enabled", off},
    // A service worker's script is asked for again within the visit, not a second after it.
    Preference{"dom.serviceWorkers.update_delay", "0"},
    // User contexts are the profiles.
    Preference{"privacy.userContext.enabled", on},
    // Nothing granted, nothing asked.
    Preference{"permissions.default.geo", blocked},
    Preference{"permissions.default.camera", blocked},
    Preference{"permissions.default.microphone", blocked},
    Preference{"permissions.default.desktop-notification", blocked},
    Preference{"permissions.default.xr", blocked},
    Preference{"permissions.default.midi", blocked},
    Preference{"permissions.default.midi-sysex", blocked},
    Preference{"permissions.default.shortcuts", blocked},
    Preference{"dom.webnotifications.enabled", off},
    Preference{"media.navigator.enabled", off},
    Preference{"media.autoplay.default", "5"},
    // Nothing saved, no other program started.
    Preference{"browser.download.useDownloadDir", on},
    Preference{"browser.download.start_downloads_in_tmp_dir", on},
    Preference{"network.protocol-handler.external-default", off},
    Preference{"network.protocol-handler.warn-external-default", off},
    Preference{"browser.helperApps.deleteTempFileOnExit", on},
};

} // namespace

std::string firefoxPreferences() {
    std::string text;
    for (const Preference &preference : preferences) {
        text += "user_pref(\"";
        text += preference.name;
        text += "\", ";
        text += preference.value;
        text += ");\n";
    }
    return text;
}

} // namespace etagere::live
