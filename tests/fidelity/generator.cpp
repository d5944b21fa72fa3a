// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/generator.h"

#include "tests/fidelity/grammar.h"
#include "tests/fidelity/random.h"

#include <algorithm>
#include <array>

namespace etagere::fidelity {

namespace {

using std::chrono::milliseconds;

/// What a sequence is mostly about.
enum class Theme : std::uint8_t {
    Freshness,
    Parsing,
    Dates,
    Validation,
    Updating,
    Directives,
    Modes,
    Vary,
    Ranges,
    Methods,
    Redirects,
    Statuses,
    StaleWhile,
    Queries,
    Conditions,
    Everything,
    Count
};

constexpr std::array<unsigned, static_cast<std::size_t>(Theme::Count)> shares{
    12, 10, 8, 10, 9, 8, 7, 7, 7, 6, 4, 5, 4, 2, 4, 6};

Theme themeOf(Random &random) {
    unsigned total = 0;
    for (const unsigned share : shares)
        total += share;
    unsigned left = random.below(total);
    std::size_t theme = 0;
    while (left >= shares[theme])
        left -= shares[theme++];
    return static_cast<Theme>(theme);
}

/// Makes one sequence.
class Maker {
public:
    explicit Maker(std::uint64_t seed)
        : m_random(seed)
        , m_theme(themeOf(m_random)) {
        m_sequence.seed = seed;
        m_tagStyle = m_random.below(100);
        m_dated = m_random.below(100);
        m_odd = m_theme == Theme::Parsing || m_theme == Theme::Dates;
        m_ranges = is(Theme::Ranges) ? m_random.percent(90) : m_random.percent(10);
        m_stable = m_random.percent(70);
        m_control = cacheControlLines(m_random, false);
        if ((is(Theme::Validation) || is(Theme::Updating)) && m_random.percent(60))
            m_control = soonStaleLines(m_random);
    }

    Sequence make() {
        const unsigned count =
            2 + m_random.below(is(Theme::Methods) || is(Theme::Everything) ? 5 : 3);
        for (unsigned i = 0; i < count; ++i)
            m_sequence.asks.push_back(ask(i));
        spread();
        return std::move(m_sequence);
    }

private:
    [[nodiscard]] bool is(Theme theme) const noexcept { return m_theme == theme; }
    /// That share where the sequence is about it, the other elsewhere.
    bool rather(Theme theme, unsigned share, unsigned otherwise) {
        return m_random.percent(is(theme) || is(Theme::Everything) ? share : otherwise);
    }

    Ask ask(std::size_t index);
    void setMethod(Ask &ask, std::size_t index);
    void setMode(Ask &ask, std::size_t index);
    void setRequestLines(Ask &ask, std::size_t index);
    void setCondition(Ask &ask);
    Reply reply(std::size_t index, bool other);
    void setStatus(Reply &reply, std::size_t index, bool other);
    void addFreshness(Reply &reply);
    void addValidators(Reply &reply);
    void addSelection(Reply &reply);
    void setCondition(Reply &reply);
    void changeNotModified(Reply &reply, std::size_t index);
    [[nodiscard]] std::string tag(unsigned version) const;
    [[nodiscard]] std::string modified(unsigned version) const;
    void spread();

