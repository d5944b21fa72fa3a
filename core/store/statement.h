// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/error.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

struct sqlite3_stmt;

namespace etagere::store {

/// Bytes to be bound as a BLOB; a bare string_view is bound as TEXT.
struct Blob {
    std::string_view bytes;
};

/// One prepared statement. Parameters count from 1, columns from 0. Bound texts and blobs are
/// borrowed until the next reset(). A failing bind is reported by the next step(). One thread at a
/// time.
class Statement {
public:
    explicit Statement(sqlite3_stmt *prepared) noexcept
        : m_statement(prepared) {}

    void bind(int parameter, std::nullptr_t) noexcept;
    void bind(int parameter, double value) noexcept;
    void bind(int parameter, std::string_view text) noexcept;
    void bind(int parameter, Blob blob) noexcept;
    void bind(int parameter, std::integral auto value) noexcept {
        bindInteger(parameter, static_cast<std::int64_t>(value));
    }
    template <class T>
    void bind(int parameter, const std::optional<T> &value) noexcept {
        if (value)
            bind(parameter, *value);
        else
            bind(parameter, nullptr);
    }
    /// Binds the values to the parameters 1, 2, … in order.
    template <class... T>
    void bindAll(const T &...values) noexcept {
        int parameter = 0;
        (bind(++parameter, values), ...);
    }

    /// True when there is a row, whose columns can then be asked; false when it was the end.
    [[nodiscard]] Result<bool, StoreError> step();
    /// Ready to be bound and stepped again; what was bound is forgotten.
    void reset() noexcept;
    /// Binds, runs to the end and resets: for statements whose rows nobody wants.
    template <class... T>
    [[nodiscard]] Result<void, StoreError> run(const T &...values) {
        bindAll(values...);
        return finish();
    }

    /// The column's value if it is of that type, else nothing: a hostile file may hold any type in
    /// any column. Bytes are those of a BLOB or a TEXT, valid until the next step() or reset().
    [[nodiscard]] std::optional<std::int64_t> integer(int column) const noexcept;
    [[nodiscard]] std::optional<double> real(int column) const noexcept;
    [[nodiscard]] std::optional<std::string_view> bytes(int column) const noexcept;
    [[nodiscard]] bool isNull(int column) const noexcept;

private:
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const noexcept;
    };
    void bindInteger(int parameter, std::int64_t value) noexcept;
    void note(int code) noexcept;
    [[nodiscard]] Result<void, StoreError> finish();

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_bindError = 0;
};

} // namespace etagere::store
