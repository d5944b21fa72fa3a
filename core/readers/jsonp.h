// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace etagere::readers {

/// Where the JSON of a file begins.
struct JsonStart {
    std::size_t at = 0; ///< its first byte that is no white space; the file's size for none
    bool byteOrderMark = false;
    bool wrapped = false; ///< in a call: name({...}), as JSONP has it
};

/// Total. Goes over a UTF-8 byte order mark, white space and a call's name and parenthesis.
[[nodiscard]] JsonStart findJson(std::string_view file) noexcept;

} // namespace etagere::readers
