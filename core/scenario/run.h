// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/stop.h"
#include "core/cache/model.h"
#include "core/lab/tracker.h"
#include "core/scenario/trace.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::scenario {

/// What a network brings back.
struct Reply {
    bool came = false; ///< false: no response at all
    std::uint16_t status = 0;
    std::vector<FieldLine> fields{}; ///< but those of the connection
    std::string body{};
    bool isCut = false; ///< the connection broke within the body
};

/// The way from clients to servers. Blocks until the answer is there.
class Network {
public:
    Network() = default;
    Network(const Network &) = delete;
    Network &operator=(const Network &) = delete;
    virtual ~Network() = default;
    /// `host` is the URL's without a port. `cutAfter`: the server breaks off after so many bytes.
    [[nodiscard]] virtual Reply ask(std::string_view host, const lab::Request &request,
                                    std::optional<std::uint64_t> cutAfter) = 0;
};

/// A scenario's servers, ready to be asked: in process, or behind sockets. For one thread.
class World {
public:
    /// The scenario has to outlive it.
    explicit World(const Scenario &scenario);
    World(const World &) = delete;
    World &operator=(const World &) = delete;
    ~World();

    /// The server of every host, in the order of the actors. A stopped one is not to be asked.
    struct Place {
        std::string host;
        std::shared_ptr<lab::Origin> origin;
        lab::Tracker *tracker = nullptr; ///< the same, where it is one
    };
    [[nodiscard]] const std::vector<Place> &places() const noexcept;
    /// In process, without sockets.
    [[nodiscard]] Network &network() noexcept;

    struct Inside;

private:
    friend class Runner;
    std::unique_ptr<Inside> m_inside;
};

struct RunOptions {
    /// All browsers have this model in place of their own.
    const cache::Model *model = nullptr;
    /// Asks in place of the in-process network; made for the world that the run plays in.
    std::function<std::unique_ptr<Network>(World &)> network{};
    /// Only the first so many steps.
    std::size_t steps = SIZE_MAX;
    StopToken stop{}; ///< asked before each step: the trace ends there
};

/// Plays the steps in virtual time, at a bounded cost: when 128 MiB of bodies and fields have been
/// carried, shown and decoded (a byte of a field counts 16 times, one of a URL 4 times, one that an
/// origin made and did not send a quarter), nobody gets an answer any more, and of the shelves 60 a
/// cache and step, 60000 in all are noted. Deterministic: the same scenario gets the same trace,
/// over whichever network.
[[nodiscard]] Trace run(const Scenario &scenario, const RunOptions &options = {});

} // namespace etagere::scenario
