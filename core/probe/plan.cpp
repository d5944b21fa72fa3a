// SPDX-License-Identifier: Apache-2.0
#include "core/probe/plan.h"

#include "core/url/url.h"

#include <algorithm>
#include <array>

namespace etagere::probe {

namespace {

using Needs = Step::Needs;
using tags::Validator;

constexpr std::array<std::string_view, probeCount> probeNames{"P1", "P2", "P3", "P4", "P5",
                                                              "P6", "P7", "P8", "P9"};

constexpr std::uint32_t few = 3;
constexpr std::uint32_t replays = 12; // ten are needed; two may fail
constexpr std::uint32_t rounds = 3;

/// Steps are added where their probe was chosen.
class Steps {
public:
    explicit Steps(Plan &plan)
        : m_plan(plan) {}
    void add(Probe probe, Step step) {
        step.probe = probe;
        if (m_plan.options.probes.has(probe) && step.most > 0)
            m_plan.steps.push_back(std::move(step));
    }

private:
    Plan &m_plan;
};

void addVisits(const Options &options, Steps &steps) {
    const auto etag = Validator::ETag;
    steps.add(Probe::FreshVisits, {.role = Role::Fresh,
                                   .validator = etag,
                                   .most = options.visits,
                                   .needs = Needs::Nothing,
                                   .guards = {Guard::Provenance, Guard::EqualContent}});
    const std::uint32_t first = std::min(few, options.visits);
    steps.add(Probe::FreshVisits,
              {.role = Role::Return, .validator = etag, .most = first, .needs = Needs::NoneSeen});
    steps.add(Probe::FreshVisits, {.role = Role::Return,
                                   .validator = etag,
                                   .most = options.visits - first,
                                   .needs = Needs::SeenOnReturn});
}

/// The probes that serve a tag and Last-Modified alike.
void addCore(const Options &options, Validator validator, Steps &steps) {
    const bool twin = validator == Validator::LastModified;
    const auto of = [twin](Probe probe) { return twin ? Probe::LastModified : probe; };
    steps.add(of(Probe::OwnTag),
              {.role = Role::Own, .validator = validator, .most = few, .needs = Needs::Value});
    if (!twin) {
        steps.add(Probe::OwnTag, {.role = Role::Star,
                                  .validator = validator,
                                  .most = 1,
                                  .needs = Needs::Value,
                                  .guards = {Guard::AnyTag}});
        steps.add(Probe::OwnTag, {.role = Role::Weakened,
                                  .validator = validator,
                                  .most = 1,
                                  .needs = Needs::Value,
                                  .guards = {Guard::WeakForm}});
    }
    steps.add(of(Probe::NeverIssued), {.role = Role::MadeUp,
                                       .validator = validator,
                                       .most = few,
                                       .needs = twin ? Needs::Value : Needs::Nothing,
                                       .guards = {Guard::KeptTail, Guard::CodingSuffix,
                                                  Guard::WeakForm, Guard::SharedCache}});
    steps.add(of(Probe::NeverIssued), {.role = Role::Random,
                                       .validator = validator,
                                       .most = 1,
                                       .needs = twin ? Needs::Value : Needs::Nothing,
                                       .guards = {Guard::AnyTextMatches}});
    if (!twin)
        steps.add(Probe::NeverIssued, {.role = Role::EchoCheck,
                                       .validator = validator,
                                       .most = 1,
                                       .guards = {Guard::EchoedRequest}});
    steps.add(of(Probe::CrossReplay),
              {.role = Role::Replay,
               .validator = validator,
               .most = std::min(replays, options.visits),
               .needs = Needs::TwoValues,
               .guards = {Guard::CleanReplay, Guard::ManyTags, Guard::SharedCache}});
    steps.add(of(Probe::Dependence), {.role = Role::First,
                                      .validator = validator,
                                      .most = 3 * (options.guards.has(Guard::Repeats) ? rounds : 1),
                                      .needs = Needs::TwoOrEcho,
                                      .guards = {Guard::Repeats, Guard::NoTagControl}});
}

void addRespawn(Steps &steps) {
    const auto step = [](Role role, std::uint32_t most) {
        return Step{.role = role,
                    .validator = Validator::ETag,
                    .most = most,
                    .needs = Needs::Cookie,
                    .guards = {Guard::ProfileControl}};
    };
    steps.add(Probe::Respawn, step(Role::Respawn, few));
    steps.add(Probe::Respawn, step(Role::Clean, 2));
    steps.add(Probe::Respawn, step(Role::Other, 1));
}

void addDrift(Steps &steps) {
    steps.add(Probe::Drift, {.role = Role::Fresh, .most = few});
    steps.add(Probe::Drift, {.role = Role::Old, .most = few, .needs = Needs::EarlierRun});
    steps.add(Probe::Drift, {.role = Role::Old,
                             .validator = Validator::LastModified,
                             .most = few,
                             .needs = Needs::EarlierRun});
}

} // namespace

std::string_view nameOf(Probe probe) noexcept {
    return probeNames[static_cast<std::size_t>(probe)];
}

std::optional<Probe> probeFrom(std::string_view name) noexcept {
    const auto *const at = std::find(probeNames.begin(), probeNames.end(), name);
    if (at == probeNames.end())
        return std::nullopt;
    return static_cast<Probe>(at - probeNames.begin());
}

std::string_view nameOf(Role role) noexcept {
    constexpr std::array<std::string_view, roleCount> names{
        "page",    "fresh",   "return",     "own",    "any",   "weak-form",
        "made-up", "random",  "echo-check", "replay", "first", "second",
        "control", "respawn", "clean",      "other",  "old"};
    return names[static_cast<std::size_t>(role)];
}

bool isNatural(Role role) noexcept {
    switch (role) {
    case Role::Page:
    case Role::Fresh:
    case Role::Return:
    case Role::Own:
    case Role::Respawn:
    case Role::Clean:
        return true;
    default:
        return false;
    }
}

bool beginsAnew(Role role) noexcept {
    return role == Role::Fresh || role == Role::Clean || role == Role::Other;
}

std::uint32_t Plan::most() const noexcept {
    std::uint32_t sum = 0;
    for (const Step &step : steps)
        sum += step.most * (beginsAnew(step.role) && !options.page.empty() ? 2 : 1);
    return std::min(sum, options.budget);
}

std::string requestable(std::string_view url) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view refused = "\"<>\\^`{|}";
    std::string encoded;
    for (const char c : url.substr(0, url.find('#'))) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > ' ' && byte < 0x7f && refused.find(c) == std::string_view::npos) {
            encoded += c;
            continue;
        }
        encoded += '%';
        encoded += digits[byte >> 4U];
        encoded += digits[byte & 0x0fU];
    }
    return encoded;
}

