// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include "core/replay/replay.h"
#include "core/report/explain_report.h"
#include "tests/support/exchange_text.h"

#include <string>
#include <vector>

/// A capture, its replay, and what each format says of it.
namespace etagere::test {

using report::Replayed;
using tests::ExchangeText;

inline QString s(const char *text) { return QString::fromUtf8(text); }
inline QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

inline bool has(const std::string &text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

inline constexpr const char *visits = "GET https://a.test/x?v=1 took=0.25\n"
                                      "< Date: Sun, 01 Mar 2026 12:00:00 GMT\n"
                                      "< Cache-Control: max-age=60\n"
                                      "< ETag: \"tag-9\"\n"
                                      "GET https://a.test/x?v=1 at=12.5 from=cache\n"
                                      "GET https://a.test/x?v=1 at=75 status=304 from=validated\n"
                                      "POST https://a.test/y at=76 status=403 from=network\n"
                                      "GET https://a.test/z at=77 from=network\n"
                                      "< Cache-Control: max-age=60\n"
                                      "GET https://a.test/z at=78 from=network\n"
                                      "< Cache-Control: max-age=60\n";

class Case {
public:
    explicit Case(std::string_view capture, const StopToken &stop = {},
                  const std::vector<cache::Model> &models = {cache::rfc9111()})
        : m_text(capture) {
        for (const cache::Model &model : models)
            m_logs.push_back(replay::replay(m_text.traffic(), model, {}, stop));
        m_inputs.resize(1);
        m_inputs[0].file = "/home/al1ce/one.har";
        m_inputs[0].assumedVisitor = true;
        for (std::size_t i = 0; i < m_text.traffic().exchangeCount(); ++i)
            m_exchanges.push_back(traffic::ExchangeId::fromSize(i));
    }

    Replayed replayed() const {
        Replayed replayed;
        replayed.traffic = &m_text.traffic();
        replayed.logs = m_logs;
        replayed.inputs = m_inputs;
        replayed.exchanges = m_exchanges;
        return replayed;
    }
    Replayed redacted() const {
        Replayed replayed = this->replayed();
        replayed.key = report::RedactionKey::fromPassphrase("test");
        return replayed;
    }

private:
    ExchangeText m_text;
    std::vector<replay::Log> m_logs;
    std::vector<audit::Input> m_inputs;
    std::vector<traffic::ExchangeId> m_exchanges;
};

inline report::Sink into(std::string &out) {
    return [&out](std::string_view piece) {
        out += piece;
        return true;
    };
}

inline std::string jsonOf(const Replayed &replayed) {
    std::string out;
    (void)report::writeExplainJson(replayed, into(out));
    return out;
}
inline std::string csvOf(const Replayed &replayed) {
    std::string out;
    (void)report::writeExplainCsv(replayed, into(out));
    return out;
}
inline std::string textOf(const Replayed &replayed,
                          const report::ExplainTextOptions &options = {}) {
    std::string out;
    (void)report::writeExplainText(replayed, options, into(out));
    return out;
}

inline QJsonObject parsed(const std::string &json) {
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(bytes(json), &error).object();
    return error.error == QJsonParseError::NoError ? root : QJsonObject();
}
inline QJsonObject exchangeOf(const QJsonObject &root, int index) {
    return root[s("exchanges")].toArray()[index].toObject();
}
inline QJsonObject modelOf(const QJsonObject &root, int index, const char *model = "rfc9111") {
    return exchangeOf(root, index)[s("models")].toObject()[s(model)].toObject();
}

/// By every model, rfc9111 first.
inline Case byAllModels(std::string_view capture) {
    const auto models = cache::models();
    return Case(capture, {}, {models.begin(), models.end()});
}

} // namespace etagere::test
