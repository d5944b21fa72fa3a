// SPDX-License-Identifier: Apache-2.0
// Trackers that show a tag only to those whom a cookie lets in.
#include "core/body/digest.h"
#include "core/body/text_code.h"
#include "core/lab/message.h"
#include "core/lab/random.h"
#include "core/lab/register.h"

namespace etagere::lab {

namespace {

// A page whose script keeps a visitor's number in a cookie and has the tag keep it as well, as
// evercookie.js does it. One digit at least: what has letters only may be a word.
constexpr std::string_view evercookiePage = R"(<!doctype html>
<title>A page with an evercookie</title>
<script>
(async () => {
  const ask = () => fetch("/evercookie_etag", {cache: "no-cache"}).then(r => r.text());
  const read = () => (document.cookie.match(/(?:^|; )uid=([^;]+)/) || [])[1];
  const id = read() || await ask() || Math.random().toString(36).slice(2, 12) + 7;
  document.cookie = "uid=" + id + "; max-age=31536000";
  document.cookie = "evercookie_etag=" + id;
  await ask();
  document.cookie = "evercookie_etag=; max-age=0";
})();
</script>
)";

/// With its cookie the tag is the cookie's value; without it whatever tag came back is given back,
/// and to a clean client an empty answer.
class Evercookie final : public TrackerBase {
public:
    using TrackerBase::TrackerBase;

private:
    Response page(const Request &request) override {
        Response response = begin(request, 200);
        response.add("Content-Type", "text/html; charset=utf-8");
        response.add("Cache-Control", "no-store");
        response.body = evercookiePage;
        return response;
    }
    Response track(const Request &request) override {
        const std::string cookie(cookieOf(request, "evercookie_etag"));
        if (!cookie.empty()) {
            visitors().note(cookie, RecognisedBy::Cookie, request.now);
            return withTag(begin(request, 200), cookie);
        }
        const std::string tag(askedTag(request));
        if (tag.empty())
            return begin(request, 200);
        visitors().note(tag, RecognisedBy::Tag, request.now);
        Response response = withTag(begin(request, 304), tag);
        response.body.clear();
        return response;
    }
    static Response withTag(Response response, const std::string &id) {
        response.add("Content-Type", "text/html");
        response.add("ETag", quoted(id));
        response.body = id;
        return response;
    }
};

/// The page sets a cookie; the pixel's tag is made from it. With the tag alone the cookie is set
/// again; with neither there is no tag.
class CookieGated final : public TrackerBase {
public:
    CookieGated(TrackerKind kind, std::uint64_t seed)
        : TrackerBase(kind)
        , m_random(seed) {}

private:
    Response page(const Request &request) override {
        Response response = TrackerBase::page(request);
        if (cookieOf(request, "uid").empty())
            setCookie(response, m_random.text(24, hexDigits));
        return response;
    }
    Response track(const Request &request) override {
        std::string id(cookieOf(request, "uid"));
        const std::string asked(askedTag(request));
        const auto known = m_ids.find(asked);
        if (id.empty() && known != m_ids.end())
            id = known->second;
        if (id.empty())
            return pixelAnswer(request);
        const std::string tag = tagOf(id);
        if (m_ids.size() < mostRemembered)
            m_ids.try_emplace(tag, id);
        const bool byTag = cookieOf(request, "uid").empty();
        visitors().note(id, byTag ? RecognisedBy::Tag : RecognisedBy::Cookie, request.now);
        Response response = asked == tag ? begin(request, 304) : pixelAnswer(request);
        response.add("ETag", quoted(tag));
        response.add("Cache-Control", "private, no-cache");
        if (byTag)
            setCookie(response, id);
        return response;
    }
    [[nodiscard]] std::string tagOf(const std::string &id) const {
        if (kind() == TrackerKind::HashedCookie)
            return body::encodeHex(body::digestOf(body::Algorithm::Md5, id).bytes());
        const auto digest = body::digestOf(body::Algorithm::Sha256, "tag of " + id);
        return body::encodeHex(digest.bytes()).substr(0, 20);
    }
    static void setCookie(Response &response, const std::string &id) {
        response.add("Set-Cookie", "uid=" + id + "; Max-Age=31536000; Path=/");
    }
    Random m_random;
    std::map<std::string, std::string, std::less<>> m_ids; ///< by tag
};

/// The first visit leaves a cookie that says no more than "was here"; who comes back gets a tag.
class SecondVisit final : public TrackerBase {
public:
    SecondVisit(TrackerKind kind, std::uint64_t seed)
        : TrackerBase(kind)
        , m_random(seed) {}

private:
    Response track(const Request &request) override {
        const std::string asked(askedTag(request));
        if (!asked.empty() && visitors().has(asked)) {
            visitors().note(asked, RecognisedBy::Tag, request.now);
            Response response = begin(request, 304);
            response.add("ETag", quoted(asked));
            return response;
        }
        Response response = pixelAnswer(request);
        response.add("Cache-Control", "private, no-cache");
        if (cookieOf(request, "seen").empty()) {
            response.add("Set-Cookie", "seen=1; Max-Age=31536000; Path=/");
            return response;
        }
        const std::string id = m_random.text(16, hexDigits);
        visitors().note(id, RecognisedBy::Nothing, request.now);
        response.add("ETag", quoted(id));
        return response;
    }
    Random m_random;
};

} // namespace

std::unique_ptr<Tracker> makeCookieTracker(TrackerKind kind, std::uint64_t seed) {
    switch (kind) {
    case TrackerKind::Evercookie:
        return std::make_unique<Evercookie>(kind);
    case TrackerKind::CookieGated:
    case TrackerKind::HashedCookie:
        return std::make_unique<CookieGated>(kind, seed);
    case TrackerKind::SecondVisit:
        return std::make_unique<SecondVisit>(kind, seed);
    default:
        return nullptr;
    }
}

} // namespace etagere::lab
