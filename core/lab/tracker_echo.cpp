// SPDX-License-Identifier: Apache-2.0
// Trackers whose tag is a number of their own for each visitor.
#include "core/body/digest.h"
#include "core/body/text_code.h"
#include "core/http/http_date.h"
#include "core/lab/message.h"
#include "core/lab/random.h"
#include "core/lab/register.h"

#include <algorithm>
#include <deque>

namespace etagere::lab {

namespace {

using http::FieldName;

constexpr std::size_t shapeLength = 18; ///< what cookielesscookies cuts a tag to

bool isHexText(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return hexDigits.find(c) != std::string_view::npos; });
}

/// 304 with the tag that came, whatever it is; else a new one.
class PlainEcho : public TrackerBase {
public:
    PlainEcho(TrackerKind kind, std::uint64_t seed)
        : TrackerBase(kind)
        , m_random(seed) {}

protected:
    Response track(const Request &request) override {
        const std::string_view asked = askedTag(request);
        const bool known = !asked.empty() && accepts(asked);
        const std::string id = known ? std::string(asked) : mint();
        visitors().note(id, known ? RecognisedBy::Tag : RecognisedBy::Nothing, request.now);
        Response response = known ? begin(request, 304) : fresh(request, id);
        response.add("ETag", quoted(id));
        decorate(request, id, response);
        return response;
    }
    [[nodiscard]] virtual bool accepts(std::string_view) const { return true; }
    [[nodiscard]] virtual std::string mint() { return random().text(16, hexDigits); }
    [[nodiscard]] virtual Response fresh(const Request &request, const std::string &) {
        return pixelAnswer(request);
    }
    virtual void decorate(const Request &, const std::string &, Response &response) {
        response.add("Cache-Control", "private, no-cache");
    }
    [[nodiscard]] Random &random() noexcept { return m_random; }

private:
    Random m_random;
};

/// 304 only to what has the length and the digits of its own tags.
class ShapeChecking final : public PlainEcho {
public:
    using PlainEcho::PlainEcho;

private:
    bool accepts(std::string_view tag) const override {
        return tag.size() == shapeLength && isHexText(tag);
    }
    std::string mint() override { return random().text(shapeLength, hexDigits); }
};

/// 304 only to what it issued itself.
class KnownOnly final : public PlainEcho {
public:
    using PlainEcho::PlainEcho;

private:
    bool accepts(std::string_view tag) const override { return m_issued.has(tag); }
    std::string mint() override {
        std::string id = PlainEcho::mint();
        m_issued.note(id, RecognisedBy::Nothing, {});
        return id;
    }
    Register m_issued;
};

/// i.js of 2011: tag, cookie and the script's text hold one identifier of 27 characters.
class Kissmetrics final : public PlainEcho {
public:
    using PlainEcho::PlainEcho;

private:
    std::string mint() override { return random().text(27, base64UrlDigits); }
    // The site's own script keeps the number in a cookie, as often as the tracker's runs: from the
    // cache as well.
    Response page(const Request &request) override {
        Response response = PlainEcho::page(request);
        response.body.insert(response.body.find("<script"),
                             "<script>function _kmil() { document.cookie = \"_km_cid=\" + KMCID + "
                             "\"; max-age=31536000; path=/\"; }</script>\n");
        return response;
    }
    Response fresh(const Request &request, const std::string &id) override {
        Response response = begin(request, 200);
        response.add("Content-Type", "application/x-javascript");
        response.body = "var KMCID='" + id + "';if(typeof(_kmil)=='function')_kmil();\n";
        return response;
    }
    void decorate(const Request &request, const std::string &id, Response &response) override {
        response.add("Cache-Control", "max-age=864000000, public");
        response.add("Expires", "Thu, 31 Dec 2037 23:55:55 GMT");
        response.add("Last-Modified", http::formatHttpDate(request.now - std::chrono::hours(1)));
        response.add("Set-Cookie",
                     "_km_cid=" + id + "; expires=Thu, 31 Dec 2037 23:55:55 GMT; path=/");
    }
};

