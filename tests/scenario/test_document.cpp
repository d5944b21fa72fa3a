// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/scenario/document.h"
#include "core/scenario/lessons.h"

using namespace etagere;
using namespace etagere::scenario;

class TestDocument : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lessonsAreScenarios_data() {
        QTest::addColumn<int>("place");
        for (std::size_t i = 0; i < allLessons().size(); ++i)
            QTest::newRow(std::string(allLessons()[i].file).c_str()) << static_cast<int>(i);
    }
    void lessonsAreScenarios() {
        QFETCH(int, place);
        const Lesson &lesson = allLessons()[static_cast<std::size_t>(place)];
        const auto read = readScenario(lesson.json);
        if (read)
            return;
        for (const Problem &p : read.error())
            qInfo("%d %s %zu:%zu %s (%s)", static_cast<int>(p.fault), p.pointer.c_str(), p.line,
                  p.column, p.detail.c_str(), p.near.c_str());
        QFAIL("the lesson is no scenario");
    }
};

QTEST_APPLESS_MAIN(TestDocument)
#include "test_document.moc"
