// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scenario/from_traffic.h"
#include "core/scenario/scenario.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace etagere::scenario {

/// What was answered for a path from a time on.
struct RecordedVersion {
    Duration from{0};
    std::uint16_t status = 200;
    std::string mediaType{};
    std::string tag{}; ///< the ETag field's value; empty: none
    std::optional<Instant> modified{};
    std::vector<FieldLine> fields{};   ///< all that are taken over
    std::optional<std::string> body{}; ///< a small text
    std::uint64_t bytes = 0;           ///< else its length
    /// Of a resource that never came whole: what a 304 or a part says of it.
    bool isGuessed = false;
};

struct RecordedResource {
    std::string host{};
    std::string path{};
    std::vector<RecordedVersion> versions{};
    std::vector<std::string> varies{}; ///< request fields that its Vary fields name, in lower case
};

/// A request of the recording.
struct RecordedStep {
    std::string id{};
    Duration at{0};
    std::size_t visitor = 0; ///< place in Recording::visitors
    std::string method{};
    std::string url{};
    std::vector<FieldLine> fields{};
    Reload reload = Reload::No;
    bool isDocument = false;
    std::string page{};
};

/// The exchanges as the parts of a scenario.
struct Recording {
    Instant start{};
    std::vector<std::string> visitors{}; ///< their names
    std::vector<std::string> hosts{};
    std::vector<RecordedResource> resources{};
    std::vector<RecordedStep> steps{};
    std::size_t others = 0; ///< exchanges that are none of the steps
};

/// At most `most` of the exchanges, the first in time.
[[nodiscard]] Recording recordingOf(const traffic::Traffic &traffic,
                                    std::span<const traffic::ExchangeId> chosen,
                                    const FromTrafficOptions &options, std::size_t most);

/// The fields of a response that a scenario's server is to send.
[[nodiscard]] std::vector<FieldLine> answeredFields(http::Fields fields, bool keepsSecrets);
/// Those of a request that a scenario's step is to send.
[[nodiscard]] std::vector<FieldLine> askedFields(http::Fields fields, bool keepsSecrets,
                                                 const std::vector<std::string> &varies);

} // namespace etagere::scenario