    Random m_random;
    Theme m_theme;
    Sequence m_sequence;
    unsigned m_version = 1;
    unsigned m_tagStyle = 0;
    unsigned m_dated = 0;
    bool m_odd = false;
    bool m_ranges = false;
    bool m_stable = false; ///< the answers' Cache-Control does not change
    Lines m_control;
};

std::string Maker::tag(unsigned version) const {
    const std::string v = "v" + std::to_string(version);
    if (m_tagStyle < 48)
        return "\"" + v + "\"";
    if (m_tagStyle < 64)
        return "W/\"" + v + "\"";
    static constexpr std::array<std::string_view, 6> odd{"", "'", "w/", "\"a b", "W/", "\"\""};
    if (m_tagStyle >= 70)
        return {};
    const std::string_view form = odd[m_tagStyle - 64];
    return form == "w/"      ? "w/\"" + v + "\""
           : form == "\"a b" ? "\"a " + v + "\""
                             : std::string(form) + v;
}

std::string Maker::modified(unsigned version) const {
    Random fixed(m_sequence.seed ^ 0xabcdefULL);
    return lastModified(fixed, (is(Theme::Dates) && m_dated < 50) || m_dated < 2, version);
}

void Maker::setMethod(Ask &ask, std::size_t index) {
    static constexpr std::array unsafe{Choice{5, "POST"},    Choice{3, "PUT"},
                                       Choice{3, "DELETE"},  Choice{2, "PATCH"},
                                       Choice{1, "OPTIONS"}, Choice{3, "HEAD"}};
    const bool other = index > 0 ? rather(Theme::Methods, 40, 3) : rather(Theme::Methods, 12, 1);
    if (other)
        ask.method = m_random.pick(unsafe);
}

void Maker::setMode(Ask &ask, std::size_t index) {
    static constexpr std::array modes{Choice{4, "no-cache"}, Choice{3, "reload"},
                                      Choice{3, "no-store"}, Choice{4, "force-cache"},
                                      Choice{3, "only-if-cached"}};
    if (rather(Theme::Modes, index == 0 ? 20 : 60, 4))
        ask.mode = m_random.pick(modes);
}

void Maker::setCondition(Ask &ask) {
    static constexpr std::array names{Choice{4, "If-None-Match"}, Choice{4, "If-Modified-Since"},
                                      Choice{1, "If-Match"}, Choice{1, "If-Unmodified-Since"},
                                      Choice{2, "If-Range"}};
    const std::string name(m_random.pick(names));
    const bool byDate = name.ends_with("Since") || (name == "If-Range" && m_random.percent(30));
    const unsigned version = m_random.percent(60) ? m_version : m_version + 1;
    std::string value = byDate ? modified(version) : tag(version);
    if (value.empty())
        value = byDate ? "{z-864000}" : "\"v1\"";
    if (name == "If-None-Match" && m_random.percent(10))
        value = "*";
    ask.lines.push_back({name, value});
}

void Maker::setRequestLines(Ask &ask, std::size_t index) {
    static constexpr std::array ranges{
        Choice{6, "bytes=0-9"},       Choice{5, "bytes=10-19"}, Choice{4, "bytes=30-"},
        Choice{4, "bytes=-5"},        Choice{4, "bytes=0-"},    Choice{2, "bytes=0-39"},
        Choice{3, "bytes=35-60"},     Choice{2, "bytes=50-60"}, Choice{2, "bytes=5-14"},
        Choice{2, "bytes=0-4,10-14"}, Choice{1, "bytes=5-2"},   Choice{1, "items=0-1"}};
    if (ask.method == "GET" && rather(Theme::Ranges, 55, 2))
        ask.lines.push_back({"Range", std::string(m_random.pick(ranges))});
    if (rather(Theme::Directives, index == 0 ? 15 : 60, 3))
        for (Line &line : requestDirectives(m_random))
            ask.lines.push_back(std::move(line));
    if (rather(Theme::Conditions, index == 0 ? 20 : 55, 2))
        setCondition(ask);
    if (rather(Theme::Vary, 60, 5))
        ask.lines.push_back({"X-Key", m_random.percent(60) ? "1" : "2"});
    if (rather(Theme::Vary, 25, 2))
        ask.lines.push_back({"Accept-Language", m_random.percent(60) ? "fr" : "de"});
    if (m_random.percent(3))
        ask.lines.push_back({"Authorization", "Basic YTpi"});
    static constexpr std::array queries{Choice{5, "?k=1&x=1"}, Choice{4, "?k=1&x=2"},
                                        Choice{3, "?x=1&k=1"}, Choice{2, "?k=2&x=1"},
                                        Choice{1, "?k=1"},     Choice{1, ""}};
    if (is(Theme::Queries))
        ask.query = m_random.pick(queries);
}

Ask Maker::ask(std::size_t index) {
    Ask ask;
    if (index > 0 && m_random.percent(is(Theme::Validation) ? 35 : 25))
        ++m_version;
    setMethod(ask, index);
    setMode(ask, index);
    if (m_random.percent(is(Theme::Methods) ? 25 : is(Theme::Redirects) ? 15 : 2))
        ask.target = Target::B;
    setRequestLines(ask, index);
    if (index > 0 && m_random.percent(38))
        ask.pause = milliseconds(m_random.percent(70) ? 1300 : 2300);
    ask.replies[0] = reply(index, false);
    ask.replies[1] = reply(index, true);
    return ask;
}

void Maker::setStatus(Reply &reply, std::size_t index, bool other) {
    static constexpr std::array statuses{
        Choice{2, "201"}, Choice{1, "202"}, Choice{4, "203"}, Choice{4, "204"}, Choice{1, "205"},
        Choice{2, "206"}, Choice{1, "299"}, Choice{4, "300"}, Choice{3, "301"}, Choice{2, "302"},
        Choice{1, "303"}, Choice{2, "307"}, Choice{3, "308"}, Choice{2, "304"}, Choice{3, "400"},
        Choice{1, "401"}, Choice{2, "403"}, Choice{5, "404"}, Choice{2, "405"}, Choice{4, "410"},
        Choice{1, "414"}, Choice{2, "416"}, Choice{1, "418"}, Choice{4, "500"}, Choice{2, "501"},
        Choice{1, "502"}, Choice{4, "503"}, Choice{1, "504"}, Choice{1, "599"}};
    static constexpr std::array redirects{Choice{5, "301"}, Choice{5, "302"}, Choice{2, "303"},
                                          Choice{4, "307"}, Choice{4, "308"}};
    if (rather(Theme::Statuses, index == 0 ? 75 : 40, 3))
        reply.status = std::stoi(std::string(m_random.pick(statuses)));
    if (!other && (is(Theme::Redirects) ? m_random.percent(65) : m_random.percent(1)))
        reply.status = std::stoi(std::string(m_random.pick(redirects)));
    const bool redirect = reply.status / 100 == 3 && reply.status != 300 && reply.status != 304;
    if (redirect && !other && m_random.percent(is(Theme::Statuses) ? 30 : 95))
        reply.lines.push_back({"Location", "b"});
    if (reply.status == 206)
        reply.lines.push_back({"Content-Range", "bytes 0-39/80"});
    if (m_random.percent(2))
        reply.ending = m_random.percent(50) ? Ending::Truncated : Ending::Closed;
}

void Maker::addFreshness(Reply &reply) {
    Lines control = m_control;
    if (is(Theme::Parsing) || (!m_stable && m_random.percent(60)) || m_random.percent(3))
        control = cacheControlLines(m_random, is(Theme::Parsing) || m_random.percent(3));
    if (is(Theme::StaleWhile)) {
        static constexpr std::array values{
            Choice{5, "max-age=1, stale-while-revalidate=3600"},
            Choice{4, "max-age=0, stale-while-revalidate=60"},
            Choice{2, "stale-while-revalidate=60"},
            Choice{2, "max-age=1, stale-while-revalidate=1"},
            Choice{2, "max-age=1, stale-while-revalidate=60, must-revalidate"},
            Choice{1, "max-age=1, stale-while-revalidate"},
            Choice{1, "no-cache, stale-while-revalidate=60"},
            Choice{1, "max-age=1, stale-while-revalidate=\"60\""}};
        control = {{"Cache-Control", std::string(m_random.pick(values))}};
    }
    const auto add = [&reply](const Lines &lines) {
        reply.lines.insert(reply.lines.end(), lines.begin(), lines.end());
    };
    const bool oddDate = is(Theme::Dates);
    add(dateLines(m_random, oddDate && m_random.percent(25)));
    add(control);
    add(expiresLines(m_random, (oddDate && m_random.percent(60)) || m_random.percent(2)));
    add(ageLines(m_random, (oddDate && m_random.percent(20)) || m_random.percent(2)));
    if (m_random.percent(2))
        reply.lines.push_back({"Pragma", "no-cache"});
}

void Maker::addValidators(Reply &reply) {
    if (const std::string value = tag(reply.version); !value.empty() && m_random.percent(96))
        reply.lines.push_back({"ETag", value});
    if (const std::string value = modified(reply.version); !value.empty() && m_random.percent(96))
        reply.lines.push_back({"Last-Modified", value});
    if (m_ranges && m_random.percent(80))
        reply.lines.push_back({"Accept-Ranges", "bytes"});
}

void Maker::addSelection(Reply &reply) {
    static constexpr std::array fields{
        Choice{10, "X-Key"}, Choice{5, "Accept-Language"}, Choice{4, "x-key, Accept-Language"},
        Choice{4, "*"},      Choice{2, "X-Key, *"},        Choice{2, "Accept-Encoding"},
        Choice{2, "X-None"}, Choice{1, "X-Key,,"},         Choice{1, "User-Agent"},
        Choice{3, "Cookie"}, Choice{1, "X-Key X-None"},    Choice{1, ", X-Key"}};
    if (rather(Theme::Vary, 88, 4))
        reply.lines.push_back({"Vary", std::string(m_random.pick(fields))});
    if (is(Theme::Vary) && m_random.percent(10))
        reply.lines.push_back({"Vary", std::string(m_random.pick(fields))});
    if (is(Theme::Vary) ? m_random.percent(12) : m_random.percent(2))
        reply.lines.push_back({"Set-Cookie", "c=" + std::to_string(m_version)});
    static constexpr std::array searches{Choice{5, "params"},
                                         Choice{5, "params=(\"x\")"},
                                         Choice{4, "params, except=(\"k\")"},
                                         Choice{4, "key-order"},
                                         Choice{1, "params=(\"x\"), key-order"},
                                         Choice{1, "junk"},
                                         Choice{1, "params=?0"}};
    if (is(Theme::Queries) && m_random.percent(90))
        reply.lines.push_back({"No-Vary-Search", std::string(m_random.pick(searches))});
}

void Maker::setCondition(Reply &reply) {
    struct Kind {
        unsigned share;
        OnCondition what;
    };
    static constexpr std::array kinds{Kind{80, OnCondition::Compare},
                                      Kind{5, OnCondition::NotModified}, Kind{7, OnCondition::Full},
                                      Kind{5, OnCondition::Fail}, Kind{3, OnCondition::Close}};
    unsigned left = m_random.below(100);
    std::size_t kind = 0;
    while (left >= kinds[kind].share)
        left -= kinds[kind++].share;
    reply.onCondition = kinds[kind].what;
    // A 304 has some of the answer's fields.
    for (const Line &line : reply.lines) {
        const bool validator = line.name == "ETag" || line.name == "Last-Modified";
        const unsigned share = line.name == "Date" ? 95 : validator ? 60 : 55;
        if (line.name != "Content-Range" && m_random.percent(share))
            reply.notModifiedLines.push_back(line);
    }
}

/// A 304 has, now and then, other fields than the whole answer.
void Maker::changeNotModified(Reply &reply, std::size_t index) {
    const auto replace = [&reply](std::string_view name, const Lines &with) {
        auto &lines = reply.notModifiedLines;
        std::erase_if(lines, [name](const Line &line) { return line.name == name; });
        lines.insert(lines.end(), with.begin(), with.end());
    };
    if (rather(Theme::Updating, 35, 8))
        replace("Cache-Control", cacheControlLines(m_random, m_random.percent(5)));
    if (rather(Theme::Updating, 15, 3))
        replace("Expires", expiresLines(m_random, false));
    if (rather(Theme::Updating, 8, 1))
        replace("ETag", {{"ETag", tag(m_version + 1)}});
    if (rather(Theme::Updating, 8, 1))
        replace("Last-Modified", {{"Last-Modified", modified(m_version + 1)}});
    if (rather(Theme::Updating, 60, 10)) {
        for (Line &line : otherLines(m_random, index))
            replace(line.name, {line});
    }
    if (rather(Theme::Updating, 4, 1))
        replace("Content-Length", {{"Content-Length", "0"}});
    std::erase_if(reply.notModifiedLines, [](const Line &line) {
        return line.value.empty() && line.name != "Cache-Control";
    });
}

Reply Maker::reply(std::size_t index, bool other) {
    Reply reply;
    reply.version = m_version + (other ? 10U : 0U);
    setStatus(reply, index, other);
    addFreshness(reply);
    addValidators(reply);
    addSelection(reply);
    for (Line &line : otherLines(m_random, index))
        reply.lines.push_back(std::move(line));
    static constexpr std::array places{Choice{6, "b"}, Choice{2, "a"}, Choice{1, "c"}};
    if (is(Theme::Methods) && m_random.percent(40) && valueOf(reply.lines, "Location") == nullptr)
        reply.lines.push_back({m_random.percent(50) ? "Location" : "Content-Location",
                               std::string(m_random.pick(places))});
    static constexpr std::array results{Choice{4, "201"}, Choice{3, "204"}, Choice{2, "404"},
                                        Choice{3, "500"}};
    if (is(Theme::Methods) && m_random.percent(25))
        reply.status = std::stoi(std::string(m_random.pick(results)));
    reply.ranges = m_ranges;
    setCondition(reply);
    changeNotModified(reply, index);
    return reply;
}

/// Two pauses at most, and one after every answer that a background request may follow.
void Maker::spread() {
    const bool later = mayRevalidateLater(m_sequence);
    if (later)
        m_sequence.asks.resize(std::min<std::size_t>(m_sequence.asks.size(), 3));
    unsigned pauses = 0;
    for (std::size_t i = 1; i < m_sequence.asks.size(); ++i) {
        milliseconds &pause = m_sequence.asks[i].pause;
        if (later && pause.count() == 0)
            pause = milliseconds(1300);
        if (pause.count() > 0 && ++pauses > 2)
            pause = milliseconds(0);
    }
}

} // namespace

Sequence sequenceOf(std::uint64_t seed) { return Maker(seed).make(); }

} // namespace etagere::fidelity
