// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/condition.h"
#include "core/lab/origin.h"
#include "core/lab/resource.h"
#include "core/recipe/make.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::lab {

/// What a coder does to the tag of what it compresses.
enum class CodingMark : std::uint8_t {
    Keep,       ///< nothing: two representations share a strong tag (RFC 9110 §8.8.3.3 forbids it)
    Weaken,     ///< `W/` before it
    DashGzip,   ///< `-gzip` before the closing quote
    DoubleDash, ///< `--gzip`
    SemicolonGz, ///< `;gz` in place of the last three characters
    Drop         ///< no tag
};
/// The tag as that mark makes it; an empty one stays empty.
[[nodiscard]] std::string marked(std::string_view etag, CodingMark mark);

/// How the servers of one recipe behave beside the formula.
struct Family {
    recipe::RecipeId recipe{};
    std::string_view server;              ///< the Server field; empty: none sent
    bool sendsLastModified = true;        ///< by default
    CodingMark mark = CodingMark::Weaken; ///< its own gzip; or that of the proxy it usually has
    Manner manner{};
    bool tagIn304 = true;
    bool comparesCoded = true;   ///< else the tag of what it coded never matches (Apache's deflate)
    bool echoesWeakness = false; ///< repeats the client's `W/` in the tag of a 304 (hapi inert)
};

/// Every recipe with a formula, in the order of recipe::RecipeId.
[[nodiscard]] std::span<const Family> allFamilies() noexcept;
/// Nginx's for a recipe without one.
[[nodiscard]] const Family &familyOf(recipe::RecipeId recipe) noexcept;

/// What differs between the machines that serve the same files.
struct Machine {
    std::uint64_t firstInode = 11'207'479; ///< of the first file; the others follow
    std::int64_t modifiedShiftNs = 0;      ///< later than the file's own time
    std::int64_t subSecondNs = -1;         ///< nanoseconds of the second; -1: the file's own
    std::uint64_t changeNumber = 0;        ///< IIS before 7, and Cloud Storage's generation
};

struct FileServerOptions {
    recipe::RecipeId recipe = recipe::RecipeId::Nginx;
    std::optional<bool> lastModified{}; ///< the family's own when not stated
    bool gzip = false;                  ///< codes what the client accepts coded
    Machine machine{};
    /// In place of the recipe's formula: what nobody can recompute, such as a keyed hash.
    std::function<std::string(const recipe::FileFacts &)> makeTag{};
    std::optional<Manner> manner{};   ///< the family's own when not stated
    std::optional<CodingMark> mark{}; ///< the family's own when not stated
    bool namesItself = true;          ///< the family's Server field
};

/// An honest origin: files, served and tagged as one family of servers does it. GET and HEAD; 404
/// for other paths, 405 for other methods; If-Range and single ranges as RFC 9110 §14 says.
class FileServer final : public Origin {
public:
    FileServer(std::vector<Resource> files, const FileServerOptions &options);
    [[nodiscard]] Response answer(const Request &request) override;

    /// What the file's uncoded representation bears at that time.
    [[nodiscard]] Validators validatorsOf(std::size_t file, Instant now) const;

private:
    struct Shown; ///< what a request is shown of a file
    [[nodiscard]] std::optional<std::size_t> find(std::string_view path) const noexcept;
    [[nodiscard]] Shown show(std::size_t file, const Request &request) const;
    [[nodiscard]] Response notModified(const Shown &shown, const Request &request) const;
    [[nodiscard]] Response full(const Shown &shown, const Request &request) const;
    void copyTail(const Shown &shown, const Request &request);

    std::vector<Resource> m_files;
    FileServerOptions m_options;
    const Family &m_family;
    Manner m_manner;
    CodingMark m_mark;
    std::string m_copiedTail; ///< LiteSpeed: what a client wrote over the end of the shared tag
};

} // namespace etagere::lab
