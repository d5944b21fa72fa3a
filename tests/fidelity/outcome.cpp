// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/outcome.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace etagere::fidelity {

namespace {

QString text(const std::string &bytes) {
    return QString::fromLatin1(bytes.data(), qsizetype(bytes.size()));
}
std::string bytes(const QJsonValue &value) { return value.toString().toLatin1().toStdString(); }

QJsonObject toJson(const Arrival &arrival) {
    QJsonArray sent;
    for (const Line &line : arrival.sent)
        sent.append(QJsonArray{text(line.name), text(line.value)});
    return {{QStringLiteral("what"), text(arrival.what)},
            {QStringLiteral("sent"), sent},
            {QStringLiteral("answered"), text(arrival.answered)}};
}

Arrival arrivalFrom(const QJsonObject &object) {
    Arrival arrival;
    arrival.what = bytes(object[QStringLiteral("what")]);
    arrival.answered = bytes(object[QStringLiteral("answered")]);
    const QJsonArray sent = object[QStringLiteral("sent")].toArray();
    for (const auto &line : sent)
        arrival.sent.push_back({bytes(line[0]), bytes(line[1])});
    return arrival;
}

QJsonObject toJson(const Seen &seen) {
    QJsonObject fields;
    for (const auto &[name, value] : seen.fields)
        fields[text(name)] = text(value);
    QJsonArray arrivals;
    for (const Arrival &arrival : seen.arrivals)
        arrivals.append(toJson(arrival));
    return {{QStringLiteral("failed"), seen.failed},
            {QStringLiteral("status"), seen.status},
            {QStringLiteral("body"), text(seen.body)},
            {QStringLiteral("fields"), fields},
            {QStringLiteral("arrivals"), arrivals}};
}

Seen seenFrom(const QJsonObject &object) {
    Seen seen;
    seen.failed = object[QStringLiteral("failed")].toBool();
    seen.status = object[QStringLiteral("status")].toInt();
    seen.body = bytes(object[QStringLiteral("body")]);
    const QJsonObject fields = object[QStringLiteral("fields")].toObject();
    for (auto it = fields.begin(); it != fields.end(); ++it)
        seen.fields[it.key().toLatin1().toStdString()] = bytes(it.value());
    const QJsonArray arrivals = object[QStringLiteral("arrivals")].toArray();
    for (const auto &arrival : arrivals)
        seen.arrivals.push_back(arrivalFrom(arrival.toObject()));
    return seen;
}

} // namespace

void settle(Outcome &outcome, const Sequence &sequence) {
    if (!mayRevalidateLater(sequence))
        return;
    for (Seen &seen : outcome.asks) {
        std::stable_sort(seen.arrivals.begin(), seen.arrivals.end(),
                         [](const Arrival &a, const Arrival &b) { return a.what < b.what; });
    }
}

std::string_view classOf(const Seen &seen) noexcept {
    if (seen.failed)
        return "failed";
    if (seen.arrivals.empty())
        return "fresh";
    const bool asked = std::any_of(seen.arrivals.begin(), seen.arrivals.end(),
                                   [](const Arrival &a) { return a.answered == "304"; });
    return asked && seen.status != 304 ? "validated" : "fetched";
}

bool isJudged(std::string_view requestField) noexcept {
    static constexpr std::array<std::string_view, 8> names{
        "if-none-match", "if-modified-since", "if-match", "if-unmodified-since", "if-range",
        "range",         "cache-control",     "pragma"};
    return std::find(names.begin(), names.end(), requestField) != names.end();
}

bool isCompared(std::string_view responseField) noexcept {
    static constexpr std::array<std::string_view, 5> names{"connection", "keep-alive", "set-cookie",
                                                           "set-cookie2", "transfer-encoding"};
    return std::find(names.begin(), names.end(), responseField) == names.end();
}

QJsonArray toJson(const Outcome &outcome) {
    QJsonArray asks;
    for (const Seen &seen : outcome.asks)
        asks.append(toJson(seen));
    return asks;
}

Outcome outcomeFrom(const QJsonArray &asks) {
    Outcome outcome;
    for (const auto &ask : asks)
        outcome.asks.push_back(seenFrom(ask.toObject()));
    return outcome;
}

std::string describe(const Seen &seen) {
    std::string out(classOf(seen));
    if (!seen.failed)
        out += ", the page got " + std::to_string(seen.status) + " \"" + seen.body + "\"";
    for (const Arrival &arrival : seen.arrivals) {
        out += "\n        origin got " + arrival.what + ", answered " + arrival.answered;
        for (const Line &line : arrival.sent)
            out += "\n            " + line.name + ": " + line.value;
    }
    return out;
}

} // namespace etagere::fidelity
