// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/file_server.h"
#include "core/lab/random.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace etagere::lab {

enum class Balance : std::uint8_t {
    Random,     ///< any node, equally likely
    RoundRobin, ///< one after the other
    Sticky      ///< always the same one for an address
};

/// Several origins behind one name.
class Cluster final : public Origin {
public:
    /// At least one node.
    Cluster(std::vector<std::unique_ptr<Origin>> nodes, Balance balance, std::uint64_t seed);
    [[nodiscard]] Response answer(const Request &request) override;
    [[nodiscard]] std::size_t nodeCount() const noexcept { return m_nodes.size(); }
    /// Which node answered last.
    [[nodiscard]] std::size_t lastNode() const noexcept { return m_last; }

private:
    [[nodiscard]] std::size_t choose(const Request &request);
    std::vector<std::unique_ptr<Origin>> m_nodes;
    Balance m_balance;
    Random m_random;
    std::size_t m_last;
};

/// How the machines of a cluster came by their files.
enum class Spread : std::uint8_t {
    Seconds,   ///< copied one after the other, seconds apart
    SameSecond ///< copied at once: only the digits below a second differ
};

/// The machine of that number: its own inode, change number and file times.
[[nodiscard]] Machine machineAt(std::size_t number, Spread spread, std::uint64_t seed);

struct ClusterShape {
    std::size_t nodes = 3; ///< at least one
    Balance balance = Balance::Random;
    Spread spread = Spread::Seconds;
    std::uint64_t seed = 1;
};

/// A cluster of machines with the same files. The options' machine is not looked at.
[[nodiscard]] std::unique_ptr<Cluster> makeCluster(const std::vector<Resource> &files,
                                                   const FileServerOptions &options,
                                                   const ClusterShape &shape);

} // namespace etagere::lab
