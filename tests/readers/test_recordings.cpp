// SPDX-License-Identifier: Apache-2.0
// Real recordings against the counts in their manifest; skipped where they are not at hand.
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/readers/har_reader.h"

#include <algorithm>

using namespace etagere;

namespace {

struct Counts {
    bool read = false;
    int entries = 0;
    int imported = 0;
    int skipped = 0;
    int etags = 0;
};

Counts countsOf(const QString &path) {
    auto file = MappedFile::open(path.toStdString());
    traffic::Traffic traffic;
    if (!file)
        return {};
    const auto imported = readers::readHar(std::move(*file), {}, traffic);
    if (!imported)
        return {};
    Counts counts{true, static_cast<int>(imported->log.entries),
                  static_cast<int>(imported->log.imported),
                  static_cast<int>(imported->log.skipped.size()), 0};
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const auto &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        counts.etags += http::find(exchange.responseFields, http::FieldName::ETag) != nullptr;
    }
    return counts;
}

QString dataFolder() { return qEnvironmentVariable("ETAGERE_DATA"); }

} // namespace

class TestRecordings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void manifest_data();
    void manifest();
    void traces();
};

void TestRecordings::initTestCase() {
    if (dataFolder().isEmpty())
        QSKIP("ETAGERE_DATA is not set");
}

void TestRecordings::manifest_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonObject>("expected");
    QFile manifest(dataFolder() + QStringLiteral("/real/MANIFEST.jsonl"));
    QVERIFY(manifest.open(QIODevice::ReadOnly));
    while (!manifest.atEnd()) {
        const QJsonObject row = QJsonDocument::fromJson(manifest.readLine()).object();
        const QString name = row.value(QLatin1String("file")).toString();
        QTest::newRow(qPrintable(name))
            << dataFolder() + QStringLiteral("/real/har/") + name << row;
    }
}

void TestRecordings::manifest() {
    QFETCH(QString, path);
    QFETCH(QJsonObject, expected);
    const Counts counts = countsOf(path);
    QCOMPARE(counts.read, !expected.value(QLatin1String("entries")).isNull());
    QCOMPARE(counts.entries, expected.value(QLatin1String("entries")).toInt());
    QCOMPARE(counts.etags, expected.value(QLatin1String("etags")).toInt());
    QCOMPARE(counts.imported + counts.skipped, counts.entries);
}

void TestRecordings::traces() {
    int files = 0;
    QDirIterator found(dataFolder() + QStringLiteral("/real"), {QStringLiteral("*.har")},
                       QDir::Files, QDirIterator::Subdirectories);
    while (found.hasNext()) {
        const QString path = found.next();
        if (path.contains(QLatin1String("/real/har/")))
            continue;
        const Counts counts = countsOf(path);
        QVERIFY2(counts.read && counts.imported == counts.entries, qPrintable(path));
        ++files;
    }
    QVERIFY(files > 0);
}

QTEST_APPLESS_MAIN(TestRecordings)
#include "test_recordings.moc"
