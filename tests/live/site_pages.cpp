// SPDX-License-Identifier: Apache-2.0
#include "tests/live/site_pages.h"

#include <algorithm>
#include <array>

namespace etagere::tests {

namespace {

constexpr std::string_view html = "text/html; charset=utf-8";
constexpr std::string_view script = "text/javascript";
constexpr std::string_view noCache = "no-cache";

// Each page has an icon of its own, lest a browser asks for /favicon.ico.
#define ETAGERE_PAGE(TITLE, BODY)                                                                  \
    "<!doctype html><html><head><meta charset=utf-8><title>" TITLE                                 \
    "</title><link rel=icon href=\"data:,\"></head><body>" BODY "</body></html>\n"
#define ETAGERE_SCRIPTED(BODY, SCRIPT)                                                             \
    ETAGERE_PAGE("working",                                                                        \
                 BODY "<script>(async () => {" SCRIPT "})().then(() => document.title = 'done',"   \
                      "error => document.title = 'failed: ' + error);</script>")
#define ETAGERE_AT(HOST) "http://" HOST ":%PORT%"

constexpr std::array pages{
    // All that a plain page has: fresh, stale, tagged, dated, compressed, redirected, missing.
    SitePage{"/", html, noCache,
             ETAGERE_PAGE("plain",
                          "<link rel=stylesheet href=/style.css><script src=/app.js></script>"
                          "<img src=/fresh.gif><img src=/stale.gif><img src=/dated.gif>"
                          "<img src=/no-store.gif><img src=/missing.gif>"
                          "<img src=/moved><img src=/found><img src=/hop1>"
                          "<a href=/one.html>one</a> <a href=\"/two.html#part\">two</a> "
                          "<a href=/one.html>one again</a> "
                          "<a href=\"" ETAGERE_AT("b.localhost") "/\">elsewhere</a>")},
    SitePage{"/one.html", html, noCache, ETAGERE_PAGE("one", "<img src=/stale.gif?one>")},
    SitePage{"/two.html", html, noCache, ETAGERE_PAGE("two", "<img src=/fresh.gif>")},
    // A tracker's pixel in the page and in another host's frame, and a frame in that frame.
    SitePage{"/third-party.html", html, noCache,
             ETAGERE_PAGE(
                 "third party",
                 "<img src=\"" ETAGERE_AT(
                     "tracker.localhost") "/pixel.gif\">"
                                          "<iframe src=\"" ETAGERE_AT(
                                              "c.localhost") "/outer.html\"></iframe>"
                                                             "<iframe src=/frame.html></iframe>")},
    SitePage{"/outer.html", html, noCache,
             ETAGERE_PAGE("outer",
                          "<img src=\"" ETAGERE_AT(
                              "tracker.localhost") "/pixel.gif\">"
                                                   "<iframe src=\"" ETAGERE_AT(
                                                       "d.localhost") "/frame.html\"></iframe>")},
    SitePage{"/frame.html", html, noCache,
             ETAGERE_PAGE("frame", "<img src=/in-frame.gif><script src=/app.js></script>")},
    // A sandboxed frame without a URL, in a process of its own in later browsers.
    SitePage{"/srcdoc.html", html, noCache,
             ETAGERE_PAGE("srcdoc", "<iframe sandbox srcdoc=\"<img src='" ETAGERE_AT(
                                        "tracker.localhost") "/pixel.gif'>\"></iframe>")},
    // What scripts ask: revalidated, posted, across origins with a preflight, given up.
    SitePage{"/fetches.html", html, noCache,
             ETAGERE_SCRIPTED("",
                              "await (await fetch('/data.json')).text();"
                              "await (await fetch('/data.json')).text();"
                              "await (await fetch('/fresh.gif')).blob();"
                              "await (await fetch('/echo', {method: 'POST', body: 'a=1'})).text();"
                              "await (await fetch('" ETAGERE_AT(
                                  "tracker.localhost") "/cors.json',"
                                                       " {headers: {'X-Asked': '1'}})).text();"
                                                       "const open = await fetch('/open.txt'); "
                                                       "await open.body.cancel();")},
    SitePage{"/swr.html", html, noCache,
             ETAGERE_SCRIPTED("", "await (await fetch('/swr.json')).text();")},
    SitePage{"/worker.html", html, noCache,
             ETAGERE_SCRIPTED("", "await new Promise((resolve, reject) => {"
                                  "const worker = new Worker('/worker.js');"
                                  "worker.onmessage = resolve; worker.onerror = reject; });")},
    SitePage{"/worker.js", script, noCache,
             "(async () => { await (await fetch('/data.json?worker')).text();"
             "postMessage('done'); })();\n"},
    SitePage{"/shared-worker.html", html, noCache,
             ETAGERE_SCRIPTED("", "await new Promise((resolve, reject) => {"
                                  "const worker = new SharedWorker('/shared.js');"
                                  "worker.port.onmessage = resolve; worker.onerror = reject; });")},
    SitePage{"/shared.js", script, noCache,
             "onconnect = async event => { await (await fetch('/data.json?shared')).text();"
             "event.ports[0].postMessage('done'); };\n"},
    // A service worker that passes on, answers by itself and answers from its own cache.
    SitePage{"/sw/page.html", html, noCache,
             ETAGERE_SCRIPTED(
                 "", "await navigator.serviceWorker.register('/sw/service.js');"
                     "await navigator.serviceWorker.ready;"
                     "if (!navigator.serviceWorker.controller) await new Promise(resolve =>"
                     " navigator.serviceWorker.addEventListener('controllerchange', resolve));"
                     "for (const name of ['through.json', 'made.txt', 'kept.txt'])"
                     " await (await fetch('/sw/' + name)).text();")},
    SitePage{"/sw/service.js", script, noCache,
             "oninstall = event => event.waitUntil((async () => {"
             " await (await caches.open('kept')).put('/sw/kept.txt', new Response('kept'));"
             " await skipWaiting(); })());\n"
             "onactivate = event => event.waitUntil(clients.claim());\n"
             "onfetch = event => { const path = new URL(event.request.url).pathname;\n"
             " if (path === '/sw/through.json') event.respondWith(fetch(event.request));\n"
             " else if (path === '/sw/made.txt') event.respondWith(new Response('made'));\n"
             " else if (path === '/sw/kept.txt') event.respondWith(caches.match(path)); };\n"},
    // Never ending connections, which must not keep a visit from ending.
    SitePage{"/events.html", html, noCache,
             ETAGERE_SCRIPTED("", "await new Promise((resolve, reject) => {"
                                  "const source = new EventSource('/events');"
                                  "source.onmessage = resolve; source.onerror = reject; });")},
    // Goes on when it is told to (Site::say): by its link, or by asking for more.
    SitePage{"/self.html", html, noCache,
             ETAGERE_PAGE("self", "<img src=/stale.gif><a id=on href=/one.html>on</a><script>"
                                  "new EventSource('/events').onmessage = event => {"
                                  "if (event.data === 'go') document.getElementById('on').click();"
                                  "if (event.data === 'more') fetch('/data.json?more'); };"
                                  "</script>")},
    SitePage{"/socket.html", html, noCache,
             ETAGERE_SCRIPTED("", "await new Promise((resolve, reject) => {"
                                  "const socket = new WebSocket('ws://' + location.host + "
                                  "'/socket'); socket.onopen = resolve; socket.onerror = reject; "
                                  "});")},
    SitePage{"/beacon.html", html, noCache,
             ETAGERE_SCRIPTED("", "navigator.sendBeacon('/beacon', 'left');")},
    SitePage{"/hundred.html", html, noCache,
             ETAGERE_SCRIPTED("", "await Promise.all(Array.from({length: 100}, (_, i) =>"
                                  " new Promise((resolve, reject) => {"
                                  "const image = new Image(); image.onload = resolve;"
                                  "image.onerror = reject; image.src = '/many/' + i + '.gif';"
                                  "document.body.append(image); })));")},
    SitePage{"/big.html", html, noCache,
             ETAGERE_SCRIPTED("", "await (await fetch('/big.bin')).arrayBuffer();")},
    SitePage{"/storage.html", html, noCache,
             ETAGERE_SCRIPTED("", "localStorage.setItem('id', 'stored-0123456789');"
                                  "sessionStorage.setItem('tab', 'of-this-tab');"
                                  "document.cookie = 'script=by-script; max-age=86400; path=/';")},
    // Asks the tracker once its button was pressed.
    SitePage{
        "/banner.html", html, noCache,
        ETAGERE_PAGE("banner",
                     "<button id=agree onclick=\"const image = new Image();"
                     "image.src = '" ETAGERE_AT(
                         "tracker.localhost") "/pixel.gif?agreed'; document.body.append(image);"
                                              "document.title = 'agreed'\">agree</button>")},
    // Asks who one is, where nobody can answer.
    SitePage{"/locked.html", html, noCache, ETAGERE_PAGE("locked", "<img src=/locked.gif>")},
    // The two that never become quiet, or never load at all.
    SitePage{"/endless.html", html, noCache,
             ETAGERE_PAGE("endless", "<img src=/fresh.gif><img src=/hang.gif>")},
    SitePage{"/busy.html", html, noCache,
             ETAGERE_PAGE("busy", "<script>let n = 0; const next = () => {"
                                  "fetch('/no-store.gif?' + ++n).then(next); };"
                                  "next();</script>")},
};

} // namespace

const SitePage *pageOf(std::string_view path) {
    const auto *found = std::find_if(pages.begin(), pages.end(),
                                     [path](const SitePage &page) { return page.path == path; });
    return found == pages.end() ? nullptr : found;
}

std::vector<std::string_view> pagePaths() {
    std::vector<std::string_view> paths;
    for (const SitePage &page : pages) {
        const bool ends = page.path != "/endless.html" && page.path != "/busy.html" &&
                          page.path != "/self.html"; // it goes on listening
        if (page.type == html && ends)
            paths.push_back(page.path);
    }
    return paths;
}

} // namespace etagere::tests
