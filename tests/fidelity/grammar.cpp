// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/grammar.h"

#include <array>

namespace etagere::fidelity {

namespace {

constexpr std::array usualControls{
    Choice{10, ""},
    Choice{5, "max-age=0"},
    Choice{9, "max-age=1"},
    Choice{6, "max-age=2"},
    Choice{26, "max-age=3600"},
    Choice{6, "no-cache"},
    Choice{5, "no-store"},
    Choice{2, "private"},
    Choice{2, "public"},
    Choice{3, "must-revalidate"},
    Choice{3, "max-age=1, must-revalidate"},
    Choice{2, "max-age=3600, must-revalidate"},
    Choice{2, "public, max-age=3600"},
    Choice{2, "private, max-age=3600"},
    Choice{2, "max-age=1, private"},
    Choice{1, "max-age=3600, immutable"},
    Choice{1, "max-age=1, immutable"},
    Choice{1, "s-maxage=3600"},
    Choice{1, "s-maxage=3600, max-age=0"},
    Choice{1, "s-maxage=0, max-age=3600"},
    Choice{1, "max-age=1, stale-if-error=3600"},
    Choice{1, "max-age=3600, proxy-revalidate"},
    Choice{1, "no-transform"},
    Choice{1, "no-store, max-age=3600"},
    Choice{1, "must-understand, no-store, max-age=3600"},
    Choice{1, "max-age=3600, no-cache"},
    Choice{1, "no-cache=\"X-A\""},
    Choice{1, "no-cache=\"X-A, X-B\", max-age=3600"},
    Choice{1, "private=\"X-A\", max-age=3600"},
};

constexpr std::array oddDirectives{
    Choice{12, "max-age=3600"},
    Choice{8, "max-age=0"},
    Choice{4, "max-age=1"},
    Choice{3, "max-age=\"3600\""},
    Choice{2, "max-age='3600'"},
    Choice{2, "max-age=3600.5"},
    Choice{2, "max-age=0.5"},
    Choice{3, "max-age=-1"},
    Choice{1, "max-age=-3600"},
    Choice{2, "max-age=99999999999"},
    Choice{2, "max-age=2147483648"},
    Choice{1, "max-age=4294967296"},
    Choice{1, "max-age=4294970896"},
    Choice{1, "max-age=18446744073709551616"},
    Choice{3, "max-age"},
    Choice{2, "max-age="},
    Choice{2, "max-age =3600"},
    Choice{2, "max-age= 3600"},
    Choice{3, "MAX-AGE=3600"},
    Choice{2, "max-age=3600a"},
    Choice{1, "max-age=a3600"},
    Choice{2, "max-age=+3600"},
    Choice{1, "max-age=0x10"},
    Choice{1, "max-age=03600"},
    Choice{1, "max-age=36 00"},
    Choice{1, "max-age=3600=5"},
    Choice{2, "no-cache"},
    Choice{2, "No-Cache"},
    Choice{1, "no-cache=1"},
    Choice{1, "no-cache="},
    Choice{1, "no-cache=\"\""},
    Choice{1, "no-cache=X-A"},
    Choice{1, "nocache"},
    Choice{2, "no-store"},
    Choice{1, "No-Store"},
    Choice{2, "no-store=1"},
    Choice{1, "\"no-store\""},
    Choice{2, "must-revalidate"},
    Choice{1, "must-revalidate=1"},
    Choice{1, "private"},
    Choice{1, "public"},
    Choice{2, "foo"},
    Choice{2, "foo=bar"},
    Choice{2, "foo=\"max-age=3600\""},
    Choice{2, "foo=\"bar, no-store\""},
    Choice{1, "foo=\"a\\\"b, max-age=0\""},
    Choice{1, "foo=\"unclosed"},
    Choice{1, "x-max-age=3600"},
    Choice{1, "max-age-x=3600"},
    Choice{1, "s-maxage=3600"},
    Choice{2, ""},
};

constexpr std::array separators{
    Choice{60, ", "}, Choice{12, ","}, Choice{4, " ,"}, Choice{3, ",,"}, Choice{3, ", ,"},
    Choice{4, "; "},  Choice{2, ";"},  Choice{3, " "},  Choice{3, "\t"}, Choice{2, ",\t "},
};

constexpr std::array usualExpires{
    Choice{70, ""},     Choice{8, "{t+3600}"}, Choice{6, "{t+1}"},
    Choice{3, "{t+2}"}, Choice{3, "{t+0}"},    Choice{5, "{t-3600}"},
    Choice{3, "0"},     Choice{2, "-1"},       Choice{1, "{z+864000}"},
};

constexpr std::array oddExpires{
    Choice{10, "{t+3600}"},
    Choice{4, "{t+1}"},
    Choice{4, "0"},
    Choice{3, "-1"},
    Choice{2, "1"},
    Choice{2, "3600"},
    Choice{3, "junk"},
    Choice{3, "{850:t+3600}"},
    Choice{3, "{asc:t+3600}"},
    Choice{2, "{dash:t+3600}"},
    Choice{2, "{utc:t+3600}"},
    Choice{2, "{nogmt:t+3600}"},
    Choice{2, "{lower:t+3600}"},
    Choice{2, "{850:t-3600}"},
    Choice{2, "{asc:t-3600}"},
    Choice{2, "Thu, 01 Jan 1970 00:00:00 GMT"},
    Choice{1, "Thu, 18 Aug 2050 02:01:18 GMT"},
    Choice{1, "Thu, 18 Aug 2150 02:01:18 GMT"},
    Choice{1, "Mon, 18 Aug 9999 02:01:18 GMT"},
    Choice{1, "Thu, 18 Aug 50 02:01:18 GMT"},
    Choice{1, "Thu 18 Aug 2050 02:01:18 GMT"},
    Choice{1, "18 Aug 2050 02:01:18 GMT"},
    Choice{1, "Thu, 18 Aug 2050 02.01.18 GMT"},
    Choice{1, "Thu, 18 Aug 2050 2:01:18 GMT"},
    Choice{1, "Thu,  18  Aug  2050  02:01:18  GMT"},
    Choice{1, "Thu, 18 Aug 2050 02:01:18 AEST"},
    Choice{1, "Thu, 18 Aug 2050 02:01:18 +0200"},
    Choice{1, "Thu, 18 August 2050 02:01:18 GMT"},
    Choice{1, "Thu, 32 Aug 2050 02:01:18 GMT"},
    Choice{1, "Thu, 18 Aug 2050 25:01:18 GMT"},
    Choice{1, "Thu, 18 Aug 2050"},
    Choice{1, "2050-08-18T02:01:18Z"},
    Choice{1, "\"{t+3600}\""},
};

constexpr std::array usualDates{
    Choice{80, "{t+0}"},   Choice{7, ""},         Choice{5, "{t-2}"},
    Choice{4, "{t-3600}"}, Choice{3, "{t+3600}"}, Choice{1, "{t-864000}"},
};

constexpr std::array oddDates{
    Choice{10, "{t+0}"},       Choice{3, "junk"},         Choice{3, "0"},
    Choice{3, "{850:t+0}"},    Choice{3, "{asc:t+0}"},    Choice{2, "{dash:t+0}"},
    Choice{2, "{nogmt:t+0}"},  Choice{2, "{850:t-3600}"}, Choice{2, "{asc:t-3600}"},
    Choice{2, "{utc:t-3600}"},
};

constexpr std::array usualAges{
    Choice{90, ""},    Choice{2, "0"},    Choice{2, "1"},
    Choice{3, "3598"}, Choice{3, "3600"}, Choice{2, "100"},
};

constexpr std::array oddAges{
    Choice{3, "0"},          Choice{3, "3600"},         Choice{3, "7200"},
    Choice{3, "-1"},         Choice{2, "-7200"},        Choice{3, "junk"},
    Choice{3, "7200.5"},     Choice{3, "7200;foo=bar"}, Choice{2, "7200, 0"},
    Choice{2, "0, 7200"},    Choice{2, "99999999999"},  Choice{2, "2147483648"},
    Choice{2, "4294967296"}, Choice{2, "+7200"},        Choice{2, "7200 0"},
    Choice{1, "\"7200\""},   Choice{1, "007200"},       Choice{1, "a7200"},
    Choice{1, "7200a"},      Choice{1, "0x7200"},
};

constexpr std::array modifiedBefore{
    Choice{34, "864000"}, Choice{10, "8640000"},  Choice{10, "3600"}, Choice{12, "18"},
    Choice{4, "0"},       Choice{2, "100000000"}, Choice{28, ""},
};

constexpr std::array oddModified{
    Choice{3, "junk"},
    Choice{2, "0"},
    Choice{3, "{z+3600}"},
    Choice{3, "{850:z-864000}"},
    Choice{3, "{asc:z-864000}"},
    Choice{2, "{dash:z-864000}"},
    Choice{2, "{nogmt:z-864000}"},
    Choice{2, "{utc:z-864000}"},
    Choice{2, "Thu, 01 Jan 1970 00:00:00 GMT"},
    Choice{1, "-1"},
};

constexpr std::array requestControls{
    Choice{12, "no-cache"},
    Choice{8, "no-store"},
    Choice{12, "max-age=0"},
    Choice{6, "max-age=1"},
    Choice{5, "max-age=3600"},
    Choice{5, "min-fresh=10"},
    Choice{5, "min-fresh=7200"},
    Choice{5, "max-stale"},
    Choice{4, "max-stale=100"},
    Choice{2, "max-stale=0"},
    Choice{4, "only-if-cached"},
    Choice{2, "no-transform"},
    Choice{2, "foo"},
    Choice{2, "max-age=3600, max-stale"},
    Choice{2, "max-age=0, foo"},
    Choice{1, "max-age=junk"},
    Choice{1, "max-age"},
    Choice{1, "max-age=\"0\""},
    Choice{1, "No-Cache"},
    Choice{1, "no-cache=\"X-A\""},
    Choice{1, "max-age=-1"},
    Choice{1, "max-age=3600, no-cache"},
    Choice{1, "max-age=3600, min-fresh=10"},
    Choice{1, ""},
};

constexpr std::array extras{
    Choice{6, "Content-Type: text/plain"},
    Choice{4, "Content-Language: fr"},
    Choice{3, "Content-Location: c"},
    Choice{2, "Content-Disposition: inline"},
    Choice{2, "Content-MD5: AAAA"},
    Choice{3, "X-Content-Foo: "},
    Choice{2, "X-WebKit-Foo: "},
    Choice{2, "X-Frame-Options: DENY"},
    Choice{2, "X-XSS-Protection: "},
    Choice{2, "Warning: 110 - \"old\""},
    Choice{2, "Link: <c>; rel=x"},
    Choice{2, "Content-Security-Policy: default-src 'self'"},
    Choice{2, "Strict-Transport-Security: max-age=0"},
    Choice{2, "Public-Key-Pins: x"},
    Choice{2, "WWW-Authenticate: Foo"},
    Choice{2, "Proxy-Authenticate: Foo"},
    Choice{2, "Proxy-Foo: "},
    Choice{2, "Trailer: X-T"},
    Choice{2, "Alt-Svc: clear"},
    Choice{2, "Server: "},
    Choice{2, "P3P: "},
    Choice{2, "Retry-After: 1"},
    Choice{1, "Upgrade: foo"},
    Choice{1, "TE: trailers"},
    Choice{1, "Keep-Alive: timeout=100"},
};

Lines linesOf(std::string_view name, std::string_view value) {
    return value.empty() ? Lines{} : Lines{{std::string(name), std::string(value)}};
}

std::string oddControl(Random &random) {
    std::string value(random.pick(oddDirectives));
    for (unsigned more = random.below(3); more > 0; --more) {
        value += random.pick(separators);
        value += random.pick(oddDirectives);
    }
    return value;
}

} // namespace

Lines cacheControlLines(Random &random, bool odd) {
    if (!odd)
        return linesOf("Cache-Control", random.pick(usualControls));
    Lines lines{{"Cache-Control", oddControl(random)}};
    if (random.percent(15))
        lines.push_back({"Cache-Control", oddControl(random)});
    return lines;
}

Lines soonStaleLines(Random &random) {
    static constexpr std::array values{
        Choice{4, "max-age=1"},          Choice{4, "no-cache"},
        Choice{4, "max-age=0"},          Choice{1, "max-age=0, must-revalidate"},
        Choice{1, "max-age=1, private"}, Choice{1, "no-cache, max-age=3600"}};
    return linesOf("Cache-Control", random.pick(values));
}

Lines expiresLines(Random &random, bool odd) {
    Lines lines =
        linesOf("Expires", random.pick(odd ? std::span<const Choice>(oddExpires) : usualExpires));
    if (odd && random.percent(10))
        lines.push_back({"Expires", std::string(random.pick(oddExpires))});
    return lines;
}

Lines dateLines(Random &random, bool odd) {
    return linesOf("Date", random.pick(odd ? std::span<const Choice>(oddDates) : usualDates));
}

Lines ageLines(Random &random, bool odd) {
    Lines lines = linesOf("Age", random.pick(odd ? std::span<const Choice>(oddAges) : usualAges));
    if (odd && random.percent(12))
        lines.push_back({"Age", std::string(random.pick(oddAges))});
    return lines;
}

std::string lastModified(Random &random, bool odd, unsigned version) {
    if (odd)
        return std::string(random.pick(oddModified));
    const std::string_view before = random.pick(modifiedBefore);
    if (before.empty())
        return {};
    // Another version is another second, far enough for a tenth of it not to matter.
    const long long seconds = std::stoll(std::string(before));
    return "{z-" + std::to_string(seconds + (seconds > 1000 ? 600LL * version : 0)) + "}";
}

Lines otherLines(Random &random, std::size_t index) {
    Lines lines{{"X-A", "a" + std::to_string(index)}};
    if (random.percent(40))
        lines.push_back({"X-B", "b" + std::to_string(index)});
    if (random.percent(3))
        lines.push_back({"Connection", "X-B"});
    for (unsigned more = random.percent(30) ? 1 + random.below(2) : 0; more > 0; --more) {
        const std::string_view extra = random.pick(extras);
        const auto colon = extra.find(": ");
        // Twice the same field is a question of the network stack, not of the cache.
        if (valueOf(lines, extra.substr(0, colon)) != nullptr)
            continue;
        std::string value(extra.substr(colon + 2));
        if (value.empty() || random.percent(30))
            value += std::to_string(index);
        lines.push_back({std::string(extra.substr(0, colon)), value});
    }
    return lines;
}

Lines requestDirectives(Random &random) {
    const unsigned kind = random.below(10);
    Lines lines;
    if (kind < 8)
        lines.push_back({"Cache-Control", std::string(random.pick(requestControls))});
    if (kind >= 7)
        lines.push_back({"Pragma", random.percent(80) ? "no-cache" : "foo"});
    return lines;
}

} // namespace etagere::fidelity
