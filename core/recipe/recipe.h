// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/body/digest.h"
#include "core/http/field.h"
#include "core/recipe/facts.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace etagere::recipe {

/// How a tag was made. The order is the order in which they are tried.
enum class RecipeId : std::uint8_t {
    None,
    Nginx,
    H2o,
    WhiteNoise,
    Cherokee,
    ApacheInodeSizeTime,
    ApacheSizeTime,
    ApacheTime,
    ApacheSize,
    LiteSpeed,
    Caddy,
    CaddyJoined,
    Tomcat,
    Sirv,
    ServeStatic,
    HapiSimple,
    HttpServer,
    Ecstatic,
    Aiohttp,
    StaticWebServer,
    TowerHttp,
    ActixFiles,
    Webrick,
    Werkzeug,
    Jetty,
    Iis,
    AspNetCore,
    AkkaHttp,
    Crystal,
    Drupal,
    Cowboy,
    Phoenix,
    Lighttpd,
    Starlette,
    ExpressBody,
    KoaBody,
    ExpressMd5Body,
    ApacheDigest,
    FastifyEtag,
    ServeHandler,
    NextJs,
    BodyMd5,
    BodySha1,
    HapiInert,
    RackEtag,
    BodySha256,
    TomcatStrong,
    BodySha512,
    WerkzeugSha3,
    Spring,
    WaiStatic,
    GoFiber,
    S3Multipart,
    GoogleStorage,
    GoogleGeneration,
    Azure,
    Akamai,
    Qiniu,
    DockerDigest,
    RailsKey,
    FieldDigest, ///< the digest that another field of the response states
    UrlText,     ///< the value stands in the response's own URL
    Universal,   ///< no known server: parts found one by one
    Count
};

/// One row of the catalogue.
struct RecipeRow {
    RecipeId recipe{};
    std::string_view id;      ///< stable, for programs: "nginx"
    std::string_view servers; ///< who makes tags this way
    std::string_view formula; ///< in short
    std::string_view source;  ///< where the formula is from
};
[[nodiscard]] const RecipeRow &rowOf(RecipeId recipe) noexcept;
[[nodiscard]] std::span<const RecipeRow> allRecipes() noexcept;

/// What a part of a tag says.
enum class PartKind : std::uint8_t {
    Unexplained,
    Size,             ///< length of the representation
    ModificationTime, ///< the Last-Modified second; finer digits are free
    ServingTime,      ///< the Date second: new at each response
    SizeAndTime,      ///< both in one number or hash (XOR, phash2, MD5 of the text)
    BodyDigest,
    FieldDigest,  ///< stated by the field `Part::field` too
    UrlText,      ///< stands in the URL, see `Part::over`
    NameHash,     ///< constant per name, as the formula says; not derived
    Inode,        ///< by its place in the formula; not derived, differs per node, keeps its bits
    ChangeNumber, ///< IIS metabase, S3 part count, generation: by its place, not derived
    CodingSuffix, ///< added for a coded variant: -gzip
    ServerSuffix, ///< added by a server or intermediary
    Constant,
    Count
};

/// How a part is written.
enum class Encoding : std::uint8_t {
    None,
    Decimal,
    Hex,
    HexUpper,
    Base32,
    Base36,
    Base64,
    Base64Url,
    Float, ///< seconds with a fraction
    Iso8601,
    JavaScriptDate,
    LittleEndianHex, ///< IIS: bytes, each without leading zero
    Uuid,
    Protobuf
};

/// What a time counts.
enum class TimeUnit : std::uint8_t {
    None,
    Seconds,
    Milliseconds,
    Microseconds,
    Nanoseconds,
    FileTime, ///< 100 ns since 1601
    Ticks,    ///< 100 ns since year 1 (.NET)
    Uuid      ///< 100 ns since 15 October 1582
};

/// What a part was derived from.
enum class Over : std::uint8_t {
    None,
    Decoded,          ///< the body, content codings undone
    Encoded,          ///< the body as it was sent
    ExtensionAndBody, ///< ".js-" and the decoded body
    PathWithoutQuery,
    Query,        ///< of the URL: a visitor's number may well stand there
    ContentRange, ///< the complete length in Content-Range
    LastModifiedAndLength
};

/// A piece of the tag and what it was found to be.
struct Part {
    std::uint32_t begin = 0; ///< bytes of Facts::opaque
    std::uint32_t end = 0;
    PartKind kind = PartKind::Unexplained;
    Encoding encoding = Encoding::None;
    TimeUnit unit = TimeUnit::None;
    Over over = Over::None;
    body::Algorithm algorithm = body::Algorithm::Count; ///< Count: no digest
    bool prefixOnly = false; ///< the digest was cut, these are its first characters
    bool suffixOnly = false; ///< the digest was cut, these are its last characters
    http::FieldName field = http::FieldName::Other; ///< of a FieldDigest
    double bits = 0; ///< what the part can carry that the response does not explain
    friend bool operator==(const Part &, const Part &) = default;
};

/// Whether the kind was derived from the response, and not only by its place in a formula.
[[nodiscard]] bool isDerived(PartKind kind) noexcept;

enum class Coverage : std::uint8_t {
    None,       ///< nothing known
    FormatOnly, ///< looks like the recipe; proves nothing
    Partial,    ///< at least one part derived, at least one not; or the time is the serving time
    Verified    ///< every part derived from what is visible. An inode in its place beside a
                ///< derived size and time does not lower it, but keeps its bits
};

/// What is known of a tag. `parts` are sorted, lie inside the tag and do not overlap; separators
/// between them belong to none.
struct Recognition {
    RecipeId recipe = RecipeId::None;
    Coverage coverage = Coverage::None;
    std::vector<Part> parts;
    double unexplainedBits = 0; ///< room a visitor's number could hide in: sum of Part::bits
};

/// How the tag was made, as far as the response tells: the rewrites of intermediaries are undone,
/// then the recipes tried in their order, then the universal matcher. The best coverage wins,
/// among equals the most specific. Pure and total; digests are asked for only where the tag's
/// shape allows them. A tag longer than 1024 bytes is unexplained unseen.
[[nodiscard]] Recognition recognise(const Facts &facts);

/// Whether the body's bytes could tell more than `without`, which was found without them: only
/// then is a body worth loading.
[[nodiscard]] bool wantsBody(const Facts &facts, const Recognition &without);

} // namespace etagere::recipe
