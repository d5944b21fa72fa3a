// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/cache.h"
#include "core/lab/cluster.h"
#include "core/scenario/resource_server.h"
#include "core/scenario/run.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::scenario {

/// Where the servers of a world write down what passes between them; nothing is written while
/// `trace` is null.
struct Recorder {
    Trace *trace = nullptr;
    std::size_t step = 0;
    bool isBackground = false;
};

/// What is done when an answer has been given.
using Errands = std::vector<std::function<void()>>;

/// What a run may take, whatever its scenario says: who asks beyond it gets no answer.
struct Budget {
    /// Bytes of bodies on all ways, of fields, and of URLs and what else is noted; each byte of
    /// these counts for many, because a trace keeps them, some more than once.
    static constexpr std::uint64_t most = std::uint64_t{128} << 20U;
    static constexpr std::uint64_t perFieldByte = 16;
    static constexpr std::uint64_t perTextByte = 4;
    /// What an origin made of its text but did not send (for a 304, a part) is work only.
    static constexpr std::uint64_t unsentPerByte = 4;
    std::uint64_t taken = 0;

    void take(const std::vector<FieldLine> &fields, std::size_t bodyBytes) noexcept;
    void takeText(std::size_t bytes) noexcept { taken += bytes * perTextByte; }
    void work(std::size_t made, std::size_t sent) noexcept {
        taken += made > sent ? (made - sent) / unsentPerByte : 0;
    }
    [[nodiscard]] bool isSpent() const noexcept { return taken > most; }
};

/// The network without sockets: what a server would be told, and what it would send.
class DirectNetwork final : public Network {
public:
    explicit DirectNetwork(const World::Inside &inside)
        : m_inside(inside) {}
    [[nodiscard]] Reply ask(std::string_view host, const lab::Request &request,
                            std::optional<std::uint64_t> cutAfter) override;

private:
    const World::Inside &m_inside;
};

/// A cache of the world, for what is on its shelves.
struct CacheOf {
    std::size_t actor = 0;
    cache::Cache *cache = nullptr;
};

struct World::Inside {
    explicit Inside(const Scenario &played)
        : scenario(played)
        , servers(played.actors.size())
        , resources(played.actors.size())
        , trackers(played.actors.size())
        , isOff(played.actors.size())
        , network(*this) {}

    const Scenario &scenario;
    std::vector<std::shared_ptr<lab::Origin>> servers; ///< by actor; null: a client
    std::vector<const ResourceServer *> resources;     ///< by actor; null: no origin
    std::vector<lab::Tracker *> trackers;              ///< by actor; null: none
    std::vector<bool> isOff;                           ///< by actor
    std::vector<Place> places;
    std::vector<std::size_t> placeActors; ///< whose each place is
    std::vector<CacheOf> caches;          ///< the shared ones
    std::string node;                     ///< id of the server at the end that answered last
    std::string_view scheme = "http";     ///< of the client's URL
    Recorder recorder;
    Budget budget; ///< of the run; nothing is counted outside of one
    Errands later; ///< what waits for the client's answer
    DirectNetwork network;

    /// The actor with that host; npos when there is none.
    [[nodiscard]] std::size_t actorOf(std::string_view host) const noexcept;
    /// The first origin behind the actor, itself included, that has the path, the one that answered
    /// last before others; null without one.
    [[nodiscard]] const ResourceServer *behind(std::size_t actor, std::string_view path) const;
    /// Counts what an origin made for that request; only while a run is recorded.
    void countWork(std::size_t actor, const lab::Request &request, std::size_t sent);
    /// Adds a message to the trace, at the run's cost.
    void write(Message message);
};

/// One server's way to another one, written down. Answers 502 where that one is off.
class Link final : public lab::Origin {
public:
    Link(World::Inside &inside, std::size_t from, std::size_t to)
        : m_inside(inside)
        , m_from(from)
        , m_to(to) {}
    [[nodiscard]] lab::Response answer(const lab::Request &request) override;
    /// Nothing when that server is off.
    [[nodiscard]] std::optional<lab::Response> ask(const lab::Request &request);

private:
    World::Inside &m_inside;
    std::size_t m_from;
    std::size_t m_to;
};

/// A request with what the trace keeps of it.
[[nodiscard]] Message messageOf(const Recorder &recorder, std::size_t from, std::size_t to,
                                const lab::Request &request, std::string_view scheme);
/// Its answer, or its failure.
[[nodiscard]] Message answerTo(const Message &asked, const Reply &reply);

[[nodiscard]] std::vector<FieldLine> linesOf(http::Fields fields);
[[nodiscard]] std::vector<http::Field> fieldsOf(const std::vector<FieldLine> &lines);

} // namespace etagere::scenario
