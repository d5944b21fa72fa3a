// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace etagere::readers {

/// The members of one JSON object as they stand in a text; of several of one name the last. Views
/// into the text. Values may be no valid JSON: that is for whoever copies them to check.
class RawMembers {
public:
    /// Nothing, when `object` is no object.
    explicit RawMembers(std::string_view object);

    struct Member {
        std::string_view name; ///< the inside of its string
        std::string_view value;
    };
    [[nodiscard]] const std::vector<Member> &all() const noexcept { return m_members; }
    /// Empty when there is none.
    [[nodiscard]] std::string_view find(std::string_view name) const noexcept;

private:
    std::vector<Member> m_members;
};

} // namespace etagere::readers
