// SPDX-License-Identifier: Apache-2.0
// A server that answers a prober with whatever it likes: the prober asks no more than its plan
// says, keeps to the site, sends nothing that ends a field, and the judge has a reading of it all.
#include "core/http/text.h"
#include "core/probe/judge.h"
#include "core/probe/prober.h"
#include "core/probe/recording.h"
#include "core/url/url.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

using namespace etagere;

namespace {

void require(bool condition) {
    if (!condition)
        std::abort();
}

/// The input, read in pieces that a NUL ends; from the start again when it is used up.
class Pieces {
public:
    explicit Pieces(std::string_view all)
        : m_all(all) {}
    std::string_view next() {
        if (m_at >= m_all.size())
            m_at = 0;
        const std::size_t end = std::min(m_all.find('\0', m_at), m_all.size());
        const std::string_view piece = m_all.substr(m_at, end - m_at);
        m_at = end + 1;
        return piece;
    }

private:
    std::string_view m_all;
    std::size_t m_at = 0;
};

/// A parser gives no field value with control characters.
std::string fieldValue(std::string_view piece) {
    std::string value;
    for (const char c : piece) {
        if (!http::isControl(c))
            value += c;
    }
    return value;
}

probe::Answer answerFrom(Pieces &pieces, Instant now) {
    constexpr std::array<std::uint16_t, 8> statuses{200, 304, 302, 200, 404, 304, 307, 0};
    constexpr std::array<const char *, 8> names{"ETag", "Last-Modified", "Set-Cookie", "Location",
                                                "Age",  "X-Cache",       "Vary",       "ETag"};
    const std::string_view choice = pieces.next();
    const unsigned char chosen = choice.empty() ? 0 : static_cast<unsigned char>(choice.front());
    probe::Answer answer;
    answer.status = statuses[chosen % statuses.size()];
    answer.started = now;
    for (unsigned i = 0; i < 3; ++i)
        answer.fields.emplace_back(names[(chosen / 8U + i * 3U) % names.size()],
                                   fieldValue(pieces.next()));
    answer.body = std::make_shared<const std::string>(pieces.next());
    return answer;
}

void requireHarmless(const probe::Question &question) {
    require(url::siteOf(url::parseUrl(question.url).host) == "origin.test");
    require(std::none_of(question.url.begin(), question.url.end(), [](char c) {
        return http::isControl(c) || c == ' ' || static_cast<unsigned char>(c) > 0x7e;
    }));
    for (const auto &[name, value] : question.fields)
        require(std::none_of(value.begin(), value.end(), http::isControl));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size > 4096)
        return 0;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    Pieces pieces(text);
    probe::Options options;
    options.visits = 3;
    options.budget = 60;
    const std::string url = "http://www.origin.test/start";
    probe::Prober prober(*probe::planFor(url, options));
    Instant now{};
    while (const probe::Question *question = prober.next()) {
        requireHarmless(*question);
        now += std::chrono::seconds(1);
        prober.take(answerFrom(pieces, now));
    }
    require(prober.asked() <= options.budget);
    require(prober.outcomes().size() == prober.asked());
    const auto traffic = probe::trafficOf(prober.outcomes(), url);
    require(traffic.exchangeCount() == prober.asked());
    for (const auto &finding : probe::judge({traffic, prober.outcomes()}))
        require(finding.confidence >= 0 && finding.confidence <= 1);
    const auto again = probe::outcomesOf(traffic);
    require(again.size() == prober.outcomes().size());
    return 0;
}
