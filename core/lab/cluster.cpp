// SPDX-License-Identifier: Apache-2.0
#include "core/lab/cluster.h"

#include "core/body/digest.h"

#include <utility>

namespace etagere::lab {

Cluster::Cluster(std::vector<std::unique_ptr<Origin>> nodes, Balance balance, std::uint64_t seed)
    : m_nodes(std::move(nodes))
    , m_balance(balance)
    , m_random(seed)
    , m_last(m_nodes.size() - 1) {}

std::size_t Cluster::choose(const Request &request) {
    switch (m_balance) {
    case Balance::Random:
        return m_random.below(m_nodes.size());
    case Balance::RoundRobin:
        return (m_last + 1) % m_nodes.size();
    case Balance::Sticky:
        return body::digestOf(body::Algorithm::Xxh64, request.client).number() % m_nodes.size();
    }
    return 0;
}

Response Cluster::answer(const Request &request) {
    m_last = choose(request);
    return m_nodes[m_last]->answer(request);
}

Machine machineAt(std::size_t number, Spread spread, std::uint64_t seed) {
    constexpr std::uint64_t second = 1'000'000'000;
    constexpr std::uint64_t inodes = 1U << 24U;
    constexpr std::uint64_t changes = 4096;
    Random random(seed + number * 1'000'003);
    Machine machine;
    machine.firstInode = 1000 + random.below(inodes);
    machine.changeNumber = 1 + random.below(changes);
    machine.subSecondNs = static_cast<std::int64_t>(random.below(second));
    if (spread == Spread::Seconds)
        machine.modifiedShiftNs =
            static_cast<std::int64_t>(number * (second + random.below(40) * second));
    return machine;
}

std::unique_ptr<Cluster> makeCluster(const std::vector<Resource> &files,
                                     const FileServerOptions &options, const ClusterShape &shape) {
    std::vector<std::unique_ptr<Origin>> nodes;
    for (std::size_t i = 0; i < shape.nodes; ++i) {
        FileServerOptions own = options;
        own.machine = machineAt(i, shape.spread, shape.seed);
        nodes.push_back(std::make_unique<FileServer>(files, own));
    }
    return std::make_unique<Cluster>(std::move(nodes), shape.balance, shape.seed);
}

} // namespace etagere::lab
