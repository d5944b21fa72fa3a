// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <utility>

namespace etagere {

/// Asked now and then by long work; whoever started the work holds the std::stop_source.
using StopToken = std::stop_token;

/// How far long work has come, in the unit of the work (bytes, exchanges). Called from the threads
/// that work, often and perhaps at once: whoever listens does little, and locks. An empty one
/// listens to nothing.
class Progress {
public:
    using Listener = std::function<void(std::uint64_t done, std::uint64_t total)>;
    Progress() = default;
    explicit Progress(Listener listener)
        : m_listener(std::move(listener)) {}
    void report(std::uint64_t done, std::uint64_t total) const {
        if (m_listener)
            m_listener(done, total);
    }

private:
    Listener m_listener;
};

} // namespace etagere
