// SPDX-License-Identifier: Apache-2.0
#include "tests/live/site_answers.h"

#include <QByteArray>
#include <QCryptographicHash>

#include "core/lab/condition.h"
#include "core/lab/gzip.h"
#include "core/lab/message.h"
#include "tests/live/site_pages.h"

#include <array>
#include <optional>

namespace etagere::tests {

namespace {

using http::FieldName;

enum class Marked : std::uint8_t { No, Tag, Date };

/// What is served under a path besides the pages.
struct Asset {
    std::string_view path; ///< or its beginning, when it ends in a slash
    std::string_view type = "image/gif";
    std::string_view cacheControl;
    Marked marked = Marked::No;
};

constexpr std::array assets{
    Asset{"/style.css", "text/css", "max-age=3600", Marked::Tag},
    Asset{"/app.js", "text/javascript", "no-cache", Marked::Tag}, // in gzip
    Asset{"/fresh.gif", "image/gif", "max-age=3600", Marked::Tag},
    Asset{"/stale.gif", "image/gif", "max-age=0", Marked::Tag},
    Asset{"/dated.gif", "image/gif", "no-cache", Marked::Date},
    Asset{"/in-frame.gif", "image/gif", "no-cache", Marked::Tag},
    Asset{"/no-store.gif", "image/gif", "no-store", Marked::Tag},
    Asset{"/vary.json", "application/json", "max-age=3600", Marked::Tag}, // Vary: X-Asked
    Asset{"/data.json", "application/json", "private, no-cache", Marked::Tag},
    Asset{"/swr.json", "application/json", "max-age=0, stale-while-revalidate=3600", Marked::Tag},
    Asset{"/sw/through.json", "application/json", "no-cache", Marked::Tag},
    Asset{"/big.bin", "application/octet-stream", "no-cache", Marked::Tag},
    Asset{"/many/", "image/gif", "no-cache", Marked::Tag},
};

/// One pixel.
constexpr std::string_view gif("GIF89a\1\0\1\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\4\1\0\0\0\0,\0\0\0\0"
                               "\1\0\1\0\0\2\2D\1\0;",
                               43);
constexpr std::size_t bigBytes = std::size_t{5} << 20U;
constexpr std::string_view lastModified = "Tue, 01 Jul 2025 10:00:00 GMT";

const Asset *assetOf(std::string_view path) {
    for (const Asset &asset : assets) {
        if (asset.path == path || (asset.path.ends_with('/') && path.starts_with(asset.path)))
            return &asset;
    }
    return nullptr;
}

lab::Response redirect(const lab::Request &request, std::uint16_t status, std::string location) {
    lab::Response response = lab::begin(request, status);
    response.add("Cache-Control", status == 301 ? "max-age=3600" : "no-cache");
    response.add("Location", std::move(location));
    return response;
}

/// Makes `response` the 304 that says that nothing changed, where the request asked for that.
void applyConditions(const lab::Request &request, lab::Response &response) {
    using namespace std::chrono;
    lab::Validators current;
    if (const std::string *tag = lab::find(response, FieldName::ETag))
        current.etag = *tag;
    if (lab::find(response, FieldName::LastModified) != nullptr)
        current.lastModified = sys_days(2025y / July / 1) + hours(10);
    if (lab::decideCondition(request, current) != lab::Outcome::NotModified)
        return;
    response.status = 304;
    response.body.clear();
    response.add("X-From", "revalidated");
}

void allowOrigin(const lab::Request &request, lab::Response &response) {
    const std::string_view origin = lab::fieldOf(request, FieldName::Origin);
    response.add("Access-Control-Allow-Origin", origin.empty() ? "*" : std::string(origin));
    if (request.method == "OPTIONS") {
        response.add("Access-Control-Allow-Headers", "X-Asked");
        response.add("Access-Control-Max-Age", "0");
    }
}

std::string acceptOf(const lab::Request &request) {
    const http::Field *key = http::find(request.fields, "Sec-WebSocket-Key");
    QByteArray text;
    if (key != nullptr)
        text = QByteArray(key->value.data(), static_cast<qsizetype>(key->value.size()));
    text += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455 §1.3
    return QCryptographicHash::hash(text, QCryptographicHash::Sha1).toBase64().toStdString();
}

/// Answers that do not end as others do.
std::optional<SiteAnswer> unusual(const lab::Request &request, std::string_view path) {
    SiteAnswer answer{lab::begin(request, 200), Ending::Open};
    if (path == "/events") {
        answer.response.add("Content-Type", "text/event-stream");
        answer.response.body = "data: first\n\n";
    } else if (path == "/open.txt") {
        answer.response.add("Content-Type", "text/plain");
        answer.response.body = "some";
    } else if (path == "/hang.gif") {
        answer.ending = Ending::Never;
        answer.response.status = 0;
    } else if (path == "/socket") {
        answer.ending = Ending::Switched;
        answer.response.status = 101;
        answer.response.add("Upgrade", "websocket");
        answer.response.add("Connection", "Upgrade");
        answer.response.add("Sec-WebSocket-Accept", acceptOf(request));
    } else {
        return std::nullopt;
    }
    return answer;
}

/// What only those may see who say a name and a password.
lab::Response locked(const lab::Request &request) {
    lab::Response response = lab::plainAnswer(request, 401, "Who are you?\n");
    response.add("WWW-Authenticate", "Basic realm=\"members\"");
    response.add("Cache-Control", "no-store");
    return response;
}

std::optional<lab::Response> redirected(const lab::Request &request, std::string_view path,
                                        std::uint16_t port) {
    if (path == "/moved")
        return redirect(request, 301, "/fresh.gif?moved");
    if (path == "/found")
        return redirect(request, 302, "/stale.gif?found");
    if (path == "/hop1")
        return redirect(request, 302, "/hop2");
    if (path == "/hop2")
        return redirect(request, 307,
                        "http://tracker.localhost:" + std::to_string(port) + "/pixel.gif?hops");
    return std::nullopt;
}

} // namespace

std::string SiteAnswers::versioned(std::string_view text) const {
    const QByteArray bytes(text.data(), static_cast<qsizetype>(text.size()));
    const QByteArray hash =
        QCryptographicHash::hash(bytes + QByteArray::number(m_version), QCryptographicHash::Sha1);
    return hash.toHex().left(12).toStdString();
}

lab::Response SiteAnswers::pageFor(const lab::Request &request, std::uint16_t port) {
    const SitePage &page = *pageOf(lab::pathOf(request));
    lab::Response response = lab::begin(request, 200);
    response.add("Content-Type", std::string(page.type));
    response.add("Cache-Control", std::string(page.cacheControl));
    response.add("ETag", lab::quoted(versioned(page.path)));
    if (lab::cookieOf(request, "sid").empty() && page.type.starts_with("text/html")) {
        response.add("Set-Cookie",
                     "sid=s" + std::to_string(++m_visitors) + "; Path=/; Max-Age=86400; HttpOnly");
        response.add("Set-Cookie", "session=of-this-run; Path=/");
    }
    std::string body(page.body);
    constexpr std::string_view mark = "%PORT%";
    for (std::size_t at = body.find(mark); at != std::string::npos; at = body.find(mark, at))
        body.replace(at, mark.size(), std::to_string(port));
    response.body = std::move(body);
    return response;
}

lab::Response SiteAnswers::assetFor(const lab::Request &request) const {
    const std::string_view path = lab::pathOf(request);
    const Asset &asset = *assetOf(path);
    lab::Response response = lab::begin(request, 200);
    response.add("Content-Type", std::string(asset.type));
    response.add("Cache-Control", std::string(asset.cacheControl));
    if (asset.marked == Marked::Tag)
        response.add("ETag", lab::quoted(versioned(path)));
    if (asset.marked == Marked::Date)
        response.add("Last-Modified", std::string(lastModified));
    if (path == "/vary.json")
        response.add("Vary", "X-Asked");
    if (path == "/app.js" && lab::acceptsGzip(request)) {
        response.add("Content-Encoding", "gzip");
        response.add("Vary", "Accept-Encoding");
        response.body = lab::gzipped("// " + std::string(4000, 'a') + versioned(path) + "\n");
    } else if (asset.type == "image/gif") {
        response.body = gif;
    } else {
        response.body = path == "/big.bin" ? std::string(bigBytes, 'b') : "{\"a\":1}\n";
    }
    return response;
}

lab::Response SiteAnswers::pixelFor(const lab::Request &request) {
    lab::Response response = lab::begin(request, 200);
    const std::string_view asked = lab::fieldOf(request, FieldName::IfNoneMatch);
    response.add("Content-Type", "image/gif");
    response.add("Cache-Control", "private, no-cache");
    // Whatever a browser sends back is its name; a new one is given to whoever has none.
    response.add("ETag",
                 asked.empty() ? "\"u" + std::to_string(++m_tags) + "\"" : std::string(asked));
    response.body = gif;
    return response;
}

SiteAnswer SiteAnswers::answer(const lab::Request &request, std::uint16_t port) {
    const std::string_view path = lab::pathOf(request);
    if (auto other = unusual(request, path))
        return std::move(*other);
    if (auto elsewhere = redirected(request, path, port))
        return {std::move(*elsewhere)};
    lab::Response response;
    if (pageOf(path) != nullptr) {
        response = pageFor(request, port);
    } else if (path == "/pixel.gif") {
        response = pixelFor(request);
    } else if (assetOf(path) != nullptr) {
        response = assetFor(request);
    } else if (path == "/cors.json") {
        response = lab::plainAnswer(request, 200, "{}\n");
        response.add("Cache-Control", "no-store");
        allowOrigin(request, response);
    } else if (path == "/locked.gif") {
        response = locked(request);
    } else if (path == "/echo" || path == "/beacon") {
        response = lab::plainAnswer(request, 200, request.body);
    } else {
        response = lab::plainAnswer(request, 404, "Nothing is here.\n");
    }
    if (lab::isReading(request))
        applyConditions(request, response);
    return {std::move(response)};
}

} // namespace etagere::tests
