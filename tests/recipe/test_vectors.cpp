// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/recipe/make.h"
#include "tests/recipe/response.h"

using namespace etagere;
using namespace etagere::recipe;

namespace {

enum class File : std::uint8_t { Fox, Zero };

struct Vector {
    const char *name;
    File file;
    RecipeId recipe;
    const char *tag;
    Coverage coverage;
    double bits; ///< expected room, rounded down; -1: not stated
};

using enum RecipeId;
constexpr auto fox = File::Fox;
constexpr auto zero = File::Zero;
constexpr auto verified = Coverage::Verified;
constexpr auto partial = Coverage::Partial;
constexpr auto formatOnly = Coverage::FormatOnly;

constexpr Vector vectors[] = {
    {"nginx writes seconds and size", fox, Nginx, "\"65e1cb70-a50\"", verified, 0},
    {"Cherokee uses an equals sign", fox, Cherokee, "\"65e1cb70=a50\"", verified, 0},
    {"Apache writes size and microseconds", fox, ApacheSizeTime, "\"a50-612989a81c683\"", verified,
     19},
    {"Apache on a file without sub-seconds", zero, ApacheSizeTime, "\"d-612989a75bc00\"", verified,
     19},
    {"Apache with an inode", fox, ApacheInodeSizeTime, "\"ab0337-a50-612989a81c683\"", verified,
     43},
    {"LiteSpeed", fox, LiteSpeed, "\"a50-65e1cb70-ab0337;;;\"", verified, 24},
    {"lighttpd's hash says nothing without the inode", fox, Lighttpd, "\"3152492321\"", formatOnly,
     33},
    {"lighttpd's hash of the other file", zero, Lighttpd, "\"2449322789\"", formatOnly, 33},
    {"Caddy up to 2.6 joins both", fox, CaddyJoined, "\"s9o5m821c\"", verified, 0},
    {"Caddy 2.7 writes nanoseconds", fox, Caddy, "\"czif1e9giy68-21c\"", verified, 29},
    {"Tomcat", fox, Tomcat, "W/\"2640-1709296496789\"", verified, 9},
    {"Jetty 12's formula hides both behind one hash", fox, Jetty, "W/\"AAABjY1eIBYAAAAAHdcmtM\"",
     verified, 41},
    {"serve-static", fox, ServeStatic, "W/\"a50-18dfa02b095\"", verified, 9},
    {"serve-static on the other file", zero, ServeStatic, "W/\"d-18dfa02ad80\"", verified, 9},
    {"hapi inert, simple", fox, HapiSimple, "\"a50-18dfa02b095\"", verified, 9},
    {"http-server writes a date", fox, HttpServer, "W/\"11207479-2640-2024-03-01T12:34:56.789Z\"",
     verified, 36},
    {"aiohttp", fox, Aiohttp, "\"17b8a41b8aef7180-a50\"", verified, 29},
    {"static-web-server", fox, StaticWebServer, "W/\"17b8a41b8aef7180-a50\"", verified, 29},
    {"tower-http", fox, TowerHttp, "\"65e1cb70.2f091180-a50\"", verified, 29},
    {"actix-files", fox, ActixFiles, "\"ab0337:a50:65e1cb70:2f091180\"", verified, 53},
    {"WEBrick sends no quotes", fox, Webrick, "ab0337-a50-65e1cb70", verified, 24},
    {"Werkzeug's third part is a hash of the path", fox, Werkzeug,
     "\"1709296496.7891235-2640-168562214\"", partial, -1},
    {"Werkzeug on the other file", zero, Werkzeug, "\"1709296496.0-13-419761817\"", partial, -1},
    {"Starlette hashes the whole second", zero, Starlette, "\"625b72c27fe463c929b9ec456e0e248b\"",
     verified, 0},
    {"IIS writes bytes without leading zeros", fox, Iis, "\"224150ded46bda1:0\"", verified, 23},
    {"ASP.NET Core", fox, AspNetCore, "\"1da6bd4ddd7d250\"", verified, 0},
    {"akka-http", fox, AkkaHttp, "\"a50018dfa02b095\"", verified, 9},
    {"Crystal", fox, Crystal, "W/\"1709296496\"", verified, 0},
    {"Drupal", fox, Drupal, "\"1709296496\"", verified, 0},
    {"Cowboy", fox, Cowboy, "\"79443561\"", verified, 0},
    {"Cowboy on the other file", zero, Cowboy, "\"2028150256\"", verified, 0},
    {"Phoenix", fox, Phoenix, "\"4BC3669\"", verified, 0},
    {"Phoenix on the other file", zero, Phoenix, "\"E31DF0\"", verified, 0},
    {"Express's res.send", zero, ExpressBody, "W/\"d-el3k8JDSBmL9d56zcpqGcHBqniA\"", verified, 0},
    {"Koa", zero, KoaBody, "\"d-el3k8JDSBmL9d56zcpqGcHBqniA\"", verified, 0},
    {"@fastify/etag", zero, FastifyEtag, "\"el3k8JDSBmL9d56zcpqGcHBqniA=\"", verified, 0},
    {"Apache's digest", fox, ApacheDigest, "\"WhwlOVHb6qOw8NG+ffV4tJMA6mY=\"", verified, 0},
    {"hapi inert's hash", fox, HapiInert, "\"5a1c253951dbeaa3b0f0d1be7df578b49300ea66\"", verified,
     0},
    {"vercel/serve hashes the extension too", fox, ServeHandler,
     "\"985787e949bba3b986cdbd665582dddb7c003f80\"", verified, 0},
    {"Next.js", zero, NextJs, "\"82joch2kqfd\"", verified, 0},
    {"Rack cuts a SHA-256", zero, RackEtag, "W/\"7218e1c69c197e5c1dfd05d6e20f0ae3\"", verified, 0},
    {"Django, Laravel, CherryPy", zero, BodyMd5, "\"95634cc1dafd3da84cff05451a10baae\"", verified,
     0},
    {"Werkzeug before 3.2", zero, BodySha1, "\"7a5de4f090d20662fd779eb3729a8670706a9e20\"",
     verified, 0},
    {"Werkzeug 3.2", zero, WerkzeugSha3, "\"X1hm3CatO9xJw7f4gXybHlQttEgDn8kDi971wznpZZw\"",
     verified, 0},
    {"Spring puts a zero before", zero, Spring, "\"095634cc1dafd3da84cff05451a10baae\"", verified,
     0},
    {"wai-app-static sends no quotes", fox, WaiStatic, "MoH7b7ycL/uq79TCEtihOw==", verified, 0},
    {"Go fiber has a CRC of its own", zero, GoFiber, "\"13-2022760922\"", verified, 0},
    {"S3 and its kin", fox, BodyMd5, "\"3281fb6fbc9c2ffbaaefd4c212d8a13b\"", verified, 0},
    {"S3 in parts of 1024 bytes", fox, S3Multipart, "\"d1f3b9edcfb03b3de565134dbbd6a40f-3\"",
     verified, 0},
    {"Azure writes .NET ticks", fox, Azure, "\"0x8DC39EC00C74122\"", verified, 23},
    {"Akamai NetStorage", fox, Akamai, "\"3281fb6fbc9c2ffbaaefd4c212d8a13b:1709296496.789123\"",
     verified, 19},
    {"Akamai NetStorage without sub-seconds", zero, Akamai,
     "\"95634cc1dafd3da84cff05451a10baae:1709296496\"", verified, 0},
    {"Qiniu", fox, Qiniu, "\"FlocJTlR2-qjsPDRvn31eLSTAOpm\"", verified, 0},
};

FileFacts factsOf(File file, const std::string &body) {
    constexpr std::int64_t nanos = 1'000'000'000;
    FileFacts facts;
    facts.size = body.size();
    facts.modifiedNs = vectorSecond * nanos + (file == File::Fox ? 789'123'456 : 0);
    facts.inode = file == File::Fox ? 11'207'479 : 11'207'480;
    facts.path = "/file.txt";
    facts.body = body;
    facts.partSize = 1024;
    facts.nameHash = 0x775c'9083; // what the vector's halves leave without time and size
    return facts;
}

std::string bodyOf(File file) { return file == File::Fox ? foxBody() : zeroBody(); }

/// Several recipes make the same text; which of them is named then is a matter of taste.
bool sameText(RecipeId a, RecipeId b) {
    const auto isSha1 = [](RecipeId id) { return id == BodySha1 || id == HapiInert; };
    const auto isPaddedSha1 = [](RecipeId id) { return id == ApacheDigest || id == FastifyEtag; };
    return a == b || (isSha1(a) && isSha1(b)) || (isPaddedSha1(a) && isPaddedSha1(b));
}

} // namespace

