// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scenario/document.h"
#include "core/scenario/findings.h"
#include "core/scenario/scenario.h"

#include <cstdint>
#include <string>
#include <vector>

namespace etagere::scenario {

/// What an id in the document has to be the id of.
enum class Refers : std::uint8_t {
    ToClient,  ///< an actor who asks
    ToServer,  ///< one who answers
    ToOrigin,  ///< an actor that serves resources
    ToCache,   ///< an actor with a cache
    ToBrowser, ///< an actor with cookies
    ToTracker, ///< an actor that is a tracker
    ToActor,   ///< any
    ToStep,
    ToWhatIf,
    ToHost ///< not an id, but a URL whose host an actor has
};

/// An id that can be looked up only when the whole document has been read.
struct Reference {
    Refers refers{};
    std::string id;
    Place place{};
};

/// Two steps of which the first may not stand behind the other.
struct Span {
    std::string step;
    std::string last;
    Place place{};
};

/// A scenario that is being read.
struct Draft {
    const Bounds &bounds;
    const Json &root;
    Scenario scenario{};
    Findings findings{};
    std::vector<Reference> references{};
    std::vector<Span> spans{};
    std::size_t bodyBytes = 0; ///< of all versions so far
};

/// The parts of a document. Each reads what stands at `place` into draft.scenario.
void readActors(Draft &draft, const Place &place);
void readResources(Draft &draft, const Place &place);
void readSteps(Draft &draft, const Place &place);
void readWhatIfs(Draft &draft, const Place &place);
void readQuestions(Draft &draft, const Place &place);
/// The edits of a what-if or an answer, whose places are looked up in the document.
[[nodiscard]] std::vector<Edit> readEdits(Draft &draft, const Place &place);

/// What a reading yields, so that it is compared with the like.
enum class Yields : std::uint8_t { Text, Number, Truth };
[[nodiscard]] Yields yieldsOf(Measure measure) noexcept;
[[nodiscard]] Reading readReading(Draft &draft, const Place &place);
[[nodiscard]] Condition readCondition(Draft &draft, const Place &place);
/// A number; a problem when it is none.
[[nodiscard]] double readNumber(Draft &draft, const Place &place);

/// Looks up what is referred to.
void checkReferences(Draft &draft);

} // namespace etagere::scenario
