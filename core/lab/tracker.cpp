// SPDX-License-Identifier: Apache-2.0
#include "core/lab/tracker.h"

#include "core/http/etag.h"
#include "core/lab/message.h"
#include "core/lab/register.h"

#include <array>

namespace etagere::lab {

namespace {

using enum TrackerKind;

constexpr std::array<TrackerRow, static_cast<std::size_t>(Count)> rows{{
    {PlainEcho, "plain-echo", "/pixel.gif",
     "Ayenson et al. 2011: a random tag, 304 to whatever comes back"},
    {Kissmetrics, "kissmetrics", "/i.js", "capture of 30 July 2011, lifecs.likai.org"},
    {Evercookie, "evercookie", "/evercookie_etag", "samyk/evercookie evercookie_etag.php"},
    {CookielessCookies, "cookielesscookies", "/tracker.jpg",
     "lucb1e/cookielesscookies tracker.php"},
    {ShapeChecking, "shape-checking", "/pixel.gif", "the LRZ variant of cookielesscookies"},
    {KnownOnly, "known-only", "/pixel.gif", "evasion of probes with tags that were never issued"},
    {SecondVisit, "second-visit", "/pixel.gif", "evasion of probes with fresh profiles"},
    {CookieGated, "cookie-gated", "/pixel.gif", "evasion of probes without cookies"},
    {HashedCookie, "hashed-cookie", "/pixel.gif", "a cookie's value that is not shown as it is"},
    {LastModifiedTwin, "last-modified", "/pixel.gif", "the same over If-Modified-Since"},
    {SubSecond, "sub-second", "/pixel.gif", "20 bits in Apache httpd's microseconds"},
    {Nanoseconds, "nanoseconds", "/pixel.gif", "30 bits in tower-http's nanoseconds"},
    {InodeDigits, "inode", "/pixel.gif", "32 bits in LiteSpeed's inode"},
    {RateLimitedEcho, "rate-limited", "/pixel.gif", "evasion of probes that ask often"},
    {Zombie, "zombie", "/pixel.gif", "shubRaj/zombie-cookie-node-js"},
    {PersonalDigest, "personal-digest", "/visitor.js",
     "digest of a body with the visitor's number"},
}};

constexpr bool isInOrder() {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].kind) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder(), "every TrackerKind has its own row, in order");

constexpr std::string_view pixelBytes{
    "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    "\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02"
    "D\x01\x00;",
    43};

} // namespace

const TrackerRow &rowOf(TrackerKind kind) noexcept {
    const auto index = static_cast<std::size_t>(kind);
    return rows[index < rows.size() ? index : 0];
}

std::span<const TrackerRow> allTrackers() noexcept { return rows; }

void Register::note(std::string_view id, RecognisedBy by, Instant now) {
    auto place = m_places.find(id);
    if (place == m_places.end()) {
        if (m_visitors.size() == mostRemembered)
            return;
        place = m_places.emplace(id, m_visitors.size()).first;
        m_visitors.push_back({std::string(id), now, now, 0, by});
    }
    KnownVisitor &visitor = m_visitors[place->second];
    visitor.last = now;
    visitor.lastBy = by;
    ++visitor.visits;
}

Response TrackerBase::answer(const Request &request) {
    if (!isReading(request))
        return plainAnswer(request, 405, "Only GET and HEAD.\n");
    if (pathOf(request) == rowOf(m_kind).path)
        return track(request);
    if (pathOf(request) == "/")
        return page(request);
    return plainAnswer(request, 404, "There is nothing else here.\n");
}

Response TrackerBase::page(const Request &request) {
    const std::string path(rowOf(m_kind).path);
    const bool isScript = path.ends_with(".js");
    Response response = begin(request, 200);
    response.add("Content-Type", "text/html; charset=utf-8");
    response.add("Cache-Control", "no-store");
    response.body = "<!doctype html>\n<title>A page with a tracker</title>\n" +
                    (isScript ? "<script src=\"" + path + "\"></script>\n"
                              : "<img alt=\"\" src=\"" + path + "\">\n");
    return response;
}

std::string_view pixel() noexcept { return pixelBytes; }

Response pixelAnswer(const Request &request) {
    Response response = begin(request, 200);
    response.add("Content-Type", "image/gif");
    response.body = pixelBytes;
    return response;
}

std::string_view askedTag(const Request &request) {
    const http::ParsedETag asked = http::parseETag(fieldOf(request, http::FieldName::IfNoneMatch));
    return asked.tag ? asked.tag->opaque : std::string_view();
}

std::unique_ptr<Tracker> makeTracker(TrackerKind kind, std::uint64_t seed) {
    using Maker = std::unique_ptr<Tracker> (*)(TrackerKind, std::uint64_t);
    constexpr std::array<Maker, 3> makers{makeEchoTracker, makeDigitTracker, makeCookieTracker};
    for (const Maker make : makers) {
        if (auto tracker = make(kind, seed))
            return tracker;
    }
    return nullptr;
}

} // namespace etagere::lab
