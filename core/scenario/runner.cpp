// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/runner.h"

#include "core/http/text.h"
#include "core/url/url.h"

#include <algorithm>
#include <utility>

namespace etagere::scenario {

namespace {

constexpr std::size_t npos = std::string_view::npos;

} // namespace

Runner::Runner(const Scenario &scenario, const RunOptions &options)
    : m_scenario(scenario)
    , m_options(options)
    , m_world(scenario)
    , m_own(options.network ? options.network(m_world) : nullptr)
    , m_network(m_own ? m_own.get() : &m_world.network())
    , m_traffic(scenario.id)
    , m_clients(scenario.actors.size())
    , m_visits(scenario.actors.size()) {
    for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
        if (scenario.actors[i].kind == ActorKind::Browser)
            m_clients[i].cache = cacheFor(scenario.actors[i], options.model);
    }
}

Trace Runner::play() {
    const std::size_t count = std::min(m_options.steps, m_scenario.steps.size());
    for (std::size_t i = 0; i < count && !m_options.stop.stop_requested(); ++i)
        play(i);
    m_trace.traffic = m_traffic.take();
    return std::move(m_trace);
}

void Runner::play(std::size_t place) {
    const Step &step = m_scenario.steps[place];
    m_now = m_scenario.start + step.at;
    m_received = 0;
    m_asked = false;
    m_waited = false;
    m_wasCut = false;
    m_sent.clear();
    m_reply = {};
    m_renewed.reset();
    world().node.clear();
    world().recorder = {&m_trace, place, false};
    Outcome outcome;
    outcome.at = m_now;
    const std::size_t actor = actorAt(m_scenario, step.actor);
    if (actor != npos) {
        switch (step.action) {
        case Action::Request:
            request(actor, step, outcome);
            break;
        case Action::Flush:
            flush(actor, step);
            break;
        case Action::DeleteCookies:
            m_clients[actor].cookies.clear();
            break;
        case Action::Stop:
        case Action::Start:
            world().isOff[actor] = step.action == Action::Stop;
            break;
        case Action::Count:
            break;
        }
        outcome.cookies = m_clients[actor].cookies.all(m_now);
        world().budget.take(outcome.cookies, 0);
    }
    world().recorder.trace = nullptr;
    noteTrackers(outcome);
    noteShelves(outcome);
    m_trace.outcomes.push_back(std::move(outcome));
}

void Runner::flush(std::size_t actor, const Step &step) {
    Client &client = m_clients[actor];
    cache::Cache *cache = client.cache.get();
    for (const CacheOf &shared : world().caches) {
        if (shared.actor == actor)
            cache = shared.cache;
    }
    if (cache == nullptr)
        return;
    if (step.url.empty()) {
        cache->clear();
        return;
    }
    flush::Scope scope;
    scope.by = flush::By::Url;
    scope.names = {addressOf(step.url)};
    cache->flush(scope);
}

Reply Runner::ask(std::size_t actor, const Step &step, std::string_view url,
                  const std::vector<FieldLine> &lines) {
    const url::UrlView parsed = url::parseUrl(url);
    std::string host(parsed.host);
    for (char &c : host)
        c = http::lowered(c);
    const std::string target = targetOf(url);
    const std::vector<http::Field> fields = fieldsOf(lines);
    lab::Request request;
    request.method = step.method;
    request.target = target;
    request.fields = fields;
    request.body = step.body;
    request.client = m_scenario.actors[actor].address;
    request.now = m_now;
    const std::size_t server = world().actorOf(host);
    world().scheme = parsed.kind == url::UrlView::Kind::Https ? "https" : "http";
    const Recorder &recorder = world().recorder;
    Message asked =
        messageOf(recorder, actor, server == npos ? actor : server, request, world().scheme);
    asked.url = addressOf(url);
    world().write(asked);
    m_asked = true;
    m_waited = m_waited || !recorder.isBackground;
    Reply reply;
    if (server != npos && !world().isOff[server] && !world().budget.isSpent()) {
        const auto cut = m_wasCut ? std::nullopt : step.cutAfter;
        reply = m_network->ask(host, request, cut);
        m_wasCut = m_wasCut || reply.isCut;
    }
    world().write(answerTo(asked, reply));
    while (!world().later.empty()) {
        for (const auto &errand : std::exchange(world().later, {}))
            errand();
    }
    m_received += reply.body.size();
    for (const auto &[name, value] : reply.fields) {
        if (m_clients[actor].cache && http::equalsIgnoringCase(name, "Set-Cookie"))
            m_clients[actor].cookies.take(value, url, m_now);
    }
    if (recorder.isBackground) {
        m_renewing = lines;
        m_renewed = reply;
    } else {
        m_sent = lines;
        m_reply = reply;
    }
    return reply;
}

