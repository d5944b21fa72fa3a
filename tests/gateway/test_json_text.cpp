// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "core/gateway/json_text.h"

using namespace etagere;

class TestJsonText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyByteIsJson() {
        std::string all;
        for (int byte = 0; byte < 256; ++byte)
            all.push_back(static_cast<char>(byte));
        std::string out = "[";
        gateway::writeJsonText(out, all);
        out += "]";
        const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(out));
        const QString text = document.array().at(0).toString();
        QCOMPARE(text.size(), qsizetype{256});
        for (int byte = 0; byte < 256; ++byte)
            QCOMPARE(text.at(byte), QChar(byte < 128 ? byte : 0xFFFD));
    }

    void times() {
        const Instant time = Instant(std::chrono::sys_days(std::chrono::year(2024) / 2 / 29)) +
                             std::chrono::hours(23) + std::chrono::milliseconds(59'999);
        QCOMPARE(gateway::jsonTime(time), std::string("2024-02-29T23:00:59Z"));
        QCOMPARE(gateway::jsonTime(Instant(std::chrono::seconds(-1))),
                 std::string("1969-12-31T23:59:59Z"));
    }
};

QTEST_GUILESS_MAIN(TestJsonText)
#include "test_json_text.moc"
