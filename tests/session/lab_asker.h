// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonDocument>
#include <QJsonObject>

#include "tests/wire/client_case.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::tests {

/// Asks servers of the lab on one port, whatever they are called.
class LabAsker {
public:
    explicit LabAsker(std::uint16_t port)
        : m_port(port) {}

    [[nodiscard]] std::unique_ptr<Answer> ask(std::string_view method, std::string_view host,
                                              std::string_view target,
                                              std::vector<http::Field> fields = {},
                                              std::string_view body = {}) {
        fields.push_back({"Host", host, http::FieldName::Host});
        Question question;
        question.method = method;
        question.target = target;
        question.fields = fields;
        if (!body.empty())
            question.body = BodyPlan::ofLength(body.size());
        auto answer = std::make_unique<Answer>();
        answer->asked = m_asker.client.ask({false, "127.0.0.1", m_port}, question, *answer);
        if (!body.empty()) {
            answer->asked->send(body);
            answer->asked->finish();
        }
        return answer->isOver() ? std::move(answer) : nullptr;
    }
    /// Whom the tracker of that host took the last visitor for.
    [[nodiscard]] QJsonObject taken(std::string_view host) {
        const auto answer = ask("GET", host, "/.etagere/knows.json");
        return QJsonDocument::fromJson(answer ? answer->body : QByteArray())
            .object()
            .value(QLatin1String("you"))
            .toObject();
    }

private:
    std::uint16_t m_port;
    Asker m_asker;
};

} // namespace etagere::tests
