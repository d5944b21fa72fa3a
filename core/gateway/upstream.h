// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/client.h"

#include <optional>
#include <string>
#include <string_view>

namespace etagere::gateway {

/// The server that a URL names, and what is said to it.
struct Upstream {
    wire::Endpoint endpoint;
    std::string origin;    ///< "http://example.org:8080", as url::originOf
    std::string authority; ///< "example.org:8080", for Host
    std::string path;      ///< what follows, from '/' on; without a fragment
    friend bool operator==(const Upstream &, const Upstream &) = default;
};

/// Of an absolute http or https URL with a host; none for any other text.
[[nodiscard]] std::optional<Upstream> upstreamFrom(std::string_view url);

} // namespace etagere::gateway
