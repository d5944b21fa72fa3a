// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/recipe/recipe.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::recipe {

/// What a server knows of a file when it makes a tag. Borrows.
struct FileFacts {
    std::uint64_t size = 0;
    std::int64_t modifiedNs = 0; ///< nanoseconds since 1970, not negative
    std::uint64_t inode = 0;
    std::string_view path;          ///< the URL's path; serve-handler hashes its extension
    std::string_view diskPath;      ///< absolute, as the server opens it (Werkzeug)
    std::string_view body;          ///< the bytes; read only by recipes over them
    std::int32_t nameHash = 0;      ///< Jetty: Java's hashCode of the resource's name
    std::uint64_t partSize = 0;     ///< S3 multipart: bytes per part
    std::uint64_t changeNumber = 0; ///< IIS: its change number
    std::uint64_t generation = 0;   ///< Google Cloud Storage
    std::uint64_t metageneration = 0;
    std::string_view key; ///< Rails: the cache key whose MD5 is the tag
};

/// The whole field value that a server of this recipe would send for the file, with `W/` and
/// quotes as it writes them. Nothing for recipes without a formula (FieldDigest, UrlText,
/// Universal, None) and when a needed fact is missing.
[[nodiscard]] std::optional<std::string> makeTag(RecipeId recipe, const FileFacts &file);

} // namespace etagere::recipe
