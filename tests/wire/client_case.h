// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/client.h"
#include "tests/wire/raw_peers.h"

#include <memory>
#include <string>

namespace etagere::tests {

using namespace wire;

/// What became of one question.
class Answer final : public ResponseHandler {
public:
    QByteArrayList interims;
    QByteArray head;
    QByteArray body;
    QByteArray outcome; ///< "end", or the error
    WireError error;
    std::size_t sent = 0;
    std::unique_ptr<Asked> asked;
    bool isOver() {
        return etagere::tests::waitFor([this] { return !outcome.isEmpty(); });
    }

private:
    static QByteArray dump(const Head &head) {
        QByteArray out = QByteArray::number(head.status());
        for (const http::Field &field : head.fields())
            out += "|" + QByteArray(field.name.data(), static_cast<qsizetype>(field.name.size())) +
                   "=" + QByteArray(field.value.data(), static_cast<qsizetype>(field.value.size()));
        return out;
    }
    void onInterim(const Head &interim) override { interims << dump(interim); }
    void onHead(const Head &final) override { head = dump(final); }
    void onBody(std::string_view bytes) override {
        body.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
    }
    void onEnd() override { outcome += "end"; }
    void onError(const WireError &failure) override {
        outcome += "error";
        error = failure;
    }
    void onSent() override { ++sent; }
};

struct Asker {
    explicit Asker(const Limits &limits = {})
        : client(loop, ClientOptions{limits, {}, false}) {}
    std::unique_ptr<Answer> ask(const RawServer &server, const Question &question = {},
                                const std::string &host = "127.0.0.1") {
        auto answer = std::make_unique<Answer>();
        answer->asked = client.ask({false, host, server.port()}, question, *answer);
        return answer;
    }
    Loop loop;
    Client client;
};

inline const QByteArray request = "GET / HTTP/1.1\r\n\r\n";
inline const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

} // namespace etagere::tests
