// SPDX-License-Identifier: Apache-2.0
// Any tag with any facts: parts in order inside the tag, bits that can be counted, the same answer
// twice. Input, line by line: tag, seconds of Last-Modified and Date, lengths, URL, a field, body.
#include "core/recipe/make.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace etagere;
using namespace etagere::recipe;

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

std::optional<std::uint64_t> numberIn(std::string_view text) {
    if (text.empty())
        return std::nullopt;
    return std::strtoull(std::string(text).c_str(), nullptr, 10);
}

std::optional<Instant> instantIn(std::string_view text) {
    constexpr std::uint64_t farAway = 1'000'000'000'000; // past year 9999
    const auto number = numberIn(text);
    if (!number)
        return std::nullopt;
    const auto seconds = static_cast<std::int64_t>(*number % farAway);
    return Instant(std::chrono::seconds(text.starts_with('-') ? -seconds : seconds));
}

void check(const Facts &facts, const Recognition &found) {
    std::uint32_t end = 0;
    double bits = 0;
    for (const Part &part : found.parts) {
        require(part.begin >= end && part.end > part.begin);
        require(part.end <= facts.opaque.size());
        require(std::isfinite(part.bits) && part.bits >= 0);
        end = part.end;
        bits += part.bits;
    }
    require(std::isfinite(found.unexplainedBits) && std::abs(found.unexplainedBits - bits) < 1e-6);
    require(found.coverage != Coverage::None || found.recipe == RecipeId::None);
    require(!rowOf(found.recipe).id.empty());
}

void checkMaking(const Facts &facts, std::string_view body) {
    FileFacts file;
    file.size = facts.identityLength.value_or(0);
    file.modifiedNs = static_cast<std::int64_t>(facts.encodedLength.value_or(0) >> 1);
    file.inode = file.size;
    file.path = facts.path;
    file.diskPath = facts.url;
    file.body = body;
    file.partSize = body.size() / 3 + 1;
    for (const RecipeRow &row : allRecipes())
        (void)makeTag(row.recipe, file);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char *>(data), size);
    Facts facts;
    facts.opaque = nextLine(rest);
    facts.lastModified = instantIn(nextLine(rest));
    facts.date = instantIn(nextLine(rest));
    facts.identityLength = numberIn(nextLine(rest));
    facts.encodedLength = numberIn(nextLine(rest));
    facts.url = nextLine(rest);
    facts.path = facts.url.substr(0, facts.url.find('?'));
    const std::string_view line = nextLine(rest);
    const auto colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    const std::array field{
        http::Field{name, colon == std::string_view::npos ? line : line.substr(colon + 1),
                    http::fieldNameFrom(name)}};
    facts.fields = field;
    facts.weak = size % 2 == 0;
    facts.quoted = size % 3 != 0;
    facts.preimageTries = 10;

    const Recognition without = recognise(facts);
    check(facts, without);
    (void)wantsBody(facts, without);
    body::LazyDigests decoded(rest);
    facts.decoded = &decoded;
    const Recognition with = recognise(facts);
    check(facts, with);
    require(with.parts == recognise(facts).parts);
    checkMaking(facts, rest);
    return 0;
}
