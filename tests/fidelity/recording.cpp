// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/recording.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "tests/fidelity/generator.h"

namespace etagere::fidelity {

bool save(const Recording &recording, const std::string &file) {
    QFile out(QString::fromStdString(file));
    if (!out.open(QIODevice::WriteOnly))
        return false;
    const QJsonObject head{{QStringLiteral("schema"), QStringLiteral("etagere.fidelity/1")},
                           {QStringLiteral("generator"), generatorVersion},
                           {QStringLiteral("browser"), QString::fromStdString(recording.browser)}};
    // One line for each seed, so that recordings can be compared line by line.
    out.write(QJsonDocument(head).toJson(QJsonDocument::Compact) + "\n");
    for (const auto &[seed, outcome] : recording.outcomes) {
        const QJsonObject line{{QStringLiteral("seed"), double(seed)},
                               {QStringLiteral("late"), outcome.late},
                               {QStringLiteral("asks"), toJson(outcome)}};
        out.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + "\n");
    }
    return out.flush();
}

std::optional<Recording> load(const std::string &file) {
    QFile in(QString::fromStdString(file));
    if (!in.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject head = QJsonDocument::fromJson(in.readLine()).object();
    if (head[QStringLiteral("schema")].toString() != QStringLiteral("etagere.fidelity/1") ||
        head[QStringLiteral("generator")].toInt() != generatorVersion)
        return std::nullopt;
    Recording recording;
    recording.browser = head[QStringLiteral("browser")].toString().toStdString();
    while (!in.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(in.readLine()).object();
        Outcome outcome = outcomeFrom(line[QStringLiteral("asks")].toArray());
        outcome.late = line[QStringLiteral("late")].toBool();
        recording.outcomes[static_cast<std::uint64_t>(line[QStringLiteral("seed")].toDouble())] =
            std::move(outcome);
    }
    return recording;
}

} // namespace etagere::fidelity
