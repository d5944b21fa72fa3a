// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/json.h"

#include <string>
#include <string_view>

namespace etagere::report {

/// The member `key`: a message with that text, and the same as Markdown where there is some.
void sarifMessage(JsonWriter &json, std::string_view key, std::string_view text,
                  std::string_view markdown = {});

/// The member `physicalLocation` of a recorded URL or file; a location needs one, so an empty one
/// is named about:blank.
void sarifArtifact(JsonWriter &json, std::string_view uri);

/// "linked-tag" as "LinkedTag": a name that programs and people can read.
[[nodiscard]] std::string sarifName(std::string_view id);

/// The text as a URI reference (RFC 3986 §4.1): every character that may not stand in one, and
/// every "%" that escapes nothing, percent-encoded.
[[nodiscard]] std::string uriReference(std::string_view text);

} // namespace etagere::report
