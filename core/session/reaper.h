// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <utility>

namespace etagere::session {

/// Deletes on a thread of its own: a capture of half a gigabyte takes longer to free than an event
/// loop may stand still. What is handed over is deleted at the latest when the program ends.
void deleteLater(void *object, void (*deleter)(void *) noexcept) noexcept;

/// A shared value that, whoever lets go of it last, is deleted by that thread.
template <class T>
[[nodiscard]] std::shared_ptr<const T> shareReaped(T &&value) {
    struct Reaped {
        void operator()(T *object) const noexcept {
            deleteLater(object, [](void *one) noexcept { delete static_cast<T *>(one); });
        }
    };
    return std::unique_ptr<T, Reaped>(new T(std::forward<T>(value)));
}

} // namespace etagere::session
