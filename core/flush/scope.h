// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::flush {

/// By what the user chose what to flush.
enum class By : std::uint8_t {
    Everything,
    Entry,  ///< single stored responses, by the names their place gives them
    Url,    ///< whatever is stored under these URLs, fragments aside; a finding is flushed so
    Origin, ///< "https://example.org"
    Site,   ///< a registrable domain: "example.org"
    Count
};

/// What to flush, whatever the place is that keeps it: a simulated cache, a browser, a disk.
struct Scope {
    By by = By::Everything;
    std::vector<std::string> names; ///< none for Everything
    std::string visitor;            ///< only this visitor's cache; empty: every visitor's
    friend bool operator==(const Scope &, const Scope &) = default;
};

/// A stored response as a scope sees it. Borrowed.
struct Target {
    std::string_view entry; ///< its name in its place
    std::string_view url;
    std::string_view origin; ///< as url::originOf
    std::string_view site;   ///< as url::siteOf
    std::string_view visitor;
};

/// Answers for one scope many times; sorts its names once. Keeps a copy of the scope.
class ScopeMatcher {
public:
    explicit ScopeMatcher(Scope scope);
    [[nodiscard]] bool covers(const Target &target) const;

private:
    Scope m_scope; ///< names sorted, fragments of URLs cut
};

} // namespace etagere::flush
