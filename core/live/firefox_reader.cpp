// SPDX-License-Identifier: Apache-2.0
#include "core/live/firefox_reader.h"

#include <QByteArray>

#include "core/live/firefox_scripts.h"

#include <chrono>
#include <utility>

namespace etagere::live {

namespace {

constexpr std::chrono::milliseconds patience = std::chrono::seconds(5);
constexpr std::size_t mostFrames = 64;
constexpr int deepestFrame = 16;

Cookie readCookie(simdjson::dom::element element) {
    Cookie cookie;
    cookie.name = textOf(element, "name");
    cookie.value = textOf(element, "value");
    cookie.domain = textOf(element, "domain");
    cookie.path = textOf(element, "path");
    cookie.isHttpOnly = flagOf(element, "isHttpOnly");
    cookie.isSecure = flagOf(element, "isSecure");
    std::int64_t expires = 0;
    if (flagOf(element, "isSession") || element["expires"].get(expires) != simdjson::SUCCESS)
        return cookie;
    // Firefox told seconds before it told milliseconds; what is beyond the year 9999 is neither.
    constexpr std::int64_t leastMilliseconds = 100'000'000'000;
    constexpr std::int64_t mostMilliseconds = 253'402'300'800'000;
    const std::int64_t milliseconds = expires < leastMilliseconds ? expires * 1000 : expires;
    if (milliseconds > 0 && milliseconds < mostMilliseconds)
        cookie.expires = Instant(std::chrono::milliseconds(milliseconds));
    return cookie;
}

} // namespace

std::vector<Cookie> readFirefoxCookies(std::string_view json) {
    std::vector<Cookie> cookies;
    simdjson::dom::parser parser;
    simdjson::dom::array list;
    if (json.empty() || parser.parse(json.data(), json.size()).get(list) != simdjson::SUCCESS)
        return cookies;
    for (const simdjson::dom::element element : list) {
        if (element.is_object())
            cookies.push_back(readCookie(element));
    }
    return cookies;
}

void FirefoxReader::read(Wanted wanted, std::function<void(FirefoxSight)> done) {
    m_done = std::move(done);
    readCookies();
    if (wanted.document)
        readTree();
    if (wanted.screenshot)
        takePicture();
}

void FirefoxReader::readCookies() {
    ++m_awaited;
    m_tab.client->evaluate({m_tab.browser, false, patience}, cookiesInBrowser(m_tab.userContext),
                           m_alive.only([this](const Result<std::string, BrowserError> &json) {
                               if (json)
                                   m_sight.cookies = readFirefoxCookies(*json);
                               settle();
                           }));
}

void FirefoxReader::readTree() {
    readFrame(m_tab.context);
    ++m_awaited;
    m_tab.client->call("browsingContext.getTree", JsonParams().text("root", m_tab.context),
                       m_alive.only([this](const auto &answer) {
                           simdjson::dom::element top;
                           if (answer &&
                               answer->at_pointer("/contexts/0").get(top) == simdjson::SUCCESS)
                               readFrames(top, 0);
                           settle();
                       }),
                       patience);
}

void FirefoxReader::readFrames(simdjson::dom::element tree, int depth) {
    simdjson::dom::array children;
    if (depth > deepestFrame || tree["children"].get(children) != simdjson::SUCCESS)
        return;
    for (const simdjson::dom::element child : children) {
        if (++m_frames > mostFrames)
            return;
        readFrame(std::string(textOf(child, "context")));
        readFrames(child, depth + 1);
    }
}

void FirefoxReader::readFrame(const std::string &context) {
    ++m_awaited;
    m_tab.client->evaluate({context, true, patience}, pageScript(),
                           m_alive.only([this, isTop = context == m_tab.context](
                                            const Result<std::string, BrowserError> &json) {
                               PageReading read = readPage(json ? *json : std::string());
                               m_storage.add(std::exchange(read.storage, {}));
                               if (isTop) {
                                   m_sight.page.url = std::move(read.url);
                                   m_sight.page.title = std::move(read.title);
                                   m_sight.page.links = std::move(read.links);
                               }
                               settle();
                           }));
}

void FirefoxReader::takePicture() {
    ++m_awaited;
    m_tab.client->call("browsingContext.captureScreenshot",
                       JsonParams().text("context", m_tab.context),
                       m_alive.only([this](const auto &answer) {
                           if (answer) {
                               const std::string_view data = textOf(*answer, "data");
                               m_sight.screenshot =
                                   QByteArray::fromBase64(
                                       QByteArray(data.data(), static_cast<qsizetype>(data.size())))
                                       .toStdString();
                           }
                           settle();
                       }),
                       patience);
}

void FirefoxReader::settle() {
    if (--m_awaited > 0)
        return;
    m_sight.page.storage = m_storage.take();
    const auto done = std::move(m_done);
    done(std::move(m_sight));
}

} // namespace etagere::live