class TestVectors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recognised_data();
    void recognised();
    void made_data() { recognised_data(); }
    void made();
    void observedPairs_data();
    void observedPairs();
    void statedByFields();
    void starletteNeedsTries();
    void oldJettyHalvesHideTheName();
    void digestsOfWholeFiles();
    void serversOfOneFormAreToldByTheirName();
    void dockerDigest();
    void werkzeugHashesThePath();
};

void TestVectors::recognised_data() {
    QTest::addColumn<int>("row");
    int row = 0;
    for (const Vector &vector : vectors)
        QTest::newRow(vector.name) << row++;
}

void TestVectors::recognised() {
    QFETCH(int, row);
    const Vector &vector = vectors[row];
    Response response;
    response.tag = vector.tag;
    response.body = bodyOf(vector.file);
    response.modified = vectorSecond;
    if (vector.recipe == Lighttpd)
        response.addField("Server", "lighttpd/1.4.69");
    const Recognition found = response.recognise();
    QCOMPARE(static_cast<int>(found.coverage), static_cast<int>(vector.coverage));
    if (!sameText(found.recipe, vector.recipe))
        QCOMPARE(rowOf(found.recipe).id.data(), rowOf(vector.recipe).id.data());
    if (vector.bits >= 0)
        QCOMPARE(static_cast<int>(found.unexplainedBits), static_cast<int>(vector.bits));
}

