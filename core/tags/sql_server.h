// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/error.h"

#include <functional>
#include <string_view>

namespace etagere::tags {

/// What a database server is asked.
struct SqlQuestion {
    std::string_view sql;
    std::string_view settings{}; ///< "name=value&…", percent-encoded
    std::string_view data{};     ///< the rows of an INSERT, in the format that it names
};

/// A database server that answers one question at a time. Implemented where there are sockets.
class SqlServer {
public:
    /// Some bytes of the answer; false: no more are wanted.
    using AnswerPart = std::function<bool(std::string_view)>;

    SqlServer() = default;
    SqlServer(const SqlServer &) = delete;
    SqlServer &operator=(const SqlServer &) = delete;
    virtual ~SqlServer() = default;

    /// Waits for the whole answer. An error may come after some of it.
    [[nodiscard]] virtual Result<void, store::StoreError> ask(const SqlQuestion &question,
                                                              const AnswerPart &part) = 0;
};

} // namespace etagere::tags
