// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/fidelity/instants.h"
#include "tests/fidelity/outcome.h"
#include "tests/fidelity/sequence.h"

#include <cstddef>
#include <string>

namespace etagere::fidelity {

/// A request as it reached the origin.
struct Incoming {
    std::size_t index = 0; ///< of the page's request that caused it
    std::string method;
    Target target = Target::A;
    std::string query;
    Lines fields;
};

/// What goes back, Content-Length included.
struct Outgoing {
    int status = 200;
    Lines fields;
    std::string body; ///< empty for HEAD and for statuses without one
    Ending ending = Ending::Whole;
};

/// The origin, without a socket: the browser's and the models' are the same one.
[[nodiscard]] Outgoing answerTo(const Sequence &sequence, const Instants &instants,
                                const Incoming &request);

/// What is kept of a request that arrived.
[[nodiscard]] Arrival arrivalOf(const Incoming &request, const Outgoing &answer,
                                const Instants &instants);

/// Adds an arrival. Browsers ask again on a connection that closed without a byte, as often as
/// they kept connections alive, so repeats of a closed one are left out.
void addArrival(Seen &seen, Arrival arrival);

} // namespace etagere::fidelity
