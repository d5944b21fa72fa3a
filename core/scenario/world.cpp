// SPDX-License-Identifier: Apache-2.0
#include "core/body/digest.h"
#include "core/http/text.h"
#include "core/lab/intermediary.h"
#include "core/lab/message.h"
#include "core/lab/random.h"
#include "core/scenario/shared_cache.h"
#include "core/scenario/words.h"
#include "core/scenario/world_inside.h"

#include <algorithm>
#include <array>
#include <utility>

namespace etagere::scenario {

namespace {

constexpr std::size_t npos = std::string_view::npos;
/// A message's body is not digested when it is longer: authors' are not.
constexpr std::size_t digestedBytes = std::size_t{2} << 20U;

std::string digestText(std::string_view body) {
    if (body.empty() || body.size() > digestedBytes)
        return {};
    const std::uint64_t number = body::digestOf(body::Algorithm::Sha256, body).number();
    std::string text(16, '0');
    for (std::size_t i = 0; i < text.size(); ++i)
        text[i] = lab::hexDigits[(number >> (60U - 4U * i)) & 15U];
    return text;
}

/// Whether the answer ends with its fields, whatever they say of a body.
bool hasNoBody(const lab::Request &request, std::uint16_t status) noexcept {
    return request.method == "HEAD" || status == 304 || status == 204;
}

/// An origin or a tracker: who answered in the end.
class Leaf final : public lab::Origin {
public:
    Leaf(World::Inside &inside, std::size_t place, std::unique_ptr<lab::Origin> origin)
        : m_inside(inside)
        , m_place(place)
        , m_origin(std::move(origin)) {}
    [[nodiscard]] lab::Response answer(const lab::Request &request) override {
        if (!m_inside.recorder.isBackground) // what is renewed behind the answer did not give it
            m_inside.node = m_inside.scenario.actors[m_place].id;
        lab::Response response = m_origin->answer(request);
        const bool isSent = !hasNoBody(request, response.status);
        m_inside.countWork(m_place, request, isSent ? response.body.size() : 0);
        return response;
    }

private:
    World::Inside &m_inside;
    std::size_t m_place;
    std::unique_ptr<lab::Origin> m_origin;
};

std::unique_ptr<lab::Tracker> trackerOf(const Actor &actor) {
    for (const lab::TrackerRow &row : lab::allTrackers()) {
        if (row.id == actor.tracker)
            return lab::makeTracker(row.kind, actor.seed);
    }
    return nullptr;
}

lab::Balance balanceOf(std::string_view word) noexcept {
    if (word == "random")
        return lab::Balance::Random;
    return word == "sticky" ? lab::Balance::Sticky : lab::Balance::RoundRobin;
}

std::vector<std::size_t> placesOf(const Scenario &scenario, const std::vector<std::string> &ids) {
    std::vector<std::size_t> places;
    for (const std::string &id : ids) {
        const std::size_t place = actorAt(scenario, id);
        if (place != npos)
            places.push_back(place);
    }
    return places;
}

std::shared_ptr<lab::Origin> leafOf(World::Inside &inside, std::size_t place) {
    const Actor &actor = inside.scenario.actors[place];
    if (actor.kind == ActorKind::Origin) {
        auto server = std::make_unique<ResourceServer>(inside.scenario, actor);
        inside.resources[place] = server.get();
        return std::make_shared<Leaf>(inside, place, std::move(server));
    }
    auto tracker = trackerOf(actor);
    if (!tracker)
        return nullptr;
    inside.trackers[place] = tracker.get();
    return std::make_shared<Leaf>(inside, place, std::move(tracker));
}

std::shared_ptr<lab::Origin> serverOf(World::Inside &inside, std::size_t place) {
    const Actor &actor = inside.scenario.actors[place];
    if (actor.kind == ActorKind::Origin || actor.kind == ActorKind::Tracker)
        return leafOf(inside, place);
    std::vector<std::unique_ptr<lab::Origin>> links;
    for (const std::size_t next : placesOf(inside.scenario, actor.behind))
        links.push_back(std::make_unique<Link>(inside, place, next));
    if (isClient(actor.kind) || links.empty())
        return nullptr;
    if (actor.kind == ActorKind::Balancer)
        return std::make_shared<lab::Cluster>(std::move(links), balanceOf(actor.balance),
                                              actor.seed);
    if (actor.kind == ActorKind::CodingProxy) {
        const auto mark = static_cast<lab::CodingMark>(markPlace(actor.mark).value_or(1));
        return std::make_shared<lab::CodingProxy>(std::move(links.front()),
                                                  lab::CodingProxyOptions{mark, actor.undoesMark});
    }
    const std::size_t next = placesOf(inside.scenario, actor.behind).front();
    auto cache = std::make_shared<SharedCache>(inside, place, next);
    inside.caches.push_back({place, &cache->cache()});
    return cache;
}

/// What is said of the connection goes no further, as over sockets (RFC 9110 §7.6.1).
void dropConnectionFields(std::vector<FieldLine> &fields) {
    constexpr std::array<std::string_view, 3> names{"connection", "keep-alive",
                                                    "transfer-encoding"};
    std::erase_if(fields, [&names](const FieldLine &line) {
        return std::any_of(names.begin(), names.end(), [&line](std::string_view name) {
            return http::equalsIgnoringCase(line.first, name);
        });
    });
}

/// The length stands once, where the origin put it, else at the end, as core/wire writes it.
void frame(std::vector<FieldLine> &fields, std::size_t length) {
    const auto isLength = [](const FieldLine &line) {
        return http::fieldNameFrom(line.first) == http::FieldName::ContentLength;
    };
    const auto own = std::find_if(fields.begin(), fields.end(), isLength);
    if (own == fields.end()) {
        fields.emplace_back("Content-Length", std::to_string(length));
        return;
    }
    own->second = std::to_string(length);
    fields.erase(std::remove_if(own + 1, fields.end(), isLength), fields.end());
}

} // namespace

void Budget::take(const std::vector<FieldLine> &fields, std::size_t bodyBytes) noexcept {
    taken += bodyBytes;
    for (const auto &[name, value] : fields)
        taken += (name.size() + value.size()) * perFieldByte;
}

void World::Inside::countWork(std::size_t actor, const lab::Request &request, std::size_t sent) {
    if (recorder.trace == nullptr || resources[actor] == nullptr)
        return;
    const std::size_t made = resources[actor]->textOf(lab::pathOf(request), request.now).size();
    if (request.method == "HEAD") // which is coded like the whole
        budget.take({}, made);
    else
        budget.work(made, sent);
}

void World::Inside::write(Message message) {
    budget.take(message.fields, static_cast<std::size_t>(message.bodyBytes));
    budget.takeText(message.url.size());
    recorder.trace->messages.push_back(std::move(message));
}

std::vector<FieldLine> linesOf(http::Fields fields) {
    std::vector<FieldLine> lines;
    lines.reserve(fields.size());
    for (const http::Field &field : fields)
        lines.emplace_back(field.name, field.value);
    return lines;
}

std::vector<http::Field> fieldsOf(const std::vector<FieldLine> &lines) {
    std::vector<http::Field> fields;
    fields.reserve(lines.size());
    for (const auto &[name, value] : lines)
        fields.push_back({name, value, http::fieldNameFrom(name)});
    return fields;
}

Message messageOf(const Recorder &recorder, std::size_t from, std::size_t to,
                  const lab::Request &request, std::string_view scheme) {
    Message message;
    message.step = recorder.step;
    message.from = from;
    message.to = to;
    message.at = request.now;
    message.method = request.method;
    message.url = std::string(scheme) + "://" +
                  std::string(lab::fieldOf(request, http::FieldName::Host)) +
                  std::string(request.target);
    message.fields = linesOf(request.fields);
    message.bodyBytes = request.body.size();
    message.bodyDigest = digestText(request.body);
    message.isBackground = recorder.isBackground;
    return message;
}

Message answerTo(const Message &asked, const Reply &reply) {
    Message message = asked;
    std::swap(message.from, message.to);
    message.kind = reply.came ? Message::Kind::Response : Message::Kind::Failure;
    message.status = reply.status;
    message.fields = reply.fields;
    message.bodyBytes = reply.body.size();
    message.bodyDigest = digestText(reply.body);
    message.isCut = reply.isCut;
    return message;
}

Reply DirectNetwork::ask(std::string_view host, const lab::Request &request,
                         std::optional<std::uint64_t> cutAfter) {
    const std::size_t actor = m_inside.actorOf(host);
    if (actor == npos || !m_inside.servers[actor])
        return {};
    lab::Response response = m_inside.servers[actor]->answer(request);
    Reply reply;
    reply.came = true;
    reply.status = response.status;
    reply.fields = std::move(response.fields);
    dropConnectionFields(reply.fields);
    if (response.status == 304 || response.status == 204)
        return reply;
    frame(reply.fields, response.body.size());
    if (hasNoBody(request, response.status))
        return reply;
    reply.body = std::move(response.body);
    if (cutAfter && *cutAfter < reply.body.size()) {
        reply.body.resize(static_cast<std::size_t>(*cutAfter));
        reply.isCut = true;
    }
    return reply;
}

std::size_t World::Inside::actorOf(std::string_view host) const noexcept {
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (http::equalsIgnoringCase(places[i].host, host))
            return placeActors[i];
    }
    return npos;
}

