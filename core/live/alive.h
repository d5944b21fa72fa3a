// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <memory>
#include <utility>

namespace etagere::live {

/// Lets what is called later do nothing when its owner is gone: a member of the owner.
class Alive {
public:
    /// Calls `function` only while the owner lives.
    template <class Function>
    [[nodiscard]] auto only(Function function) const {
        return [watched = watch(), function = std::move(function)](auto &&...arguments) {
            if (!watched.expired())
                function(std::forward<decltype(arguments)>(arguments)...);
        };
    }
    /// Expired once the owner is gone.
    [[nodiscard]] std::weak_ptr<const bool> watch() const { return m_token; }

private:
    std::shared_ptr<const bool> m_token = std::make_shared<const bool>(true);
};

/// Leaves a QObject to the event loop, silenced: it may be telling somebody of something right now.
struct DeleteLater {
    void operator()(QObject *object) const {
        object->disconnect();
        object->deleteLater();
    }
};
template <class T>
using LaterPtr = std::unique_ptr<T, DeleteLater>;

} // namespace etagere::live
