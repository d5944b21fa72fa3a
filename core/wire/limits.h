// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>

namespace etagere::wire {

/// What one peer may cost: memory and time. Every time is counted from the last progress.
struct Limits {
    std::size_t headBytes = std::size_t{64} << 10U;  ///< start line and fields of a message
    std::size_t headFields = 256;                    ///< field lines of a message
    std::size_t buffered = std::size_t{256} << 10U;  ///< output that waits for a slow reader
    std::size_t discarded = std::size_t{256} << 10U; ///< of a request body that nobody wants
    std::chrono::milliseconds head{20'000};          ///< from a head's first byte to its last
    std::chrono::milliseconds idle{75'000};          ///< between two exchanges of a connection
    std::chrono::milliseconds progress{60'000};      ///< without a byte moving, within a message
    std::chrono::milliseconds connect{20'000};       ///< name, connection and TLS together
    std::chrono::milliseconds answer{120'000};       ///< from the request's end to a head
    std::chrono::milliseconds pooled{4'000};         ///< how long an unused connection is kept
    std::size_t pooledPerOrigin = 32;
};

} // namespace etagere::wire
