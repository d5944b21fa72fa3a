// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/model.h"
#include "core/scenario/document.h"
#include "core/scenario/trace.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::scenario {

/// Something to try out: a response as somebody typed or pasted it, and the same request again some
/// time later.
struct Experiment {
    std::string method = "GET";             ///< of both requests
    std::uint16_t status = 200;             ///< unless the text begins with a status line
    std::string response{};                 ///< the response's fields, a line each
    Duration age = std::chrono::minutes(1); ///< from the first request to the second, from 0
    std::string request{};                  ///< fields of the second request, a line each
    Reload reload = Reload::No;             ///< how the second was asked for, of a page in the tab
};

/// A pasted line that is not used, and why.
struct UnusedLine {
    enum class Why : std::uint8_t {
        NotAField,    ///< no name, a colon and a value
        OfConnection, ///< Content-Length and such: they follow from the message itself
        BadStatus,    ///< a status line whose number is not from 200 to 599
        Body,         ///< the empty line, and all behind it, which is the body
        TooMuch,      ///< more than is read; all behind it as well
        Count
    };
    std::size_t line = 0; ///< from 1
    Why why{};
    std::string text{}; ///< cut to 80 bytes
    friend bool operator==(const UnusedLine &, const UnusedLine &) = default;
};

/// What a pasted head says.
struct Pasted {
    std::uint16_t status = 0; ///< of its status line; 0 without one
    std::vector<FieldLine> fields{};
    std::vector<UnusedLine> unused{};
};
/// Of a pasted text this much is read.
inline constexpr std::size_t mostPastedBytes = std::size_t{64} << 10U;
inline constexpr std::size_t mostPastedFields = 100;

/// Total: any text has a reading. A status line, or ":status", may stand first; folded lines are
/// put together; the "< " and "> " that curl writes before lines are taken away.
[[nodiscard]] Pasted readPasted(std::string_view text);

/// The experiment as a scenario document: a browser, a server that gives that response, and two
/// requests, "first" and "second". It passes readScenario() unless the method or the age does not.
/// Its time begins at the response's Date; without one at the default, or at Last-Modified if that
/// is later.
[[nodiscard]] std::string documentOf(const Experiment &experiment);
/// The same as a command line for a POSIX shell: "etagere lab try --response 'Cache-Control: …'".
[[nodiscard]] std::string commandLineOf(const Experiment &experiment);

/// What came of it in one browser.
struct Tried {
    const cache::Model *model = nullptr;
    Trace trace;
    bool isStored = false;              ///< after the first response
    std::optional<Duration> lifetime{}; ///< freshness lifetime of what was stored
    Duration ageThen{0};                ///< its current age when the second request came
    cache::Outcome outcome = cache::Outcome::Count; ///< of the second request
    bool asked = false;                             ///< it used the network
    bool waited = false;                            ///< and somebody waited for it
    std::vector<FieldLine> sent{};                  ///< the fields of what it sent
    std::uint16_t answered = 0; ///< the status that came back; 0 when nothing was asked
    /// Places in Trace::decisions, for groundsOf(); nothing without one.
    std::optional<std::size_t> storing{};
    std::optional<std::size_t> reusing{};
};

/// An experiment tried out.
struct Trial {
    Pasted response;
    Pasted request;
    std::string json;                ///< documentOf() it
    std::vector<Problem> problems{}; ///< why it is no scenario; nothing was tried then
    Scenario scenario{};
    std::vector<Tried> tried{}; ///< a row for each model, in cache::models()' order
};
[[nodiscard]] Trial tryOut(const Experiment &experiment);

} // namespace etagere::scenario
