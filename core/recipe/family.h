// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/recipe/make.h"
#include "core/recipe/subject.h"

#include <optional>
#include <string>
#include <vector>

namespace etagere::recipe {

/// Collects what the families find of one tag and keeps the best.
class Findings {
public:
    /// Suffixes that were taken off this reading; they join each finding.
    void setSuffixes(std::vector<Part> suffixes) { m_suffixes = std::move(suffixes); }
    /// A recipe whose parts are these. What it covers is read off them. `fits` breaks ties: how
    /// well the tag's strength and the Server field suit the recipe.
    void offer(RecipeId recipe, std::vector<Part> parts, int fits = 0);
    [[nodiscard]] const Recognition &best() const { return m_best; }
    [[nodiscard]] bool isVerified() const { return m_best.coverage == Coverage::Verified; }

private:
    std::vector<Part> m_suffixes;
    Recognition m_best;
    int m_bestFits = 0;
};

// Each family: what it recognises in a reading, and what it makes. A make function gives nothing
// for recipes of other families.

/// Parts between separators, each written in its own way: most servers of files.
void recogniseForms(const Subject &subject, Findings &findings);
[[nodiscard]] std::optional<std::string> makeForm(RecipeId recipe, const FileFacts &file);

/// Size and time packed into one text or number: Caddy up to 2.6, Jetty, IIS, ASP.NET, Akka.
void recognisePacked(const Subject &subject, Findings &findings);
[[nodiscard]] std::optional<std::string> makePacked(RecipeId recipe, const FileFacts &file);

/// Hashes of size and time: Cowboy, Phoenix, lighttpd, Starlette.
void recogniseHashed(const Subject &subject, Findings &findings);
[[nodiscard]] std::optional<std::string> makeHashed(RecipeId recipe, const FileFacts &file);

/// Digests of the body in formulas of their own: Next.js, serve-handler, Qiniu, S3 multipart.
void recogniseContent(const Subject &subject, Findings &findings);
[[nodiscard]] std::optional<std::string> makeContent(RecipeId recipe, const FileFacts &file);

/// What other fields of the response state: digests, Google's generation; and the URL.
void recogniseStated(const Subject &subject, Findings &findings);
[[nodiscard]] std::optional<std::string> makeStated(RecipeId recipe, const FileFacts &file);

/// No known formula: parts found one by one.
void recogniseUniversal(const Subject &subject, Findings &findings);

/// Last of all: what a tag that nothing explained looks like.
void recogniseLooks(const Subject &subject, Findings &findings);

} // namespace etagere::recipe
