// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/report/json_report.h"
#include "core/report/redact.h"
#include "tests/report/sample_report.h"

using namespace etagere;
using report::Identifiers;

namespace {

QLatin1String s(const char *text) { return QLatin1String(text); }

/// The part of JSON Schema 2020-12 that the documented schema uses. Stricter in one thing: a member
/// that the schema does not name is an error, so that nothing is written that is not documented.
class Checker {
public:
    explicit Checker(const QJsonObject &schema)
        : m_root(schema) {}

    QStringList errorsOf(const QJsonObject &document) {
        check(document, m_root, QStringLiteral("$"));
        return m_errors;
    }

private:
    void fail(const QString &where, const QString &what) {
        m_errors.append(where + QStringLiteral(": ") + what);
    }

    static QString typeOf(const QJsonValue &value) {
        switch (value.type()) {
        case QJsonValue::Null:
            return QStringLiteral("null");
        case QJsonValue::Bool:
            return QStringLiteral("boolean");
        case QJsonValue::String:
            return QStringLiteral("string");
        case QJsonValue::Array:
            return QStringLiteral("array");
        case QJsonValue::Object:
            return QStringLiteral("object");
        default:
            return QStringLiteral("number");
        }
    }

    static bool isOf(const QJsonValue &value, const QString &type) {
        if (type == s("integer"))
            return value.isDouble() && value.toDouble() == double(value.toInteger());
        return typeOf(value) == type;
    }

    void check(const QJsonValue &value, const QJsonObject &schema, const QString &where) {
        if (schema.contains(s("$ref"))) {
            const QString name = schema[s("$ref")].toString().section(QLatin1Char('/'), -1);
            return check(value, m_root[s("$defs")].toObject()[name].toObject(), where);
        }
        if (schema.contains(s("const")) && value != schema[s("const")])
            fail(where, QStringLiteral("is not the constant"));
        if (schema.contains(s("enum")) && !schema[s("enum")].toArray().contains(value))
            fail(where, QStringLiteral("is none of the values: ") + value.toString());
        if (schema.contains(s("type")) && !hasType(value, schema[s("type")]))
            return fail(where, QStringLiteral("is of the type ") + typeOf(value));
        checkBounds(value, schema, where);
        if (value.isArray()) {
            const QJsonArray items = value.toArray();
            for (qsizetype i = 0; i < items.size(); ++i)
                check(items[i], schema[s("items")].toObject(),
                      where + QStringLiteral("[%1]").arg(i));
        }
        if (value.isObject())
            checkMembers(value.toObject(), schema, where);
    }

    static bool hasType(const QJsonValue &value, const QJsonValue &types) {
        const QJsonArray list = types.isArray() ? types.toArray() : QJsonArray{types};
        return std::any_of(list.begin(), list.end(),
                           [&](const QJsonValue &type) { return isOf(value, type.toString()); });
    }

    void checkBounds(const QJsonValue &value, const QJsonObject &schema, const QString &where) {
        if (!value.isDouble())
            return;
        if (schema.contains(s("minimum")) && value.toDouble() < schema[s("minimum")].toDouble())
            fail(where, QStringLiteral("is too small"));
        if (schema.contains(s("maximum")) && value.toDouble() > schema[s("maximum")].toDouble())
            fail(where, QStringLiteral("is too large"));
    }

    void checkMembers(const QJsonObject &object, const QJsonObject &schema, const QString &where) {
        const QJsonObject known = schema[s("properties")].toObject();
        for (const QJsonValue &name : schema[s("required")].toArray()) {
            if (!object.contains(name.toString()))
                fail(where, QStringLiteral("lacks ") + name.toString());
        }
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (!known.contains(member.key()))
                fail(where, QStringLiteral("has the undocumented ") + member.key());
            else
                check(member.value(), known[member.key()].toObject(),
                      where + QLatin1Char('.') + member.key());
        }
    }

    QJsonObject m_root;
    QStringList m_errors;
};

QJsonObject schema() {
    QFile file(QStringLiteral(ETAGERE_SOURCE_DIR "/resources/schema/etagere.audit.schema.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

QJsonObject written(const audit::Report &report, Identifiers identifiers = Identifiers::Shown) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(writeJson(report, identifiers)))
        .object();
}

audit::Report fullReport() {
    audit::Report report = test::sampleReport();
    report.places.resize(report.findings.size());
    audit::Place place;
    place.url = report.findings[0].urls[0];
    place.file = report.inputs[0].file;
    report.places[0] = {place};
    return report;
}

} // namespace

/// The JSON report keeps to the schema that documents it.
class TestSchema : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reportsKeepToTheSchema_data() {
        QTest::addColumn<QJsonObject>("document");
        QTest::newRow("an empty report") << written({});
        QTest::newRow("a full report") << written(fullReport());
        QTest::newRow("a sanitised report")
            << written(report::sanitised(fullReport()), Identifiers::Sanitised);
        QTest::newRow("a redacted report") << written(
            report::redacted(fullReport(), report::RedactionKey::random()), Identifiers::Redacted);
        audit::Report stopped = fullReport();
        stopped.stopped = true;
        stopped.firstExchange.reset();
        QTest::newRow("a stopped report") << written(stopped);
    }
    void reportsKeepToTheSchema() {
        QVERIFY(!schema().isEmpty());
        QFETCH(QJsonObject, document);
        const QStringList errors = Checker(schema()).errorsOf(document);
        QVERIFY2(errors.isEmpty(), qPrintable(errors.join(QLatin1Char('\n'))));
    }

    void whatDoesNotKeepToItIsFound_data() {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *why, const char *member, const QJsonValue &value,
                            const char *error) {
            QTest::newRow(why) << QString(s(member)) << value << QString(s(error));
        };
        row("another schema", "schema", s("etagere.audit/2"), "$.schema: is not the constant");
        row("an unknown level", "redaction", s("some"), "$.redaction: is none of the values: some");
        row("a fraction of a tag", "tags", 1.5, "$.tags: is of the type number");
        row("fewer than none", "tags", -1, "$.tags: is too small");
        row("a list of numbers", "visitors", QJsonArray{1}, "$.visitors[0]: is of the type number");
        row("something new", "surprise", 1, "$: has the undocumented surprise");
        row("nothing", "tags", QJsonValue(QJsonValue::Undefined), "$: lacks tags");
    }
    void whatDoesNotKeepToItIsFound() {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QJsonObject document = written({});
        document.insert(member, value);
        QTEST(Checker(schema()).errorsOf(document).join(QLatin1Char('\n')), "error");
    }
};

QTEST_APPLESS_MAIN(TestSchema)
#include "test_schema.moc"
