// SPDX-License-Identifier: Apache-2.0
// Any capture is judged: no finding without evidence, none that one visitor alone could not carry,
// every other explanation weighed, and the same answer twice. Input, line by line: visitor, profile
// state (a digit), URL, ETag, Last-Modified, If-None-Match, Cookie, Set-Cookie, status, body, apart
// by tabs. The first two ETags are also compared as identifiers.
#include "core/analysis/disguise.h"
#include "core/analysis/judge.h"
#include "tests/support/capture_builder.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace etagere;
using namespace etagere::analysis;

namespace {

constexpr std::size_t mostLines = 64;

void require(bool condition) {
    if (!condition)
        std::abort();
}

std::string_view cut(std::string_view &rest, char separator) {
    const auto end = rest.find(separator);
    const std::string_view part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return part;
}

struct Input {
    tests::CaptureBuilder capture;
    std::vector<VisitState> states;
    std::vector<std::string_view> tags;
};

void addLine(Input &input, std::string_view line) {
    const std::string_view visitor = cut(line, '\t');
    const std::string_view state = cut(line, '\t');
    const std::string_view url = cut(line, '\t');
    tests::Line seen;
    seen.url = url.empty() ? "https://a.test/" : url;
    seen.etag = cut(line, '\t');
    seen.lastModified = cut(line, '\t');
    seen.ifNoneMatch = cut(line, '\t');
    seen.cookie = cut(line, '\t');
    seen.setCookie = cut(line, '\t');
    seen.status = cut(line, '\t') == "304" ? 304 : 200;
    seen.body = line;
    if (!state.empty())
        input.states.push_back(
            {traffic::VisitId::fromSize(input.capture.traffic().visitCount()),
             static_cast<ProfileState>(static_cast<unsigned char>(state.front()) % 6)});
    input.tags.push_back(seen.etag);
    input.capture.visit(visitor).see(seen);
}

void check(const Finding &finding) {
    require(finding.grade > Grade::Explained);
    require(!finding.evidence.empty() && !finding.values.empty() && !finding.visitors.empty());
    require(finding.alternatives.size() == static_cast<std::size_t>(Explanation::Count));
    require(finding.confidence > 0 && finding.confidence <= 1 && finding.bits >= 0);
    require(finding.visitors.size() > 1 || finding.grade <= Grade::IdentifierCapable ||
            finding.kind == Kind::RespawnedId);
    require(finding.linkability.has_value() == (finding.grade >= Grade::IdentifierCapable));
    for (const Evidence &evidence : finding.evidence)
        require(rowOf(evidence.rule).stance == Stance::For);
}

void compareTags(const std::vector<std::string_view> &tags) {
    if (tags.size() < 2)
        return;
    Disguise one{};
    Disguise other{};
    const bool same = isSameIdentifier(tags[0], tags[1], one);
    require(same == isSameIdentifier(tags[1], tags[0], other));
    require(!same || one == other);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char *>(data), size);
    Input input;
    while (!rest.empty() && input.tags.size() < mostLines)
        addLine(input, cut(rest, '\n'));
    const auto observations = tags::observe(input.capture.traffic());
    Conduct conduct;
    conduct.states = input.states;
    const Judgement first = judge(input.capture.traffic(), observations, conduct);
    for (const Finding &finding : first.findings)
        check(finding);
    for (const ExplainedTags &tags : first.explained)
        require(!tags.because.empty());
    const Judgement again = judge(input.capture.traffic(), observations, conduct);
    require(first.findings.size() == again.findings.size());
    require(first.respawns == again.respawns);
    compareTags(input.tags);
    return 0;
}
