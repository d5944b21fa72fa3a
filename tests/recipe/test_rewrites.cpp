// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/recipe/response.h"

using namespace etagere::recipe;

/// What intermediaries add is taken off before the recipes are tried.
class TestRewrites : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void undone_data();
    void undone();
    void addedTextKeepsItsBits();
    void weakPrefixChangesNothing();
};

void TestRewrites::undone_data() {
    QTest::addColumn<QByteArray>("tag");
    QTest::addColumn<int>("recipe");
    const auto row = [](const char *name, const char *tag, RecipeId recipe) {
        QTest::newRow(name) << QByteArray(tag) << static_cast<int>(recipe);
    };
    row("mod_deflate adds -gzip", "\"a50-612989a81c683-gzip\"", RecipeId::ApacheSizeTime);
    row("mod_brotli adds -br", "\"a50-612989a81c683-br\"", RecipeId::ApacheSizeTime);
    row("Caddy adds -zstd", "\"czif1e9giy68-21c-zstd\"", RecipeId::Caddy);
    row("LiteSpeed's wildcard says gz", "\"a50-65e1cb70-ab0337;gz\"", RecipeId::LiteSpeed);
    row("LiteSpeed's wildcard says br", "\"a50-65e1cb70-ab0337;br\"", RecipeId::LiteSpeed);
    row("Edgecast adds +gzip and +ident", "\"1709296496+ident+gzip\"", RecipeId::Drupal);
    row("Netlify adds -ssl and -df", "\"3281fb6fbc9c2ffbaaefd4c212d8a13b-ssl-df\"",
        RecipeId::BodyMd5);
    row("hapi adds -gzip to a digest", "\"5a1c253951dbeaa3b0f0d1be7df578b49300ea66-gzip\"",
        RecipeId::BodySha1);
    row("two suffixes of one kind", "\"a50-612989a81c683-gzip-gzip\"", RecipeId::ApacheSizeTime);
}

void TestRewrites::undone() {
    QFETCH(QByteArray, tag);
    QFETCH(int, recipe);
    Response response;
    response.tag = tag.toStdString();
    response.body = foxBody();
    response.modified = vectorSecond;
    const Recognition found = response.recognise();
    QCOMPARE(found.coverage, Coverage::Verified);
    QCOMPARE(static_cast<int>(found.recipe), recipe);
    const PartKind last = found.parts.back().kind;
    QVERIFY(last == PartKind::CodingSuffix || last == PartKind::ServerSuffix);
    QCOMPARE(static_cast<std::size_t>(found.parts.back().end) + 2, response.tag.size());
}

void TestRewrites::addedTextKeepsItsBits() {
    Response response;
    response.tag = "\"65e1cb70-a50:dtagent10249220905100923xYz1\"";
    response.body = foxBody();
    response.modified = vectorSecond;
    const Recognition found = response.recognise();
    QCOMPARE(found.recipe, RecipeId::Nginx);
    QCOMPARE(found.coverage, Coverage::Partial);
    QVERIFY(found.unexplainedBits > 50);
}

void TestRewrites::weakPrefixChangesNothing() {
    Response response;
    response.tag = "W/\"65e1cb70-a50\"";
    response.body = foxBody();
    response.modified = vectorSecond;
    QCOMPARE(response.recognise().recipe, RecipeId::Nginx);
    QCOMPARE(response.recognise().coverage, Coverage::Verified);
}

QTEST_APPLESS_MAIN(TestRewrites)
#include "test_rewrites.moc"
