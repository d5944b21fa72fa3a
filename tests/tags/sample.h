// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tags/observation.h"
#include "core/tags/sqlite_ledger.h"
#include "core/traffic/traffic.h"

#include <string>
#include <string_view>
#include <vector>

namespace etagere::tags::test {

using namespace std::string_literals;
using namespace std::string_view_literals;

inline Instant day(int number) { return Instant(std::chrono::days(number)); }

/// Builds a Traffic line by line.
struct Recorder {
    traffic::Traffic traffic{};
    traffic::SourceId source{};
    traffic::VisitId visit{};
    std::uint32_t entry = 0;

    explicit Recorder(std::string_view file = "a.har") {
        source = traffic.addSource({file, ""sv, ""sv, ""sv, false}, nullptr);
        visitor("alice");
    }
    void visitor(std::string_view name) {
        visit = traffic.addVisit({traffic.visitor(name), source, ""sv, ""sv, {}});
    }
    static http::Field field(std::string_view name, std::string_view value) {
        return {name, value, http::fieldNameFrom(name)};
    }
    void exchange(std::string_view url, const std::vector<http::Field> &response,
                  const std::vector<http::Field> &request = {}) {
        traffic::Exchange x;
        x.visit = visit;
        x.url = traffic.internUrl(url);
        x.status = 200;
        x.started = day(static_cast<int>(entry));
        x.indexInSource = entry++;
        x.contentBytes = 5;
        x.requestFields = request;
        x.responseFields = response;
        traffic.append(x);
    }
    void tag(std::string_view url, std::string_view value) {
        exchange(url, {field("ETag", value)});
    }
};

} // namespace etagere::tags::test