const ResourceServer *World::Inside::behind(std::size_t actor, std::string_view path) const {
    const std::size_t last = actorAt(scenario, node);
    if (last != npos && resources[last] != nullptr && resources[last]->has(path))
        return resources[last];
    // A document's actors do not stand behind each other in a circle; the bound is for others'.
    std::vector<std::size_t> todo{actor};
    for (std::size_t i = 0; i < todo.size() && i < servers.size(); ++i) {
        const ResourceServer *server = resources[todo[i]];
        if (server != nullptr && server->has(path))
            return server;
        const auto next = placesOf(scenario, scenario.actors[todo[i]].behind);
        todo.insert(todo.end(), next.begin(), next.end());
    }
    return nullptr;
}

std::optional<lab::Response> Link::ask(const lab::Request &request) {
    const bool canAnswer =
        !m_inside.isOff[m_to] && m_inside.servers[m_to] && !m_inside.budget.isSpent();
    if (m_inside.recorder.trace == nullptr)
        return canAnswer ? std::optional(m_inside.servers[m_to]->answer(request)) : std::nullopt;
    const Message asked = messageOf(m_inside.recorder, m_from, m_to, request, m_inside.scheme);
    m_inside.write(asked);
    std::optional<lab::Response> response;
    if (canAnswer)
        response = m_inside.servers[m_to]->answer(request);
    Reply reply;
    if (response)
        reply = {true, response->status, response->fields, {}, false};
    if (response && !hasNoBody(request, response->status))
        reply.body = response->body;
    m_inside.write(answerTo(asked, reply));
    return response;
}

lab::Response Link::answer(const lab::Request &request) {
    auto response = ask(request);
    return response ? *std::move(response)
                    : lab::plainAnswer(request, 502, "The server behind does not answer.\n");
}

World::World(const Scenario &scenario)
    : m_inside(std::make_unique<Inside>(scenario)) {
    Inside &inside = *m_inside;
    for (std::size_t i = 0; i < scenario.actors.size(); ++i)
        inside.servers[i] = serverOf(inside, i);
    for (std::size_t i = 0; i < scenario.actors.size(); ++i) {
        const std::string &host = scenario.actors[i].host;
        if (host.empty() || !inside.servers[i])
            continue;
        inside.places.push_back({host, inside.servers[i], inside.trackers[i]});
        inside.placeActors.push_back(i);
    }
}

World::~World() = default;

const std::vector<World::Place> &World::places() const noexcept { return m_inside->places; }

Network &World::network() noexcept { return m_inside->network; }

} // namespace etagere::scenario
