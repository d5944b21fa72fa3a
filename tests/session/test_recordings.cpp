// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/audit/audit.h"
#include "core/session/parallel.h"
#include "core/session/session.h"

#include <algorithm>

using namespace etagere;

namespace {

QString dataFolder() { return qEnvironmentVariable("ETAGERE_DATA") + QStringLiteral("/real"); }

session::InputFile inputFrom(const QString &path, const char *visitor = "") {
    return {QFile::encodeName(path).toStdString(), visitor};
}

int worstGrade(const audit::Report &report, std::string_view originPart) {
    int worst = 0;
    for (const analysis::Finding &finding : report.findings) {
        if (finding.origin.find(originPart) != std::string::npos)
            worst = std::max(worst, int(finding.grade));
    }
    return worst;
}

audit::Report judged(const traffic::Traffic &traffic) {
    analysis::Conduct conduct;
    conduct.forEach = session::onAllCores;
    return audit::auditCapture(traffic, {}, conduct);
}

} // namespace

/// Recordings of real browsers and servers, where they are at hand (ETAGERE_DATA names their
/// folder).
class TestRecordings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyEntryIsImportedOrReported();
    void provenanceOfRealTags();
    void honestServersAreNotAccused_data();
    void honestServersAreNotAccused();
    void trackersAreFound_data();
    void trackersAreFound();
};

void TestRecordings::initTestCase() {
    if (!QDir(dataFolder()).exists())
        QSKIP("ETAGERE_DATA names no folder of recordings");
}

void TestRecordings::everyEntryIsImportedOrReported() {
    QFile manifest(dataFolder() + QStringLiteral("/MANIFEST.jsonl"));
    QVERIFY(manifest.open(QIODevice::ReadOnly));
    int files = 0;
    while (!manifest.atEnd()) {
        const QJsonObject expected = QJsonDocument::fromJson(manifest.readLine()).object();
        const QString path =
            dataFolder() + QStringLiteral("/har/") + expected[QLatin1String("file")].toString();
        if (!QFile::exists(path))
            continue;
        ++files;
        const session::Opened opened = session::openInputs({inputFrom(path)}, {}, {});
        const traffic::ImportLog &log = opened.inputs.front().log;
        QVERIFY2(log.imported + log.skipped.size() == log.entries, qPrintable(path));
        QVERIFY2(opened.traffic.exchangeCount() == log.imported, qPrintable(path));
        if (expected[QLatin1String("entries")].isDouble() && !opened.inputs.front().failure)
            QVERIFY2(int(log.entries) == expected[QLatin1String("entries")].toInt(),
                     qPrintable(path));
        if (expected[QLatin1String("etags")].isDouble())
            QVERIFY2(int(tags::countFields(opened.traffic).etag) ==
                         expected[QLatin1String("etags")].toInt(),
                     qPrintable(path));
    }
    QVERIFY(files > 400);
}

void TestRecordings::provenanceOfRealTags() {
    std::vector<session::InputFile> inputs;
    const QDir folder(dataFolder() + QStringLiteral("/har"));
    for (const QFileInfo &file : folder.entryInfoList(QDir::Files, QDir::Name))
        inputs.push_back(inputFrom(file.filePath()));
    const session::Opened opened = session::openInputs(inputs, {}, {});
    const audit::Report report = judged(opened.traffic);
    qInfo("%llu tags: %llu verified, %llu partial", static_cast<unsigned long long>(report.tags),
          static_cast<unsigned long long>(report.verified),
          static_cast<unsigned long long>(report.partial));
    QVERIFY(report.verified >= 700);
    QVERIFY(report.verified + report.partial >= 798);
}

void TestRecordings::honestServersAreNotAccused_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("pageIsVisitor");
    const QDir folder(dataFolder() + QStringLiteral("/honest"));
    for (const QFileInfo &file :
         folder.entryInfoList({QStringLiteral("*.har")}, QDir::Files, QDir::Name)) {
        QTest::addRow("%s as it is", qPrintable(file.baseName())) << file.filePath() << false;
        QTest::addRow("%s, each page a visitor", qPrintable(file.baseName()))
            << file.filePath() << true;
    }
}

// Two nodes with the same bytes: grade 2 only where neither provenance nor Last-Modified tells.
void TestRecordings::honestServersAreNotAccused() {
    QFETCH(QString, path);
    QFETCH(bool, pageIsVisitor);
    session::Opened opened = session::openInputs({inputFrom(path)}, {}, {});
    QVERIFY(opened.traffic.exchangeCount() > 0);
    for (std::size_t i = 0; pageIsVisitor && i < opened.traffic.visitCount(); ++i)
        opened.traffic.assignVisit(traffic::VisitId::fromSize(i),
                                   opened.traffic.visitor("page " + std::to_string(i)));
    for (const analysis::Finding &finding : judged(opened.traffic).findings) {
        QVERIFY2(finding.grade <= analysis::Grade::Unexplained,
                 (finding.origin + " " + finding.values.front()).c_str());
    }
}

void TestRecordings::trackersAreFound_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    struct Row {
        const char *name, *origin;
        int least, most;
    };
    for (const Row &row : {Row{"evercookie-php", "evercookie-php", 3, 4},
                           Row{"evercookie-node", "evercookie-node", 3, 4},
                           Row{"evercookie-go", "evercookie-go", 3, 4}, Row{"colex", "colex", 3, 4},
                           Row{"third-party-colex", "colex", 2, 4}, Row{"lucb1e", "lucb1e", 2, 2},
                           Row{"zheeeng", "cookieless-go", 2, 2}, Row{"shub", "zombie-shub", 2, 2},
                           Row{"didof", "didof", 0, 0}}) {
        for (const char *browser : {"chromium", "firefox"})
            QTest::addRow("%s in %s", row.name, browser)
                << QStringLiteral("%1/traces/%2-%3")
                       .arg(dataFolder(), QLatin1String(row.name), QLatin1String(browser))
                << QByteArray(row.origin) << row.least << row.most;
    }
}

void TestRecordings::trackersAreFound() {
    QFETCH(QString, folder);
    QFETCH(QByteArray, origin);
    QFETCH(int, least);
    QFETCH(int, most);
    if (!QDir(folder).exists())
        QSKIP("not recorded in this browser");
    std::vector<session::InputFile> inputs;
    for (const char *visit : {"wire-visit1", "wire-visit2", "wire-visit3-cookies-cleared"})
        inputs.push_back(inputFrom(
            folder + QLatin1Char('/') + QLatin1String(visit) + QStringLiteral(".har"), "A"));
    for (const char *visit : {"wire-visit1-B", "wire-visit2-B"})
        inputs.push_back(inputFrom(
            folder + QLatin1Char('/') + QLatin1String(visit) + QStringLiteral(".har"), "B"));
    const session::Opened opened = session::openInputs(inputs, {}, {});
    const audit::Report report = judged(opened.traffic);
    const int worst = worstGrade(report, origin.toStdString());
    QVERIFY2(worst >= least && worst <= most, qPrintable(QString::number(worst)));
    for (const analysis::Finding &finding : report.findings)
        QVERIFY(!finding.next.empty() || finding.grade == analysis::Grade::Respawn);
}

QTEST_APPLESS_MAIN(TestRecordings)
#include "test_recordings.moc"
