// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/field.h"
#include "core/http/field_set.h"

#include <cstddef>
#include <string_view>
#include <vector>

// RFC 9112 §5
//   field-line = field-name ":" OWS field-value OWS
namespace etagere::http {

/// Cuts a header section into its field lines, which replace what is in `lines` and borrow from
/// `text`. Lines end with LF or CRLF, the last one with the text; an empty line ends the section.
/// Left out is what is no field line: without a colon, without a name, with a blank or a control
/// character in or behind the name, or a folded continuation (RFC 9112 §5.1, §5.2). Returns how
/// many lines were left out for that.
std::size_t readFieldLines(std::string_view text, std::vector<Field> &lines);

/// The same, but only the lines of `wanted` are kept; of the others little more is read than where
/// they end.
void readFieldLines(std::string_view text, std::vector<Field> &lines, FieldSet wanted);

} // namespace etagere::http
