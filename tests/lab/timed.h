// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/origin.h"

#include <memory>
#include <utility>

namespace etagere::tests {

/// An origin in a row's own time, which each request moves on by `step`.
class Timed final : public lab::Origin {
public:
    explicit Timed(std::unique_ptr<lab::Origin> origin)
        : m_origin(std::move(origin)) {}
    lab::Response answer(const lab::Request &request) override {
        now += step;
        lab::Request timed = request;
        timed.now = now;
        return m_origin->answer(timed);
    }
    Instant now{};
    Duration step{0};

private:
    std::unique_ptr<lab::Origin> m_origin;
};

} // namespace etagere::tests
