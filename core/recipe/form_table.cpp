// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/form.h"

namespace etagere::recipe {

namespace {

using body::Algorithm;
using Encoding::Base36;
using Encoding::Base64;
using Encoding::Decimal;
using Encoding::Float;
using Encoding::Hex;
using Encoding::HexUpper;
using Encoding::Iso8601;
using Encoding::JavaScriptDate;
using enum RecipeId;

constexpr Slot size(Encoding encoding, char separator = '\0') {
    Slot slot;
    slot.role = Role::Size;
    slot.encoding = encoding;
    slot.separator = separator;
    return slot;
}

constexpr Slot time(Encoding encoding, TimeUnit unit, char separator = '\0',
                    std::uint8_t minDigits = 1) {
    Slot slot;
    slot.role = Role::Time;
    slot.encoding = encoding;
    slot.unit = unit;
    slot.separator = separator;
    slot.minDigits = minDigits;
    return slot;
}

constexpr Slot number(Role role, Encoding encoding, char separator = '\0',
                      std::uint8_t minDigits = 1) {
    Slot slot;
    slot.role = role;
    slot.encoding = encoding;
    slot.separator = separator;
    slot.minDigits = minDigits;
    return slot;
}

constexpr Slot digest(Algorithm algorithm, Encoding encoding, std::uint8_t length = 0,
                      char separator = '\0') {
    Slot slot;
    slot.role = Role::Digest;
    slot.encoding = encoding;
    slot.algorithm = algorithm;
    slot.length = length;
    slot.separator = separator;
    return slot;
}

constexpr Slot padded(Slot slot) {
    slot.padded = true;
    return slot;
}

struct Style {
    bool weak = false;
    bool quoted = true;
    std::string_view prefix;
    std::string_view suffix;
};
constexpr Style strong{};
constexpr Style weak{true, true, {}, {}};
constexpr Style unquoted{false, false, {}, {}};

template <class... Slots>
constexpr Form form(RecipeId recipe, const Style &style, std::string_view server, Slots... slots) {
    Form result;
    result.recipe = recipe;
    result.weak = style.weak;
    result.quoted = style.quoted;
    result.prefix = style.prefix;
    result.suffix = style.suffix;
    result.server = server;
    result.slots = {slots...};
    result.slotCount = sizeof...(slots);
    return result;
}

constexpr auto seconds = TimeUnit::Seconds;
constexpr auto millis = TimeUnit::Milliseconds;
constexpr auto micros = TimeUnit::Microseconds;
constexpr auto nanos = TimeUnit::Nanoseconds;

constexpr std::array forms{
    form(Nginx, strong, "nginx", time(Hex, seconds, '-'), size(Hex)),
    form(H2o, strong, "h2o", time(Hex, seconds, '-', 8), size(Hex)),
    form(WhiteNoise, strong, "gunicorn", time(Hex, seconds, '-'), size(Hex)),
    form(Cherokee, strong, "cherokee", time(Hex, seconds, '='), size(Hex)),
    form(ApacheInodeSizeTime, strong, "apache", number(Role::Inode, Hex, '-'), size(Hex, '-'),
         time(Hex, micros)),
    form(ApacheSizeTime, strong, "apache", size(Hex, '-'), time(Hex, micros)),
    form(ApacheTime, strong, "apache", time(Hex, micros)),
    form(ApacheSize, strong, "apache", size(Hex)),
    form(LiteSpeed, {false, true, {}, ";;;"}, "litespeed", size(Hex, '-'), time(Hex, seconds, '-'),
         number(Role::Inode, Hex)),
    form(Caddy, strong, "caddy", time(Base36, nanos, '-'), size(Base36)),
    form(Tomcat, weak, "coyote", size(Decimal, '-'), time(Decimal, millis)),
    form(Sirv, weak, "", size(Decimal, '-'), time(Decimal, millis)),
    form(ServeStatic, weak, "", size(Hex, '-'), time(Hex, millis)),
    form(HapiSimple, strong, "", size(Hex, '-'), time(Hex, millis)),
    form(HttpServer, weak, "", number(Role::Inode, Decimal, '-'), size(Decimal, '-'),
         time(Iso8601, millis)),
    form(Ecstatic, strong, "ecstatic", number(Role::Inode, Decimal, '-'), size(Decimal, '-'),
         time(JavaScriptDate, seconds)),
    form(Aiohttp, strong, "aiohttp", time(Hex, nanos, '-'), size(Hex)),
    form(StaticWebServer, weak, "", time(Hex, nanos, '-'), size(Hex)),
    form(TowerHttp, strong, "", time(Hex, seconds, '.'), number(Role::SubSecond, Hex, '-', 8),
         size(Hex)),
    form(ActixFiles, strong, "", number(Role::Inode, Hex, ':'), size(Hex, ':'),
         time(Hex, seconds, ':'), number(Role::SubSecond, Hex)),
    form(Webrick, unquoted, "webrick", number(Role::Inode, Hex, '-'), size(Hex, '-'),
         time(Hex, seconds)),
    form(Werkzeug, strong, "werkzeug", time(Float, seconds, '-'), size(Decimal, '-'),
         number(Role::NameHash, Decimal)),
    form(Werkzeug, {false, true, "wzsdm-", {}}, "werkzeug", time(Float, seconds, '-'),
         size(Decimal, '-'), number(Role::NameHash, Decimal)),
    form(Crystal, weak, "kemal", time(Decimal, seconds)),
    form(Drupal, strong, "", time(Decimal, seconds)),
    form(ExpressBody, weak, "", size(Hex, '-'), digest(Algorithm::Sha1, Base64, 27)),
    form(KoaBody, strong, "", size(Hex, '-'), digest(Algorithm::Sha1, Base64, 27)),
    form(ExpressMd5Body, weak, "", size(Hex, '-'), digest(Algorithm::Md5, Base64)),
    form(ApacheDigest, strong, "apache", padded(digest(Algorithm::Sha1, Base64))),
    form(FastifyEtag, strong, "", padded(digest(Algorithm::Sha1, Base64))),
    form(BodyMd5, strong, "", digest(Algorithm::Md5, Hex)),
    form(BodySha1, strong, "", digest(Algorithm::Sha1, Hex)),
    form(HapiInert, strong, "", digest(Algorithm::Sha1, Hex)),
    form(RackEtag, weak, "", digest(Algorithm::Sha256, Hex, 32)),
    form(BodySha256, strong, "", digest(Algorithm::Sha256, Hex)),
    form(TomcatStrong, strong, "coyote", digest(Algorithm::Sha256, Hex)),
    form(BodySha512, strong, "", digest(Algorithm::Sha512, Hex)),
    form(WerkzeugSha3, strong, "", digest(Algorithm::Sha3_256, Base64)),
    form(Spring, {false, true, "0", {}}, "", digest(Algorithm::Md5, Hex)),
    form(WaiStatic, unquoted, "warp", padded(digest(Algorithm::Md5, Base64))),
    form(GoFiber, strong, "", size(Decimal, '-'), digest(Algorithm::Crc32Fiber, Decimal)),
    form(Azure, {false, true, "0x", {}}, "azure", time(HexUpper, TimeUnit::Ticks)),
    form(Akamai, strong, "", digest(Algorithm::Md5, Hex, 0, ':'), time(Float, micros)),
    form(DockerDigest, {false, true, "sha256:", {}}, "", digest(Algorithm::Sha256, Hex)),
};

} // namespace

std::span<const Form> allForms() noexcept { return forms; }

} // namespace etagere::recipe
