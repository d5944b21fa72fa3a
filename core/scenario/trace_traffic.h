// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scenario/trace.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::scenario {

/// What a client asked and was told, as a browser's record has it.
struct RecordedExchange {
    std::string_view client; ///< the actor's id: the visitor
    std::string_view url;
    std::string_view method;
    std::string_view pageUrl; ///< of the document in the tab
    bool beginsVisit = false;
    Instant at{};
    std::uint16_t status = 0;
    traffic::ServedFrom servedFrom = traffic::ServedFrom::Network;
    const std::vector<FieldLine> *request = nullptr;
    const std::vector<FieldLine> *response = nullptr;
    std::string_view requestBody{};
    std::string_view body{};
    bool isCut = false;
};

/// Makes traffic of the clients' exchanges while a scenario is played.
class TraceTraffic {
public:
    /// `name` is what the source is called.
    explicit TraceTraffic(std::string_view name);
    void add(const RecordedExchange &exchange);
    [[nodiscard]] std::shared_ptr<const traffic::Traffic> take();

private:
    class Shelf;
    struct Tab {
        traffic::VisitId visit;
        std::string page;
    };
    [[nodiscard]] traffic::VisitId visitOf(const RecordedExchange &exchange);
    [[nodiscard]] traffic::BodyRef keep(std::string_view body, bool isCut);

    std::shared_ptr<traffic::Traffic> m_traffic;
    std::shared_ptr<Shelf> m_bodies;
    traffic::SourceId m_source;
    std::map<std::string, Tab, std::less<>> m_tabs; ///< by client
};

} // namespace etagere::scenario
