// SPDX-License-Identifier: Apache-2.0
#include "core/live/bidi_client.h"

#include <utility>

namespace etagere::live {

std::string jsonList(std::string_view text) { return '[' + jsonString(text) + ']'; }

void BidiClient::call(std::string_view method, const JsonParams &params, Answer answer,
                      Limit limit) {
    DevtoolsCall call;
    call.method = method;
    call.params = params;
    call.limit = limit;
    m_client.call(std::move(call), std::move(answer));
}

void BidiClient::evaluate(const Place &place, std::string_view expression, TextAnswer answer) {
    JsonParams target;
    target.text("context", place.context);
    if (place.isApart)
        target.text("sandbox", "etagere");
    JsonParams params;
    params.text("expression", expression)
        .json("target", target.object())
        .flag("awaitPromise", true)
        .text("resultOwnership", "none");
    Answer read;
    if (answer) {
        read = [answer = std::move(answer)](Result<simdjson::dom::element, BrowserError> result) {
            if (!result)
                return answer(Failure<BrowserError>(result.error()));
            if (textOf(*result, "type") != "success")
                return answer(Failure<BrowserError>(
                    {BrowserError::Kind::Refused,
                     std::string(textAt(*result, "/exceptionDetails/text"))}));
            answer(std::string(textAt(*result, "/result/value")));
        };
    }
    call("script.evaluate", params, std::move(read), place.limit);
}

} // namespace etagere::live
