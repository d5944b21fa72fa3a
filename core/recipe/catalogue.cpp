// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/recipe.h"

#include <array>

namespace etagere::recipe {

namespace {

using enum RecipeId;

constexpr std::array<RecipeRow, static_cast<std::size_t>(RecipeId::Count)> rows{{
    {None, "none", "", "", ""},
    {Nginx, "nginx", "nginx, GitHub Pages, many CDNs", "hex(mtime s)-hex(size)",
     "nginx src/http/ngx_http_core_module.c"},
    {H2o, "h2o", "H2O", "hex8(mtime s)-hex(size)", "h2o lib/common/filecache.c"},
    {WhiteNoise, "whitenoise", "WhiteNoise (Django static files)", "hex(mtime s)-hex(size)",
     "whitenoise responders.py"},
    {Cherokee, "cherokee", "Cherokee", "hex(mtime s)=hex(size)", "cherokee/handler_file.c"},
    {ApacheInodeSizeTime, "apache-inode-size-time", "Apache httpd up to 2.2, FileETag All",
     "hex(inode)-hex(size)-hex(mtime us)", "httpd modules/http/http_etag.c"},
    {ApacheSizeTime, "apache-size-time", "Apache httpd 2.4", "hex(size)-hex(mtime us)",
     "httpd server/util_etag.c"},
    {ApacheTime, "apache-time", "Apache httpd, FileETag MTime", "hex(mtime us)",
     "httpd server/util_etag.c"},
    {ApacheSize, "apache-size", "Apache httpd, FileETag Size", "hex(size)",
     "httpd server/util_etag.c"},
    {LiteSpeed, "litespeed", "LiteSpeed, OpenLiteSpeed", "hex(size)-hex(mtime s)-hex(inode);;;",
     "openlitespeed src/http/staticfilecachedata.cpp"},
    {Caddy, "caddy", "Caddy 2.7 and later", "base36(mtime ns)-base36(size)",
     "caddy modules/caddyhttp/fileserver/staticfiles.go"},
    {CaddyJoined, "caddy-joined", "Caddy up to 2.6", "base36(mtime s)base36(size)",
     "caddy 2.6 modules/caddyhttp/fileserver/staticfiles.go"},
    {Tomcat, "tomcat", "Apache Tomcat", "dec(size)-dec(mtime ms)",
     "tomcat AbstractResource.java getETag"},
    {Sirv, "sirv", "sirv (npm)", "dec(size)-dec(mtime ms)", "sirv packages/sirv/index.mjs"},
    {ServeStatic, "serve-static", "send, serve-static, Express.static, @fastify/static",
     "hex(size)-hex(mtime ms)", "jshttp/etag index.js stattag"},
    {HapiSimple, "hapi-inert-simple", "hapi inert, etagMethod simple", "hex(size)-hex(mtime ms)",
     "hapijs/inert lib/etag.js"},
    {HttpServer, "http-server", "http-server (npm)", "dec(inode)-dec(size)-iso8601(mtime ms)",
     "http-party/http-server lib/core/etag.js"},
    {Ecstatic, "ecstatic", "ecstatic (npm)", "dec(inode)-dec(size)-Date(mtime)",
     "jfhbrook/node-ecstatic lib/ecstatic/etag.js"},
    {Aiohttp, "aiohttp", "aiohttp FileResponse", "hex(mtime ns)-hex(size)",
     "aiohttp web_fileresponse.py"},
    {StaticWebServer, "static-web-server", "static-web-server (Rust)", "hex(mtime ns)-hex(size)",
     "static-web-server src/etag.rs"},
    {TowerHttp, "tower-http", "tower-http ServeDir, axum", "hex(s).hex8(ns)-hex(size)",
     "tower-http src/services/fs/serve_dir/headers.rs"},
    {ActixFiles, "actix-files", "actix-files", "hex(inode):hex(size):hex(s):hex(ns)",
     "actix-files src/named.rs"},
    {Webrick, "webrick", "WEBrick", "hex(inode)-hex(size)-hex(mtime s), unquoted",
     "webrick filehandler.rb"},
    {Werkzeug, "werkzeug-send-file", "Werkzeug, Flask send_file",
     "float(mtime s)-dec(size)-dec(adler32(path))", "werkzeug utils.py"},
    {Jetty, "jetty", "Eclipse Jetty", "base64(mtime ms ^ h)base64(size ^ h), h = hash of the name",
     "jetty PathResource.getWeakETag, EtagUtils.java"},
    {Iis, "iis", "Microsoft IIS", "FILETIME bytes in hex, little-endian:hex(change number)",
     "IIS MD_ETAG_CHANGENUMBER"},
    {AspNetCore, "aspnetcore", "ASP.NET Core static files", "hex(FILETIME(mtime s) ^ size)",
     "aspnetcore StaticFileContext.cs"},
    {AkkaHttp, "akka-http", "akka-http, pekko-http", "hex(mtime ms ^ reversed bits of size)",
     "akka-http FileAndResourceDirectives.scala"},
    {Crystal, "crystal", "Crystal, Kemal", "dec(mtime s), weak",
     "crystal src/http/server/handlers/static_file_handler.cr"},
    {Drupal, "drupal", "Drupal page cache", "dec(mtime s)",
     "drupal FinishResponseSubscriber.php setResponseCacheable"},
    {Cowboy, "cowboy", "Cowboy static files", "dec(phash2({size, mtime}))",
     "cowboy src/cowboy_static.erl"},
    {Phoenix, "phoenix", "Plug.Static, Phoenix", "HEX(27 bits of phash2({size, mtime}))",
     "plug lib/plug/static.ex"},
    {Lighttpd, "lighttpd", "lighttpd", "dec(DEK hash of inode, size, mtime)",
     "lighttpd src/http_etag.c"},
    {Starlette, "starlette", "Starlette, FastAPI FileResponse", "md5(float(mtime s)-dec(size))",
     "starlette responses.py"},
    {ExpressBody, "express-body", "Express res.send, res.json",
     "hex(length)-base64(sha1)[0:27], weak", "jshttp/etag index.js entitytag"},
    {KoaBody, "koa-body", "koa-etag, Nitro, h3", "hex(length)-base64(sha1)[0:27]",
     "koajs/etag index.js"},
    {ExpressMd5Body, "express-md5-body", "Express 4.0 to 4.12", "hex(length)-base64(md5)",
     "jshttp/etag 1.5 index.js"},
    {ApacheDigest, "apache-digest", "Apache httpd, FileETag Digest", "base64(sha1)",
     "httpd server/util_etag.c"},
    {FastifyEtag, "fastify-etag", "@fastify/etag", "base64(digest)",
     "fastify/fastify-etag index.js"},
    {ServeHandler, "serve-handler", "vercel/serve", "sha1(extension-body)",
     "vercel/serve-handler src/index.js"},
    {NextJs, "nextjs", "Next.js", "base36(fnv1a52(text))base36(UTF-16 length)",
     "next.js packages/next/src/server/lib/etag.ts"},
    {BodyMd5, "md5", "Amazon S3, MinIO, Django, CherryPy, Laravel and many more", "md5(body)",
     "minio internal/etag/etag.go; django utils/cache.py"},
    {BodySha1, "sha1", "Werkzeug before 3.2, Tornado and more", "sha1(body)", "werkzeug http.py"},
    {HapiInert, "hapi-inert", "hapi inert", "sha1(file)", "hapijs/inert lib/etag.js"},
    {RackEtag, "rack-etag", "Rack::ETag, Rails", "sha256(body)[0:32], weak",
     "rack lib/rack/etag.rb"},
    {BodySha256, "sha256", "several", "sha256(body)", "tomcat AbstractResource.java"},
    {TomcatStrong, "tomcat-strong", "Tomcat, useStrongETags", "sha256(file)",
     "tomcat AbstractResource.java"},
    {BodySha512, "sha512", "Tornado static files", "sha512(file)", "tornado web.py"},
    {WerkzeugSha3, "werkzeug-sha3", "Werkzeug 3.2 and later", "base64(sha3-256(body))",
     "werkzeug http.py"},
    {Spring, "spring", "Spring ShallowEtagHeaderFilter", "0 md5(body)",
     "spring-web ShallowEtagHeaderFilter.java"},
    {WaiStatic, "wai-app-static", "wai-app-static (Haskell)", "base64(md5(file)), unquoted",
     "wai-app-static Storage/Filesystem.hs"},
    {GoFiber, "go-fiber", "Go fiber", "dec(length)-dec(crc32 with 0xD5828281)",
     "fiber middleware/etag/etag.go"},
    {S3Multipart, "s3-multipart", "Amazon S3 and its kin", "md5(md5 of each part)-dec(parts)",
     "minio internal/etag/etag.go"},
    {GoogleStorage, "google-storage", "Google Cloud Storage", "md5(object), as x-goog-hash says",
     "Cloud Storage XML API reference"},
    {GoogleGeneration, "google-generation", "Google Cloud Storage JSON, Firebase",
     "base64(protobuf{generation, metageneration})", "x-goog-generation, x-goog-metageneration"},
    {Azure, "azure-blob", "Azure Blob Storage", "0x HEX(.NET ticks of mtime)",
     "Azure Storage REST reference"},
    {Akamai, "akamai-netstorage", "Akamai NetStorage", "md5(body):float(mtime s)",
     "observed header pairs"},
    {Qiniu, "qiniu", "Qiniu Kodo", "base64url(0x16 sha1(body)), up to 4 MiB", "qiniu qetag"},
    {DockerDigest, "docker-digest", "OCI registries", "sha256:hex, as Docker-Content-Digest says",
     "OCI distribution specification"},
    {RailsKey, "rails-key", "Rails fresh_when", "md5(cache key)",
     "actionpack action_dispatch/http/cache.rb"},
    {FieldDigest, "field-digest", "any", "the digest that another field states", "RFC 9530"},
    {UrlText, "url-text", "any with versioned URLs", "text of the URL", "observed"},
    {Universal, "universal", "unknown", "parts found one by one", "observed"},
}};

constexpr bool tableIsInEnumOrder() {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].recipe) != i)
            return false;
    }
    return true;
}
static_assert(tableIsInEnumOrder(), "every RecipeId has its own row, in order");

} // namespace

const RecipeRow &rowOf(RecipeId recipe) noexcept {
    const auto index = static_cast<std::size_t>(recipe);
    return rows[index < rows.size() ? index : 0];
}

std::span<const RecipeRow> allRecipes() noexcept { return rows; }

} // namespace etagere::recipe
