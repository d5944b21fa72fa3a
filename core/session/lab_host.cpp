// SPDX-License-Identifier: Apache-2.0
#include "core/session/lab_host.h"

#include "core/explain/lab_site_text.h"
#include "core/lab/server.h"
#include "core/scenario/run.h"
#include "core/session/event_loop.h"
#include "core/session/lab_names.h"
#include "core/session/lab_pages.h"

#include <algorithm>
#include <future>
#include <optional>
#include <set>
#include <thread>
#include <utility>

namespace etagere::session {

namespace {

namespace words = explain::lab_site_text;
using scenario::Actor;
using scenario::ActorKind;
using scenario::Resource;
using scenario::Scenario;
using Opened = std::optional<wire::WireError>;

constexpr std::string_view language = "en";

std::string nameOfActor(const Actor &actor) {
    const std::string_view name = actor.name.in(language);
    return name.empty() ? actor.id : std::string(name);
}

/// The actors that stand behind one, itself included, each once: through balancers, caches and
/// proxies there may be very many ways to it.
std::set<std::string> allBehind(const Scenario &scenario, const std::string &id) {
    std::set<std::string> found{id};
    std::vector<std::string> open{id};
    while (!open.empty()) {
        const std::size_t place = actorAt(scenario, open.back());
        open.pop_back();
        if (place >= scenario.actors.size())
            continue;
        for (const std::string &next : scenario.actors[place].behind) {
            if (found.insert(next).second)
                open.push_back(next);
        }
    }
    return found;
}

bool isServedBy(const Resource &resource, const std::set<std::string> &servers) {
    return std::any_of(resource.on.begin(), resource.on.end(),
                       [&servers](const std::string &one) { return servers.contains(one); });
}

/// A link, and the resource that it leads to; a tracker's page is none.
struct Listed {
    LabLink link;
    const Resource *resource = nullptr;
};

/// What can be read at an actor that has a host.
std::vector<Listed> linksOf(const Scenario &scenario, const Actor &actor, const std::string &at) {
    std::vector<Listed> links;
    if (actor.kind == ActorKind::Tracker)
        return {{{actor.id, at + "/", true, at + knowsPath}}};
    const std::set<std::string> servers = allBehind(scenario, actor.id);
    for (const Resource &resource : scenario.resources) {
        if (isServedBy(resource, servers))
            links.push_back({{actor.id, at + resource.path, false, {}}, &resource});
    }
    return links;
}

/// The link to the first resource that is HTML, else the first link.
std::string firstPageOf(const std::vector<Listed> &links) {
    const Listed *first = nullptr;
    for (const Listed &one : links) {
        const bool isPage = one.resource && one.resource->mediaType.starts_with("text/html");
        if (isPage && (!first || one.resource < first->resource))
            first = &one;
    }
    if (!first && !links.empty())
        first = &links.front();
    return first ? first->link.url : std::string();
}

} // namespace

/// What the thread works on, and what it told when it began.
struct LabHost::Inside {
    LabHostOptions options;
    Scenario scenario;
    /// Qt wants its application to be the first thing there is, and on the thread that asks.
    EventLoop application;
    std::uint16_t port = 0;
    std::vector<LabLink> links;
    std::string firstPage;
    std::stop_source stop;
    std::thread thread;

    void serve(std::promise<Opened> opened);
    void list(const lab::Server &server);
    void put(lab::Server &server, scenario::World &world, LabClock &clock);
};

void LabHost::Inside::list(const lab::Server &server) {
    port = server.address().port;
    const std::string portText = options.localNames ? ":" + std::to_string(port) : "";
    if (options.localNames)
        scenario = withLocalNames(std::move(scenario), port);
    std::vector<Listed> all;
    for (const Actor &actor : scenario.actors) {
        if (actor.host.empty())
            continue;
        for (Listed &one : linksOf(scenario, actor, "http://" + actor.host + portText))
            all.push_back(std::move(one));
    }
    firstPage = firstPageOf(all);
    for (Listed &one : all)
        links.push_back(std::move(one.link));
}

void LabHost::Inside::put(lab::Server &server, scenario::World &world, LabClock &clock) {
    for (const scenario::World::Place &place : world.places()) {
        if (place.tracker == nullptr)
            server.serve(place.host, place.origin);
        else
            server.serve(place.host,
                         withKnowsPage(place.origin, std::shared_ptr<const lab::Tracker>(
                                                         place.origin, place.tracker)));
    }
    LabListing listing;
    listing.title = scenario.title.in(language);
    listing.intro = scenario.intro.in(language);
    if (listing.title.empty())
        listing.title = text(words::untitled);
    for (const LabLink &link : links) {
        const Actor &actor = scenario.actors[actorAt(scenario, link.actor)];
        listing.lines.push_back({nameOfActor(actor), link.url, link.knows});
    }
    const auto page = makeStartPage(std::move(listing), clock);
    for (const char *host : {"localhost", "127.0.0.1"})
        server.serve(host, page);
}

void LabHost::Inside::serve(std::promise<Opened> opened) {
    EventLoop events;
    wire::Loop loop;
    LabClock clock(options.turned);
    lab::ServerOptions serving;
    serving.listen.address.port = options.port;
    serving.clock = [&clock] { return clock.now(); };
    const auto server = lab::Server::open(loop, std::move(serving));
    if (!server)
        return opened.set_value(server.error());
    list(**server);
    // What the scenario calls time 0 is now, so that dates are those that a browser expects.
    scenario.start = lab::systemTime();
    scenario::World world(scenario);
    put(**server, world, clock);
    opened.set_value(std::nullopt);
    events.run(stop.get_token());
}

LabHost::LabHost(std::unique_ptr<Inside> inside)
    : m_inside(std::move(inside)) {}

LabHost::~LabHost() {
    m_inside->stop.request_stop();
    if (m_inside->thread.joinable())
        m_inside->thread.join();
}

Result<std::unique_ptr<LabHost>, wire::WireError> LabHost::open(const Scenario &scenario,
                                                                const LabHostOptions &options) {
    auto inside = std::make_unique<Inside>();
    inside->options = options;
    inside->scenario = scenario;
    std::promise<Opened> opened;
    auto told = opened.get_future();
    std::unique_ptr<LabHost> host(new LabHost(std::move(inside)));
    Inside &at = *host->m_inside;
    at.thread =
        std::thread([&at, promise = std::move(opened)]() mutable { at.serve(std::move(promise)); });
    if (auto failed = told.get())
        return Failure<wire::WireError>(*std::move(failed));
    return host;
}

std::uint16_t LabHost::port() const noexcept { return m_inside->port; }

std::string LabHost::startPage() const {
    return "http://localhost:" + std::to_string(m_inside->port) + "/";
}

const std::vector<LabLink> &LabHost::links() const noexcept { return m_inside->links; }

std::string LabHost::firstPage() const { return m_inside->firstPage; }

std::string LabHost::hostRules() const {
    const std::string here = " 127.0.0.1:" + std::to_string(m_inside->port);
    std::string rules = "MAP *.test" + here;
    for (const Actor &actor : m_inside->scenario.actors) {
        if (!m_inside->options.localNames && !actor.host.empty() && !actor.host.ends_with(".test"))
            rules.append(", MAP ").append(actor.host).append(here);
    }
    return rules;
}

} // namespace etagere::session
