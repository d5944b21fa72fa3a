// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace etagere::scenario {

/// A text for people in the languages that its author wrote, by language code ("en", "pt").
struct LocalText {
    std::vector<std::pair<std::string, std::string>> byLanguage{};

    /// In that language, else in its base language ("pt" for "pt-BR"), else English, else whatever
    /// there is first; empty when there is none.
    [[nodiscard]] std::string_view in(std::string_view language) const noexcept;
    [[nodiscard]] bool isEmpty() const noexcept { return byLanguage.empty(); }
    friend bool operator==(const LocalText &, const LocalText &) = default;
};

enum class ActorKind : std::uint8_t {
    Browser,     ///< a visitor's browser: a cache under a model, cookies
    Editor,      ///< a client without a cache; its headers may name the tag it saw last
    Monitor,     ///< a client that asks conditionally with what it saw last, and compares bodies
    Origin,      ///< serves the resources that name it
    SharedCache, ///< a cache for everybody in front of its upstream
    CodingProxy, ///< compresses what its upstream answers
    Balancer,    ///< several nodes under one name
    Tracker,     ///< one of lab's trackers
    Count
};
/// "shared-cache"; stable.
[[nodiscard]] std::string_view nameOf(ActorKind kind) noexcept;
/// Browser, Editor, Monitor: those who ask.
[[nodiscard]] constexpr bool isClient(ActorKind kind) noexcept {
    return kind <= ActorKind::Monitor;
}

/// Somebody who takes part. What a kind does not use stays as it is here.
struct Actor {
    std::string id;
    LocalText name{}; ///< empty: the id
    ActorKind kind = ActorKind::Browser;
    // Browser, SharedCache
    std::string model = "rfc9111"; ///< a name that cache::modelFrom knows
    // Browser
    std::optional<bool> isPartitioned{}; ///< the model's own when not stated; Chromium's way for
                                         ///< a model that has none
    // Those who ask
    std::string userAgent{};
    std::string address = "192.0.2.1"; ///< that servers see
    // Those who answer
    std::string host{};                  ///< "shop.test"; empty: reached through others only
    std::vector<std::string> behind{};   ///< ids of those it asks: nodes, or the one upstream
    std::int64_t clockShift = 0;         ///< Origin: its files are that many microseconds later
    std::string mark = "weaken";         ///< CodingProxy: "keep", "weaken", "dash-gzip", …
    bool undoesMark = true;              ///< CodingProxy: before it asks upstream
    std::string balance = "round-robin"; ///< or "random", "sticky"
    std::string tracker{};               ///< an id of lab::allTrackers()
    std::uint64_t seed = 1;              ///< Balancer, Tracker
};

/// A header field as an author writes it.
using FieldLine = std::pair<std::string, std::string>;

/// A resource from a time on.
struct ResourceVersion {
    Duration from{0};                   ///< virtual time
    std::string body{};                 ///< at most 1 MiB
    std::optional<Duration> modified{}; ///< of its file; `from` when not stated; may be negative
    std::string tag{};                  ///< as Resource::tag, in place of it; empty: that
    std::vector<FieldLine> fields{};    ///< beside those of the resource, 304s too
};
/// What a client sees in place of the body when it sends a field with that value.
struct Variant {
    std::string value; ///< compared without case with the request field's first list member
    std::string body;
};
struct Resource {
    std::vector<std::string> on{}; ///< origins' ids
    std::string path = "/";
    std::string mediaType = "text/plain";
    /// Of its answers, 200 to 599; conditions are weighed only for 200. 204 and 304 have no body.
    std::uint16_t status = 200;
    /// "none", "content-hash" (SHA-256, 16 digits), "mtime", "size", "revision" ("v1"),
    /// "weak-checksum" (the sum of the bytes, 16 bits), "crc32", "random" (a new one each time),
    /// a literal that begins with a quote or W/, or an id of recipe::allRecipes().
    std::string tag = "content-hash";
    bool isWeak = false;            ///< W/ before it
    bool lastModified = false;      ///< sends it
    bool gzip = false;              ///< the origin codes what the client accepts coded
    std::string mark = "weaken";    ///< what its own coding does to the tag
    bool isWritable = false;        ///< PUT, PATCH, POST and DELETE make versions
    bool requiresCondition = false; ///< 428 for a write without one
    bool ignoresConditions = false; ///< never a 304, 412 or 206: a bug
    std::string varyBy{};           ///< the request field of `variants`
    std::vector<Variant> variants{};
    std::vector<FieldLine> fields{};
    std::vector<ResourceVersion> versions{}; ///< by time, at least one
};

