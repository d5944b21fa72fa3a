// SPDX-License-Identifier: Apache-2.0
// Any requests to any origin model: an answer that can be sent, no body with 304, the same answers
// from the same model made anew. Input: a line with the model's number, then requests, each a line
// "METHOD target client seconds", field lines, and an empty line.
#include "core/lab/cluster.h"
#include "core/lab/dynamic.h"
#include "core/lab/intermediary.h"
#include "core/lab/tracker.h"

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace etagere;
using namespace etagere::lab;

namespace {

void require(bool condition) {
    if (!condition)
        std::abort();
}

std::string_view nextLine(std::string_view &rest) {
    const auto end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return line;
}

std::string_view nextWord(std::string_view &rest) {
    const auto end = rest.find(' ');
    const std::string_view word = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return word;
}

std::uint64_t numberIn(std::string_view text) {
    return std::strtoull(std::string(text).c_str(), nullptr, 10);
}

std::unique_ptr<Origin> fileServer(std::uint64_t number) {
    FileServerOptions options;
    const auto families = allFamilies();
    options.recipe = families[number % families.size()].recipe;
    options.gzip = number / families.size() % 2 == 1;
    Resource file = sampleScript();
    deploy(file, Instant(std::chrono::seconds(1'800'000'000)), false);
    ClusterShape shape;
    shape.nodes = 2;
    auto cluster = makeCluster({file}, options, shape);
    CodingProxyOptions coding;
    coding.mark = static_cast<CodingMark>(number % 6);
    auto proxy = std::make_unique<CodingProxy>(std::move(cluster), coding);
    return std::make_unique<WeakeningNetwork>(std::move(proxy), 50);
}

std::unique_ptr<Origin> originOf(std::uint64_t number) {
    constexpr auto trackers = static_cast<std::uint64_t>(TrackerKind::Count);
    constexpr auto pages = static_cast<std::uint64_t>(DynamicKind::Count);
    if (number < trackers)
        return makeTracker(static_cast<TrackerKind>(number), 1);
    number -= trackers;
    if (number < pages)
        return std::make_unique<DynamicOrigin>(static_cast<DynamicKind>(number),
                                               recipe::RecipeId::BodyMd5, 1);
    number -= pages;
    if (number < 4) {
        EditableOrigin::Options options;
        options.requiresCondition = number % 2 == 1;
        options.weakTags = number / 2 == 1;
        return std::make_unique<EditableOrigin>(options);
    }
    return fileServer(number - 4);
}

std::string textOf(const Response &response) {
    std::string text = std::to_string(response.status) + "\n";
    for (const auto &[name, value] : response.fields) {
        require(!name.empty() && name.find_first_of("\r\n:") == std::string::npos);
        require(value.find_first_of("\r\n") == std::string::npos);
        text.append(name).append(": ").append(value).append("\n");
    }
    require(response.status >= 200 && response.status < 600);
    require(response.status != 304 || response.body.empty());
    return text + response.body;
}

std::string play(std::string_view input) {
    constexpr int mostRequests = 64;
    const auto origin = originOf(numberIn(nextLine(input)) % 200);
    std::string transcript;
    for (int i = 0; i < mostRequests && !input.empty(); ++i) {
        std::string_view start = nextLine(input);
        Request request;
        request.method = nextWord(start);
        request.target = nextWord(start);
        request.client = nextWord(start);
        request.now = Instant(std::chrono::seconds(numberIn(start) % 4'000'000'000));
        std::vector<http::Field> fields;
        for (std::string_view line = nextLine(input); !line.empty(); line = nextLine(input)) {
            const auto colon = line.find(": ");
            if (colon == std::string_view::npos || line.find('\r') != std::string_view::npos)
                continue;
            const std::string_view name = line.substr(0, colon);
            fields.push_back({name, line.substr(colon + 2), http::fieldNameFrom(name)});
        }
        request.fields = fields;
        request.body = "text";
        transcript += textOf(origin->answer(request));
    }
    return transcript;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    require(play(input) == play(input));
    return 0;
}
