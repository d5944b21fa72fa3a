// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scenario/document.h"
#include "core/scenario/json_tree.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::scenario {

/// A value of the document and the pointer to it. Borrows the value from the document's tree.
struct Place {
    std::string pointer{};
    const Json *json = nullptr;

    /// The `index`-th value of a list or an object.
    [[nodiscard]] Place inside(std::size_t index) const;
};

/// The problems found so far.
class Findings {
public:
    void add(Fault fault, const Place &where, std::string_view detail = {},
             std::string_view near = {});
    /// The same where the offset is not that of a value: of a member's name.
    void addAt(Problem problem, std::size_t offset);
    [[nodiscard]] std::size_t count() const noexcept { return m_found.size(); }
    [[nodiscard]] bool isEmpty() const noexcept { return m_found.empty(); }
    /// Nothing more is kept: whoever would look for what may be meant need not.
    [[nodiscard]] bool isFull() const noexcept;
    /// At most 50, in the order of the text they were found in, with their lines and columns.
    [[nodiscard]] std::vector<Problem> inOrder(std::string_view text) &&;

private:
    struct Found {
        Problem problem;
        std::size_t offset = 0;
    };
    std::vector<Found> m_found{};
};

/// A bound as Problem::detail says it: "1000 entries".
[[nodiscard]] std::string upTo(std::size_t bound, std::string_view unit);

/// With commas between them.
[[nodiscard]] std::string joined(std::span<const std::string_view> words);

/// A word that is one of `words`, or a problem.
bool checkWord(Findings &findings, const Place &where, std::string_view word,
               std::span<const std::string_view> words);

/// The members of an object. Whatever is there and was not asked for is unknown.
class Members {
public:
    Members(Findings &findings, Place place);

    [[nodiscard]] bool isObject() const noexcept { return m_isObject; }
    [[nodiscard]] const Place &place() const noexcept { return m_place; }
    [[nodiscard]] Findings &findings() const noexcept { return *m_findings; }
    [[nodiscard]] std::optional<Place> find(std::string_view name);
    /// The same; a problem when it is not there.
    [[nodiscard]] std::optional<Place> need(std::string_view name);
    /// To be called when all were asked for: tells the others as unknown.
    void finish();

private:
    void findTwins();
    Findings *m_findings;
    Place m_place;
    bool m_isObject;
    std::vector<std::string_view> m_asked{};
};

} // namespace etagere::scenario