/// A visitor's number in a cookie and in the tag; the 304 sets the cookie again.
class Zombie final : public PlainEcho {
public:
    using PlainEcho::PlainEcho;

private:
    std::string mint() override { return random().text(128, hexDigits); }
    void decorate(const Request &, const std::string &id, Response &response) override {
        response.add("Cache-Control", "private, no-cache");
        response.add("Last-Modified", "Fri, 01 Mar 2024 12:34:56 GMT");
        response.add("Set-Cookie", "user=" + id + "; Max-Age=31536000; Path=/");
    }
};

/// Who asks more than twice within a minute from one address is served as by an honest server.
class RateLimitedEcho final : public PlainEcho {
public:
    using PlainEcho::PlainEcho;

private:
    Response track(const Request &request) override {
        constexpr std::size_t calm = 2;
        if (m_asked.size() == mostRemembered)
            m_asked.clear();
        std::deque<Instant> &asked = m_asked[std::string(request.client)];
        while (!asked.empty() && request.now - asked.front() > std::chrono::minutes(1))
            asked.pop_front();
        if (asked.size() <= calm)
            asked.push_back(request.now);
        if (asked.size() <= calm)
            return PlainEcho::track(request);
        const std::string honest = "65e1cb70-2b";
        const bool matches = askedTag(request) == honest;
        Response response = matches ? begin(request, 304) : pixelAnswer(request);
        response.add("ETag", quoted(honest));
        response.add("Last-Modified", "Fri, 01 Mar 2024 12:34:56 GMT");
        return response;
    }
    std::map<std::string, std::deque<Instant>, std::less<>> m_asked;
};

/// The tag follows from address and User-Agent until one comes back; then it is that one, cut and
/// cleaned. Without quotes, and never a 304.
class CookielessCookies final : public TrackerBase {
public:
    CookielessCookies(TrackerKind kind, std::uint64_t seed)
        : TrackerBase(kind)
        , m_secret(std::to_string(seed)) {}

private:
    Response track(const Request &request) override {
        std::string id(fieldOf(request, FieldName::IfNoneMatch));
        const bool known = !id.empty();
        if (known)
            std::erase_if(id, [](char c) { return c == '.' || c == '/' || c == '\\'; });
        else
            id = sha1(m_secret + sha1(request.client) +
                      sha1(fieldOf(request, FieldName::UserAgent)));
        id.resize(std::min(id.size(), shapeLength));
        const bool byAddress = !known && visitors().has(id);
        visitors().note(id,
                        known       ? RecognisedBy::Tag
                        : byAddress ? RecognisedBy::Address
                                    : RecognisedBy::Nothing,
                        request.now);
        Response response = pixelAnswer(request);
        response.add("Cache-Control", "private, must-revalidate, proxy-revalidate");
        response.add("ETag", id);
        return response;
    }
    static std::string sha1(std::string_view text) {
        return body::encodeHex(body::digestOf(body::Algorithm::Sha1, text).bytes());
    }
    std::string m_secret;
};

} // namespace

std::unique_ptr<Tracker> makeEchoTracker(TrackerKind kind, std::uint64_t seed) {
    switch (kind) {
    case TrackerKind::PlainEcho:
        return std::make_unique<PlainEcho>(kind, seed);
    case TrackerKind::ShapeChecking:
        return std::make_unique<ShapeChecking>(kind, seed);
    case TrackerKind::KnownOnly:
        return std::make_unique<KnownOnly>(kind, seed);
    case TrackerKind::Kissmetrics:
        return std::make_unique<Kissmetrics>(kind, seed);
    case TrackerKind::Zombie:
        return std::make_unique<Zombie>(kind, seed);
    case TrackerKind::RateLimitedEcho:
        return std::make_unique<RateLimitedEcho>(kind, seed);
    case TrackerKind::CookielessCookies:
        return std::make_unique<CookielessCookies>(kind, seed);
    default:
        return nullptr;
    }
}

} // namespace etagere::lab