void TestVectors::made() {
    QFETCH(int, row);
    const Vector &vector = vectors[row];
    if (vector.recipe == Werkzeug)
        QSKIP("made of a path on the server's disk that is not stated; see werkzeugHashesThePath");
    const std::string body = bodyOf(vector.file);
    const auto tag = makeTag(vector.recipe, factsOf(vector.file, body));
    QVERIFY(tag.has_value());
    QCOMPARE(QByteArray::fromStdString(*tag), QByteArray(vector.tag));
}

void TestVectors::observedPairs_data() {
    QTest::addColumn<QByteArray>("tag");
    QTest::addColumn<qint64>("modified");
    QTest::addColumn<int>("recipe");
    QTest::addColumn<int>("coverage");
    const auto row = [](const char *name, const char *tag, qint64 modified, RecipeId recipe,
                        Coverage coverage) {
        QTest::newRow(name) << QByteArray(tag) << modified << static_cast<int>(recipe)
                            << static_cast<int>(coverage);
    };
    row("IIS before 7 has a change number of its own", "\"704349d01ce1c61:d05\"", 1'159'241'729,
        Iis, partial);
    row("Azure in 2017", "\"0x8D4F94B2BE76D45\"", 1'505'158'062, Azure, verified);
    row("Azure in 2022, unquoted", "0x8DACF9B0061305F", 1'669'459'385, Azure, verified);
    row("Akamai without its body has only its time",
        "\"ea3469ed6f56095717b550884a6a0143:1765825277.092986\"", 1'765'825'277, Akamai, partial);
    row("GitHub Pages without a known length", "\"65e81eea-a3c\"", 1'709'711'082, Nginx, partial);
    row("Netlify is known by its suffix", "\"acf0d284f3a8e82e0d66ba1a91cd30b9-ssl\"", 1'709'711'082,
        BodyMd5, formatOnly);
    row("ecstatic writes a local date", "\"4807605-197-Fri Mar 27 2015 10:21:35 GMT+0200 (EET)\"",
        1'427'444'495, Ecstatic, partial);
}

void TestVectors::observedPairs() {
    QFETCH(QByteArray, tag);
    QFETCH(qint64, modified);
    QFETCH(int, recipe);
    QFETCH(int, coverage);
    Response response;
    response.tag = tag.toStdString();
    response.hasBody = false;
    response.modified = modified;
    const Recognition found = response.recognise();
    QCOMPARE(static_cast<int>(found.coverage), coverage);
    QCOMPARE(static_cast<int>(found.recipe), recipe);
}

void TestVectors::statedByFields() {
    Response response;
    response.hasBody = false;
    response.tag = "\"1661eb691664c3436fd06412758265b4\"";
    response.addField("x-goog-hash", "crc32c=AAAAAA==,md5=FmHraRZkw0Nv0GQSdYJltA==");
    const Recognition hash = response.recognise();
    QCOMPARE(hash.recipe, GoogleStorage);
    QCOMPARE(hash.coverage, verified);
    QCOMPARE(hash.parts.at(0).field, http::FieldName::XGoogHash);

    struct Generation {
        const char *tag;
        const char *generation;
        const char *metageneration;
        std::uint64_t number;
        std::uint64_t meta;
    };
    constexpr Generation generations[] = {
        {"CJ3m8NG2y+0CEAE=", "1607878624162589", "1", 1607878624162589, 1},
        {"CJTpxe3ynuICEAM=", "1557970088457364", "3", 1557970088457364, 3}};
    for (const Generation &row : generations) {
        Response json;
        json.hasBody = false;
        json.tag = row.tag;
        json.addField("x-goog-generation", row.generation);
        json.addField("x-goog-metageneration", row.metageneration);
        QCOMPARE(json.recognise().recipe, GoogleGeneration);
        QCOMPARE(json.recognise().coverage, verified);
        FileFacts file;
        file.generation = row.number;
        file.metageneration = row.meta;
        QCOMPARE(QByteArray::fromStdString(makeTag(GoogleGeneration, file).value()),
                 QByteArray(row.tag));
    }
}

void TestVectors::starletteNeedsTries() {
    Response response;
    response.tag = "\"3e24c551d828a80de5f47e325e0f478f\"";
    response.body = foxBody();
    response.modified = vectorSecond;
    QCOMPARE(response.recognise().coverage, formatOnly);
    response.preimageTries = allPreimages;
    const Recognition found = response.recognise();
    QCOMPARE(found.recipe, Starlette);
    QCOMPARE(found.coverage, verified);
    const std::string body = foxBody();
    QCOMPARE(makeTag(Starlette, factsOf(File::Fox, body)).value(), response.tag);
}

void TestVectors::oldJettyHalvesHideTheName() {
    Response response;
    response.tag = "W/\"k48wX41eIBYk48x0ndcmtM\"";
    response.body = foxBody();
    response.modified = vectorSecond;
    QCOMPARE(response.recognise().recipe, Jetty);
    QCOMPARE(response.recognise().coverage, verified);
    response.tag = "W/\"k48wX41eIBYk48x0ndcmtM--gzip\"";
    QCOMPARE(response.recognise().coverage, verified);
    response.body = std::string(100'000, 'x'); // a few bytes would hide in the milliseconds
    QVERIFY(response.recognise().coverage < verified);
}

void TestVectors::digestsOfWholeFiles() {
    const std::string body = zeroBody();
    FileFacts file;
    file.body = body;
    for (const RecipeId recipe : {BodySha256, TomcatStrong, BodySha512}) {
        Response response;
        response.body = body;
        response.tag = makeTag(recipe, file).value();
        QCOMPARE(response.recognise().coverage, verified);
    }
    const std::string foxes = foxBody();
    file.body = foxes;
    const std::string sha512 = makeTag(BodySha512, file).value();
    QVERIFY(sha512.starts_with("\"38f60b16") && sha512.ends_with("fac3471\""));
    file.key = "posts/1-20240301";
    QVERIFY(makeTag(RailsKey, file).value().starts_with("W/\""));
}

void TestVectors::serversOfOneFormAreToldByTheirName() {
    Response response;
    response.tag = "\"65e1cb70-a50\"";
    response.body = foxBody();
    response.modified = vectorSecond;
    QCOMPARE(response.recognise().recipe, Nginx);
    response.addField("Server", "h2o/2.2.5");
    QCOMPARE(response.recognise().recipe, H2o);
    const std::string body = foxBody();
    for (const RecipeId recipe : {Nginx, H2o, WhiteNoise})
        QCOMPARE(makeTag(recipe, factsOf(File::Fox, body)).value(), response.tag);
    QCOMPARE(makeTag(Sirv, factsOf(File::Fox, body)).value(),
             std::string("W/\"2640-1709296496789\""));
}

void TestVectors::dockerDigest() {
    const std::string hex(64, 'b');
    Response response;
    response.hasBody = false;
    response.tag = "\"sha256:" + hex + "\"";
    const std::string stated = "sha256:" + hex;
    response.addField("Docker-Content-Digest", stated);
    QCOMPARE(response.recognise().recipe, DockerDigest);
    QCOMPARE(response.recognise().coverage, verified);
}

void TestVectors::werkzeugHashesThePath() {
    const std::string body = foxBody();
    FileFacts file = factsOf(File::Fox, body);
    file.diskPath = "Wikipedia"; // whose Adler-32 is well known: 0x11E60398
    QCOMPARE(makeTag(Werkzeug, file).value(), std::string("\"1709296496.7891235-2640-300286872\""));
}

QTEST_APPLESS_MAIN(TestVectors)
#include "test_vectors.moc"
