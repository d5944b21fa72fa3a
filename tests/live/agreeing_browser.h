// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include "core/live/devtools_client.h"
#include "core/live/transport.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace etagere::tests {

/// A browser that agrees to everything, and says what the test wants said.
class AgreeingBrowser final : public live::Transport {
public:
    void send(std::string_view json) override {
        simdjson::dom::parser parser;
        simdjson::dom::element message;
        std::uint64_t id = 0;
        if (parser.parse(json.data(), json.size()).get(message) != simdjson::SUCCESS ||
            message["id"].get(id) != simdjson::SUCCESS)
            return;
        const std::string_view method = live::textOf(message, "method");
        std::string result = "{}";
        if (method == "Target.createTarget")
            result = R"({"targetId":"T"})";
        else if (method == "Target.attachToTarget")
            result = R"({"sessionId":"S"})";
        else if (method == "Network.getResponseBody")
            result = R"({"body":"text","base64Encoded":false})";
        const std::string answer = "{\"id\":" + std::to_string(id) + ",\"result\":" + result + "}";
        QMetaObject::invokeMethod(
            &m_loop, [this, answer] { tell(answer); }, Qt::QueuedConnection);
    }
    // What it tells of the page T on its session S, which shows pages of http://a.example. A
    // document's loader bears the name of its request.
    void document(const std::string &path, const std::string &id, bool byGesture = false) const {
        request(path, id, id, "Document", byGesture);
    }
    void request(const std::string &path, const std::string &id, const std::string &loader,
                 const std::string &type = "Fetch", bool byGesture = false) const {
        say("Network.requestWillBeSent",
            R"({"requestId":")" + id + R"(","loaderId":")" + loader +
                R"(","frameId":"T","documentURL":"http://a.example/","type":")" + type +
                R"(","timestamp":1,"wallTime":1,"hasUserGesture":)" +
                (byGesture ? "true" : "false") + R"(,"request":{"url":"http://a.example)" + path +
                R"(","method":"GET","headers":{}}})");
    }
    void response(const std::string &path, const std::string &id, bool hasExtra = false) const {
        say("Network.responseReceived", R"({"requestId":")" + id + R"(","hasExtraInfo":)" +
                                            (hasExtra ? "true" : "false") +
                                            R"(,"response":{"url":"http://a.example)" + path +
                                            R"(","status":200,"headers":{}}})");
    }
    void finished(const std::string &id) const {
        say("Network.loadingFinished",
            R"({"requestId":")" + id + R"(","timestamp":2,"encodedDataLength":10})");
    }
    void whole(const std::string &path, const std::string &id) const {
        response(path, id);
        finished(id);
    }
    void committed(const std::string &path, const std::string &loader,
                   const std::string &type = "Navigation") const {
        say("Page.frameNavigated", R"({"frame":{"id":"T","loaderId":")" + loader +
                                       R"(","url":"http://a.example)" + path + R"("},"type":")" +
                                       type + R"("})");
    }
    void loaded() const { say("Page.loadEventFired", R"({"timestamp":3})"); }

    void failed(const std::string &id, const std::string &words) const {
        say("Network.loadingFailed",
            R"({"requestId":")" + id + R"(","timestamp":2,"errorText":")" + words + R"("})");
    }
    /// Of another page than those of http://a.example.
    void committedElsewhere(const std::string &url) const {
        say("Page.frameNavigated", R"({"frame":{"id":"T","loaderId":"X","url":")" + url + R"("}})");
    }
    void wanted(const std::string &reason) const {
        say("Page.frameRequestedNavigation", R"({"frameId":"T","reason":")" + reason + R"("})");
    }
    /// What was on the wire: a request with a tag.
    void sentTag(const std::string &id) const {
        say("Network.requestWillBeSentExtraInfo",
            R"({"requestId":")" + id + R"(","headers":{"If-None-Match":"\"x\""}})");
    }
    void answered(const std::string &id) const {
        say("Network.responseReceivedExtraInfo",
            R"({"requestId":")" + id + R"(","statusCode":200,"headers":{}})");
    }

private:
    void say(const std::string &method, const std::string &params) const {
        tell("{\"method\":\"" + method + "\",\"sessionId\":\"S\",\"params\":" + params + "}");
    }

    QObject m_loop;
};

} // namespace etagere::tests
