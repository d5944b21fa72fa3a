// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>

namespace etagere::test {

inline QLatin1String s(const char *text) { return QLatin1String(text); }

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

/// The documented schema of that kind of report; empty when there is none.
inline QJsonObject schemaOf(const char *kind) {
    QFile file(QStringLiteral(ETAGERE_SOURCE_DIR "/resources/schema/etagere.%1.schema.json")
                   .arg(QLatin1String(kind)));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

} // namespace etagere::test
