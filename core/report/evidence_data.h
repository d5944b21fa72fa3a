// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/report/redact.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace etagere::report {

/// The exchanges that the findings of a report rest on (`report.places`), each once, in the order
/// of the capture; so they stand in the bundle's HAR.
[[nodiscard]] std::vector<traffic::ExchangeId> concernedExchanges(const audit::Report &report);

/// "etagere.digests/1": of each exchange's response body the size and SHA-256 as it was sent and
/// decoded, null with a note where the recording does not tell. `entry` is its place in the
/// bundle's HAR, from 0. Redacted, digests are pseudonyms: equal bodies still show as equal.
[[nodiscard]] std::string writeDigests(const traffic::Traffic &traffic,
                                       const std::vector<traffic::ExchangeId> &exchanges,
                                       const Redaction &redaction);

/// "etagere.provenance/1": for each URL and value of the exchanges' validators, the recipe that
/// derives it from the response and how, or null, and the bits that stay unexplained.
[[nodiscard]] std::string writeProvenance(const traffic::Traffic &traffic,
                                          const std::vector<traffic::ExchangeId> &exchanges,
                                          const Redaction &redaction);

/// "etagere.measures/1": of each finding the counts n, d, f1, f2 and what follows from them, null
/// where nothing was counted; and which controls there were.
[[nodiscard]] std::string writeMeasures(const audit::Report &report);

/// A recording that was judged.
struct InputBytes {
    std::string file;                   ///< as the report names it
    std::optional<std::uint64_t> bytes; ///< nothing: it cannot be read (again)
    std::string sha256;
    std::string copy; ///< the copy's name in the bundle; empty: there is none
};

/// "etagere.inputs/1".
[[nodiscard]] std::string writeInputs(const std::vector<InputBytes> &inputs);

} // namespace etagere::report