Result<Plan, PlanError> planFor(std::string_view url, const Options &options, bool resumes) {
    const url::UrlView view = url::parseUrl(url);
    if (view.kind != url::UrlView::Kind::Http && view.kind != url::UrlView::Kind::Https)
        return Failure<PlanError>(PlanError::NotHttp);
    if (view.host.empty())
        return Failure<PlanError>(PlanError::NoHost);
    if (!view.userinfo.empty())
        return Failure<PlanError>(PlanError::HasUserInfo);
    if (!options.page.empty()) {
        const url::UrlView page = url::parseUrl(options.page);
        if (url::siteOf(page.host) != url::siteOf(view.host))
            return Failure<PlanError>(PlanError::OtherSite);
    }
    Plan plan{requestable(url), options, {}};
    plan.options.page = requestable(options.page);
    plan.options.probes.add(Probe::FreshVisits);
    plan.options.visits = std::clamp<std::uint32_t>(options.visits, 2, mostVisits);
    Steps steps(plan);
    if (resumes) {
        plan.options.probes = {};
        plan.options.probes.add(Probe::Drift);
        addDrift(steps);
        return plan;
    }
    addVisits(plan.options, steps);
    addCore(plan.options, Validator::ETag, steps);
    addRespawn(steps);
    steps.add(Probe::OtherAgent, {.role = Role::Other,
                                  .most = few,
                                  .needs = Needs::Value,
                                  .guards = {Guard::VaryUserAgent}});
    addCore(plan.options, Validator::LastModified, steps);
    return plan;
}

std::vector<std::pair<std::string, std::string>> commonFields(const Options &options, bool other) {
    constexpr std::string_view chromium = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 "
                                          "(KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    constexpr std::string_view firefox =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0";
    std::string agent(other ? firefox : chromium);
    if (!options.identity.empty())
        agent = options.identity + (other ? " second" : "");
    return {{"User-Agent", agent},
            {"Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
            {"Accept-Language", "en-US,en;q=0.9"},
            {"Accept-Encoding", "gzip, deflate, br"}};
}

} // namespace etagere::probe
