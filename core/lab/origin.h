// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/http/field.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::lab {

/// A request as an origin sees it. Borrows everything.
struct Request {
    std::string_view method = "GET";
    std::string_view target = "/"; ///< path and query
    http::Fields fields{};
    std::string_view body{};
    std::string_view client = "127.0.0.1"; ///< the address it came from, without a port
    Instant now{};
};

/// What an origin answers. The fields that frame a message (Content-Length, Transfer-Encoding,
/// Connection) are added by whoever sends it.
struct Response {
    std::uint16_t status = 200;
    std::vector<std::pair<std::string, std::string>> fields{}; ///< lines in order
    std::string body{};
    /// The connection breaks after so many bytes of the body; a server that is asked in process
    /// leaves it to whoever asks.
    std::optional<std::uint64_t> cutAfter{};

    void add(std::string name, std::string value) {
        fields.emplace_back(std::move(name), std::move(value));
    }
};

/// A model of an origin server: what it answers, and what it remembers. Pure: time comes with the
/// request, chance with the model's seed; it knows no sockets. The same requests in the same order
/// get the same answers.
class Origin {
public:
    Origin() = default;
    Origin(const Origin &) = delete;
    Origin &operator=(const Origin &) = delete;
    virtual ~Origin() = default;

    [[nodiscard]] virtual Response answer(const Request &request) = 0;
};

} // namespace etagere::lab