enum class Action : std::uint8_t {
    Request,
    Flush,         ///< the actor's cache; the URL's response only when the step names one
    DeleteCookies, ///< of the actor
    Stop,          ///< the server is off: connections fail
    Start,         ///< and on again
    Count
};
[[nodiscard]] std::string_view nameOf(Action action) noexcept;

/// How the person behind a browser asks.
enum class Reload : std::uint8_t { No, Normal, Hard, Back, Count };
[[nodiscard]] std::string_view nameOf(Reload reload) noexcept;

/// What somebody does at a virtual time. Steps are in time order.
struct Step {
    std::string id; ///< unique; its number from 1 when the author gave none
    Duration at{0};
    std::string actor;
    Action action = Action::Request;
    std::string method = "GET";
    std::string url{}; ///< absolute, http or https; its host is an actor's
    /// "{tag}" and "{last-modified}" stand for what the actor saw last of that URL.
    std::vector<FieldLine> fields{};
    std::string body{};
    Reload reload = Reload::No;
    bool isDocument = false;      ///< a page in the tab, for Reload
    std::string page{};           ///< URL of the document in the tab; empty: the URL's own
    bool isUnconditional = false; ///< Monitor: asks for the whole, to see what a tag hid
    std::optional<std::uint64_t> cutAfter{}; ///< the connection breaks after so many body bytes
    LocalText text{};
};

/// What can be read off a trace. The words an author writes are in nameOf().
enum class Measure : std::uint8_t {
    Outcome,      ///< text: the client's cache, cache::nameOf(Outcome)
    Asked,        ///< truth: something went out on account of the step
    Conditional,  ///< truth: it went out with If-None-Match or If-Modified-Since
    Waited,       ///< truth: the person had to wait for the network
    Status,       ///< number: that the client was answered with; 0 when nothing came
    OriginStatus, ///< number: that came over the client's network; 0 when nothing was asked
    Age,          ///< number, s: current age when the request came
    Lifetime,     ///< number, s: freshness lifetime of what was considered
    Stored,       ///< truth: a stored response is there after the step
    Reason,       ///< truth: the decision names the rule `name`
    Field,        ///< text: the field `name` of the client's answer
    Sent,         ///< text: the field `name` of the request that went out
    Version,      ///< number from 1: the resource's version whose body was shown; 0: none
    Stale,        ///< truth: what was shown is not what the origin had by then
    Intact,       ///< truth: what the client holds is one whole version
    Received,     ///< number: body bytes that crossed the client's network
    Node,         ///< text: the id of the server at the end that answered
    Requests,     ///< number: requests that reached servers named by `name` (all: empty), in steps
                  ///< `step` to `last`
    FirstAsked,   ///< number, s: virtual time of the first step from `step` to `last` that asked
    KnownAs,      ///< text: whom the tracker `name` took the visitor for
    KnownBy,      ///< text: "nothing", "tag", "last-modified", "cookie", "address"
    Visitors,     ///< number: how many the tracker `name` thinks it knows after the step
    Text,         ///< text: what the URL's origin holds after the step
    Noticed,      ///< truth: the Monitor was shown other content than before
    Missed,       ///< truth: the content changed since the Monitor's last whole answer, and it was
                  ///< not shown
    Body,         ///< text: what was shown
    Count
};
[[nodiscard]] std::string_view nameOf(Measure measure) noexcept;

