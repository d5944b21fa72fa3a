// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/recipe/make.h"

#include <set>

using namespace etagere::recipe;

class TestCatalogue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void idsAreUniqueAndStable();
    void everyFormulaMakesATag();
    void nothingIsMadeBeforeTheEpoch();
};

void TestCatalogue::idsAreUniqueAndStable() {
    std::set<std::string_view> ids;
    for (const RecipeRow &row : allRecipes()) {
        QVERIFY(!row.id.empty());
        QVERIFY2(ids.insert(row.id).second, row.id.data());
        QVERIFY2(row.recipe == RecipeId::None || !row.source.empty(), row.id.data());
    }
    QCOMPARE(rowOf(RecipeId::Nginx).id.data(), "nginx");
    QCOMPARE(rowOf(RecipeId::Count).recipe, RecipeId::None);
}

void TestCatalogue::everyFormulaMakesATag() {
    FileFacts file;
    file.size = 3;
    file.body = "abc";
    file.modifiedNs = 1'709'296'496'789'123'456;
    file.path = "/a.txt";
    file.diskPath = "/srv/a.txt";
    file.partSize = 2;
    file.generation = 1;
    file.metageneration = 1;
    file.key = "key";
    for (const RecipeRow &row : allRecipes()) {
        const bool hasFormula =
            row.recipe != RecipeId::None && row.recipe != RecipeId::FieldDigest &&
            row.recipe != RecipeId::UrlText && row.recipe != RecipeId::Universal;
        QVERIFY2(makeTag(row.recipe, file).has_value() == hasFormula, row.id.data());
    }
}

void TestCatalogue::nothingIsMadeBeforeTheEpoch() {
    FileFacts file;
    file.modifiedNs = -1;
    QVERIFY(!makeTag(RecipeId::Nginx, file));
    QVERIFY(!makeTag(RecipeId::CaddyJoined, file));
    QVERIFY(!makeTag(RecipeId::Cowboy, file));
    QVERIFY(!makeTag(RecipeId::GoogleGeneration, file));
}

QTEST_APPLESS_MAIN(TestCatalogue)
#include "test_catalogue.moc"
