// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace etagere::explain {

/// The page of a citation as we write it: "RFC 9110 §8.8.3" gives
/// "https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3". Empty for anything else.
[[nodiscard]] std::string rfcLink(std::string_view citation);

/// The same, and for other standards that the rules cite: "Fetch, HTTP fetch" gives
/// "https://fetch.spec.whatwg.org/#http-fetch"; "No-Vary-Search §6" and "Clear-Site-Data §3.1".
[[nodiscard]] std::string citationLink(std::string_view citation);

} // namespace etagere::explain
