// SPDX-License-Identifier: Apache-2.0
#include "core/lab/file_server.h"

#include <algorithm>
#include <array>

// Who does what: real servers asked with `*`, lists, `W/` and unquoted tags (nginx 1.22, Apache
// 2.4.71, lighttpd 1.4.69, Caddy 2.6, h2o 2.2.5, Tomcat 10.1, Express 5.3, sirv 3.0.2,
// @fastify/static 10.1, hapi inert 7.1, serve-handler 6.1, http-server 14.1, koa-etag 5.0,
// Werkzeug 2.2, Tornado 6.2); the others keep to RFC 9110. LiteSpeed: its source,
// src/http/staticfilecachedata.cpp.
namespace etagere::lab {

namespace {

using enum recipe::RecipeId;
using recipe::RecipeId;

constexpr bool noDate = false;

constexpr Family family(RecipeId recipe, std::string_view server, bool sendsLastModified = true,
                        CodingMark mark = CodingMark::Weaken) {
    Family made;
    made.recipe = recipe;
    made.server = server;
    made.sendsLastModified = sendsLastModified;
    made.mark = mark;
    return made;
}

constexpr Family apache(RecipeId recipe) {
    Family made = family(recipe, "Apache/2.4.71 (Debian)", true, CodingMark::DashGzip);
    made.comparesCoded = false;
    return made;
}

constexpr Family litespeed() {
    Family made = family(LiteSpeed, "LiteSpeed", true, CodingMark::SemicolonGz);
    made.manner.ignoredTail = 3;
    return made;
}

// No `*`, no lists.
constexpr Family strict(Family made, bool comparesWeakly) {
    made.manner.starMatches = false;
    made.manner.readsLists = false;
    made.manner.comparesWeakly = comparesWeakly;
    return made;
}

constexpr Family withoutTagIn304(Family made) {
    made.tagIn304 = false;
    return made;
}

constexpr Family hapi(RecipeId recipe) {
    Family made = family(recipe, "", true, CodingMark::DashGzip);
    made.manner.starMatches = false;
    made.echoesWeakness = true;
    return made;
}

constexpr Family unquotedReader(Family made) {
    made.manner.readsUnquoted = true;
    return made;
}

constexpr std::array families{
    family(Nginx, "nginx/1.22.1"),
    strict(family(H2o, "h2o/2.2.5"), false),
    family(WhiteNoise, "gunicorn"),
    family(Cherokee, "Cherokee/1.2.104"),
    apache(ApacheInodeSizeTime),
    apache(ApacheSizeTime),
    apache(ApacheTime),
    apache(ApacheSize),
    litespeed(),
    family(Caddy, "Caddy", true, CodingMark::DashGzip),
    family(CaddyJoined, "Caddy", true, CodingMark::Keep),
    family(Tomcat, "Apache-Coyote/1.1"),
    withoutTagIn304(strict(family(Sirv, ""), true)),
    family(ServeStatic, ""),
    hapi(HapiSimple),
    strict(family(HttpServer, ""), true),
    strict(family(Ecstatic, "ecstatic-3.3.2"), true),
    family(Aiohttp, "Python/3.11 aiohttp/3.8.4"),
    family(StaticWebServer, ""),
    family(TowerHttp, ""),
    family(ActixFiles, ""),
    family(Webrick, "WEBrick/1.8.1 (Ruby/3.1.2)"),
    unquotedReader(family(Werkzeug, "Werkzeug/2.2.2 Python/3.11.2")),
    family(Jetty, "Jetty(9.4.57.v20241219)", true, CodingMark::DoubleDash),
    family(Iis, "Microsoft-IIS/10.0"),
    family(AspNetCore, "Kestrel"),
    family(AkkaHttp, "akka-http/10.2.10"),
    family(Crystal, ""),
    family(Drupal, "nginx"),
    family(Cowboy, "Cowboy"),
    family(Phoenix, "Cowboy", noDate),
    family(Lighttpd, "lighttpd/1.4.69", true, CodingMark::DashGzip),
    family(Starlette, "uvicorn"),
    family(ExpressBody, "", noDate),
    family(KoaBody, "", noDate),
    family(ExpressMd5Body, "", noDate),
    apache(ApacheDigest),
    family(FastifyEtag, "", noDate),
    withoutTagIn304(strict(family(ServeHandler, "", noDate), false)),
    family(NextJs, "", noDate),
    family(BodyMd5, "AmazonS3"),
    family(BodySha1, "TornadoServer/6.2", noDate),
    hapi(HapiInert),
    family(RackEtag, "", noDate),
    family(BodySha256, "", noDate),
    family(TomcatStrong, "Apache-Coyote/1.1"),
    family(BodySha512, "TornadoServer/6.2"),
    unquotedReader(family(WerkzeugSha3, "Werkzeug/3.2.0 Python/3.11.2", noDate)),
    family(Spring, "", noDate),
    family(WaiStatic, "Warp/3.3.23"),
    family(GoFiber, "", noDate),
    family(S3Multipart, "AmazonS3"),
    family(GoogleStorage, "UploadServer"),
    family(GoogleGeneration, "UploadServer", noDate),
    family(Azure, "Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0"),
    family(Akamai, "AkamaiNetStorage"),
    family(Qiniu, "openresty"),
    family(DockerDigest, "", noDate),
    family(RailsKey, "", noDate),
};

constexpr bool isInOrder() {
    for (std::size_t i = 0; i < families.size(); ++i) {
        if (static_cast<std::size_t>(families[i].recipe) != i + 1)
            return false;
    }
    return families.size() + 1 == static_cast<std::size_t>(FieldDigest);
}
static_assert(isInOrder(), "every recipe with a formula has its own row, in order");

} // namespace

std::span<const Family> allFamilies() noexcept { return families; }

const Family &familyOf(RecipeId recipe) noexcept {
    const auto index = static_cast<std::size_t>(recipe);
    return families[index > 0 && index <= families.size() ? index - 1 : 0];
}

} // namespace etagere::lab