/// One measure of one step.
struct Reading {
    Measure measure = Measure::Outcome;
    std::string step{};
    std::string last{}; ///< of a span; empty: `step` alone
    std::string name{};
    std::string actor{}; ///< whose cache is looked at; empty: the step's actor
};

/// What a measure yields.
using Value = std::variant<std::string, double, bool>;

/// A condition over a trace: one comparison, or others joined.
struct Condition {
    enum class Kind : std::uint8_t { Is, IsNot, Below, AtLeast, SameAs, All, Any, Not, Count };
    Kind kind = Kind::All;
    Reading reading{};              ///< of a comparison
    Value value{};                  ///< that it is compared with
    Reading other{};                ///< SameAs: the reading it equals
    std::vector<Condition> parts{}; ///< All, Any; Not has one
};

/// A change of the scenario document: what is at `pointer` (RFC 6901) becomes `json`, the text of a
/// JSON value; empty: it is taken away. What was not there is added.
struct Edit {
    std::string pointer;
    std::string json;
    friend bool operator==(const Edit &, const Edit &) = default;
};

/// Another course of the same scenario, to compare: "what if".
struct WhatIf {
    std::string id;
    LocalText text{};
    std::vector<Edit> edits{};
};

enum class QuestionKind : std::uint8_t {
    Outcome, ///< which outcome of the cache
    Number,
    Pick, ///< one or more of several statements
    Edit, ///< change the scenario until a condition holds
    Count
};
[[nodiscard]] std::string_view nameOf(QuestionKind kind) noexcept;

/// A statement to pick: right when its condition holds.
struct Option {
    std::string id;
    LocalText text{};
    Condition holds{};
};

/// What somebody answered. Which member counts is the question's kind.
struct Answer {
    std::string outcome{};
    double number = 0;
    std::vector<std::string> picked{}; ///< ids of options, in any order
    std::vector<Edit> edits{};
};

struct Question {
    std::string id;
    std::string after{}; ///< the step behind which it is asked; empty: before the first
    QuestionKind kind = QuestionKind::Outcome;
    LocalText ask{};
    LocalText why{};               ///< told with the answer
    std::string whatIf{};          ///< the course it is about; empty: the scenario as it stands
    Reading reading{};             ///< Outcome (its measure is Outcome), Number
    std::string unit{};            ///< Number: "s", shown behind it
    std::vector<Option> options{}; ///< Pick; of Outcome: the outcomes offered, by id
    std::vector<std::string> editable{}; ///< Edit: pointers to the texts that may be changed
    Condition holds{};                   ///< Edit
    Answer right{};                      ///< that `lab check` expects to pass
    Answer wrong{};                      ///< and to fail
};

/// A lesson, an exercise, a demonstration: who takes part, what they serve and do at which virtual
/// time, and what is asked about it. A value; what a scenario document says.
struct Scenario {
    std::string id;
    std::string number{}; ///< of a lesson: "1", "B2"; empty for others
    LocalText title{};
    LocalText misconception{};
    LocalText intro{};
    LocalText conclusion{};
    std::vector<std::string> sections{}; ///< "RFC 9111 4.2"
    Instant start{};                     ///< virtual time 0
    std::vector<Actor> actors{};
    std::vector<Resource> resources{};
    std::vector<Step> steps{};
    std::vector<WhatIf> whatIfs{};
    std::vector<Question> questions{};
};

/// The place of the actor, step or what-if of that id; npos when there is none.
[[nodiscard]] std::size_t actorAt(const Scenario &scenario, std::string_view id) noexcept;
[[nodiscard]] std::size_t stepAt(const Scenario &scenario, std::string_view id) noexcept;
[[nodiscard]] std::size_t whatIfAt(const Scenario &scenario, std::string_view id) noexcept;

} // namespace etagere::scenario