Driven Runner::throughCache(std::size_t actor, const Step &step,
                            const std::vector<FieldLine> &fields) {
    cache::Cache &cache = *m_clients[actor].cache;
    CacheCall call;
    call.actor = actor;
    call.method = step.method;
    call.url = addressOf(step.url);
    call.partition = partitionFor(cache.model(), step);
    call.fields = fields;
    call.mode = modeFor(step);
    call.now = m_now;
    Driven driven =
        through(cache, call, world().recorder,
                [&](std::string_view url, const std::vector<FieldLine> &lines) {
                    return ask(actor, step, url, toldOnTheWay(cache.model(), step, lines));
                });
    // Where nothing came a browser shows no answer of its cache's own, but that nothing came.
    if (m_waited && !m_reply.came && driven.body.empty() && driven.status == 504) {
        driven.status = 0;
        driven.fields.clear();
        driven.isWhole = false;
    }
    return driven;
}

Driven Runner::withoutCache(std::size_t actor, const Step &step,
                            const std::vector<FieldLine> &fields) {
    Driven driven;
    driven.last = ask(actor, step, step.url, fields);
    driven.asked = true;
    driven.status = driven.last.came ? driven.last.status : 0;
    driven.fields = driven.last.fields;
    driven.body = driven.last.body;
    driven.isWhole = driven.last.came && !driven.last.isCut;
    return driven;
}

void Runner::request(std::size_t actor, const Step &step, Outcome &outcome) {
    Client &client = m_clients[actor];
    if (world().budget.isSpent()) {
        m_trace.spentAt = m_trace.spentAt.value_or(m_trace.outcomes.size());
        outcome.isWhole = false;
        return;
    }
    const std::vector<FieldLine> fields =
        requestFields(m_scenario.actors[actor], client, step, m_now);
    Driven driven =
        client.cache ? throughCache(actor, step, fields) : withoutCache(actor, step, fields);
    outcome.isWhole = driven.isWhole;
    outcome.status = driven.status;
    outcome.fields = driven.fields;
    outcome.asked = m_asked;
    outcome.waited = m_waited;
    outcome.bodyBytes = m_received;
    outcome.node = world().node;
    world().budget.take(driven.fields, driven.body.size());
    weigh(actor, step, driven, outcome);
    record(actor, step, fields, driven);
    driven.body.resize(std::min(driven.body.size(), keptText));
    outcome.body = std::move(driven.body);
}

void Runner::record(std::size_t actor, const Step &step, const std::vector<FieldLine> &fields,
                    const Driven &driven) {
    RecordedExchange exchange;
    exchange.client = m_scenario.actors[actor].id;
    exchange.url = step.url;
    exchange.method = step.method;
    exchange.pageUrl = step.isDocument ? std::string_view(step.url) : std::string_view(step.page);
    exchange.beginsVisit = step.isDocument;
    exchange.at = m_now;
    exchange.requestBody = step.body;
    const bool isFromNetwork = m_waited;
    exchange.request = isFromNetwork ? &m_sent : &fields;
    exchange.response = isFromNetwork ? &m_reply.fields : &driven.fields;
    exchange.status = isFromNetwork ? m_reply.status : driven.status;
    exchange.isCut = isFromNetwork && m_reply.isCut;
    exchange.body = isFromNetwork ? std::string_view(m_reply.body) : std::string_view(driven.body);
    if (!isFromNetwork)
        exchange.servedFrom = traffic::ServedFrom::DiskCache;
    else if (m_reply.status == 304 && driven.status != 304)
        exchange.servedFrom = traffic::ServedFrom::Validated;
    m_traffic.add(exchange);
    if (m_renewed)
        recordRenewal(exchange);
}

void Runner::recordRenewal(RecordedExchange exchange) {
    exchange.beginsVisit = false;
    exchange.request = &m_renewing;
    exchange.response = &m_renewed->fields;
    exchange.status = m_renewed->status;
    exchange.isCut = m_renewed->isCut;
    exchange.body = m_renewed->body;
    exchange.servedFrom =
        m_renewed->status == 304 ? traffic::ServedFrom::Validated : traffic::ServedFrom::Network;
    m_traffic.add(exchange);
}

Trace run(const Scenario &scenario, const RunOptions &options) {
    return Runner(scenario, options).play();
}

} // namespace etagere::scenario
