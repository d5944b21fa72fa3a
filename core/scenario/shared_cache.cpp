// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/shared_cache.h"

#include "core/lab/message.h"
#include "core/scenario/cache_driver.h"
#include "core/scenario/client.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

namespace etagere::scenario {

namespace {

cache::Cache::Options optionsOf(const Actor &actor) {
    cache::Cache::Options options;
    const cache::Model *model = cache::modelFrom(actor.model);
    options.model = model != nullptr ? *model : cache::rfc9111();
    options.model.shared = true;
    options.model.partitioning = url::Partitioning::None;
    options.limits.capacity = Bytes{cacheBytes};
    return options;
}

/// A body of the length that the fields of a HEAD's answer state: whoever frames it counts the
/// bytes, and sends none of them.
std::string unsentBody(const std::vector<FieldLine> &fields) {
    constexpr std::size_t most = std::size_t{4} << 20U;
    const std::string_view digits = valueIn(fields, "Content-Length");
    std::size_t length = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), length);
    return std::string(std::min(length, most), ' ');
}

/// What the framing of the answer says anew.
void dropLength(std::vector<FieldLine> &fields) {
    std::erase_if(fields, [](const FieldLine &line) {
        return http::fieldNameFrom(line.first) == http::FieldName::ContentLength;
    });
}

} // namespace

SharedCache::SharedCache(World::Inside &inside, std::size_t actor, std::size_t upstream)
    : m_inside(inside)
    , m_actor(actor)
    , m_upstream(inside, actor, upstream)
    , m_cache(optionsOf(inside.scenario.actors[actor])) {}

Reply SharedCache::askUpstream(const lab::Request &request, const std::vector<FieldLine> &lines) {
    const std::vector<http::Field> fields = fieldsOf(lines);
    lab::Request onward = request;
    onward.fields = fields;
    auto response = m_upstream.ask(onward);
    Reply reply;
    if (!response)
        return reply;
    reply = {true, response->status, std::move(response->fields), std::move(response->body), false};
    dropLength(reply.fields);
    if (reply.status != 204 && reply.status != 304)
        reply.fields.emplace_back("Content-Length", std::to_string(reply.body.size()));
    if (request.method == "HEAD")
        reply.body.clear();
    return reply;
}

lab::Response SharedCache::answer(const lab::Request &request) {
    CacheCall call;
    call.actor = m_actor;
    call.method = request.method;
    call.url = std::string(m_inside.scheme) + "://" +
               std::string(lab::fieldOf(request, http::FieldName::Host)) +
               std::string(request.target);
    call.fields = linesOf(request.fields);
    call.now = request.now;
    m_inside.node = m_inside.scenario.actors[m_actor].id;
    call.later = m_inside.recorder.trace != nullptr ? &m_inside.later : nullptr;
    // A renewal may come when the request is gone.
    const auto ask = [this, target = std::string(request.target), method = call.method,
                      body = std::string(request.body), client = std::string(request.client),
                      now = request.now](std::string_view, const std::vector<FieldLine> &lines) {
        lab::Request onward;
        onward.method = method;
        onward.target = target;
        onward.body = body;
        onward.client = client;
        onward.now = now;
        return askUpstream(onward, lines);
    };
    Driven driven = through(m_cache, call, m_inside.recorder, ask);
    if (driven.status == 0)
        return lab::plainAnswer(request, 504, "The server behind does not answer.\n");
    lab::Response response;
    response.status = driven.status;
    response.fields = std::move(driven.fields);
    response.body = request.method == "HEAD" ? unsentBody(response.fields) : std::move(driven.body);
    dropLength(response.fields);
    response.add("Cache-Status", std::move(driven.cacheStatus));
    return response;
}

} // namespace etagere::scenario
