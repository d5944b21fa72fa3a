// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tl/expected.hpp>

namespace etagere {

/// A value or the reason why there is none. std::expected's spelling, so that it becomes that in
/// one line once every compiler here has it. Functions that return it are marked [[nodiscard]].
template <class T, class E>
using Result = tl::expected<T, E>;

/// What a Result is made from when there is no value: `return Failure(error)`.
template <class E>
using Failure = tl::unexpected<E>;

} // namespace etagere
