// SPDX-License-Identifier: Apache-2.0
#include "core/store/statement.h"

#include <sqlite3.h>

namespace etagere::store {

namespace {

// SQLite binds NULL for a null pointer, and an empty view may have one.
const char *pointerTo(std::string_view bytes) noexcept {
    return bytes.data() != nullptr ? bytes.data() : "";
}

} // namespace

void Statement::Finalize::operator()(sqlite3_stmt *statement) const noexcept {
    sqlite3_finalize(statement);
}

void Statement::note(int code) noexcept {
    if (m_bindError == SQLITE_OK)
        m_bindError = code;
}

void Statement::bind(int parameter, std::nullptr_t) noexcept {
    note(sqlite3_bind_null(m_statement.get(), parameter));
}

void Statement::bind(int parameter, double value) noexcept {
    note(sqlite3_bind_double(m_statement.get(), parameter, value));
}

void Statement::bind(int parameter, std::string_view text) noexcept {
    note(sqlite3_bind_text64(m_statement.get(), parameter, pointerTo(text), text.size(),
                             SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind(int parameter, Blob blob) noexcept {
    note(sqlite3_bind_blob64(m_statement.get(), parameter, pointerTo(blob.bytes), blob.bytes.size(),
                             SQLITE_STATIC));
}

void Statement::bindInteger(int parameter, std::int64_t value) noexcept {
    note(sqlite3_bind_int64(m_statement.get(), parameter, value));
}

Result<bool, StoreError> Statement::step() {
    if (m_bindError != SQLITE_OK)
        return Failure<StoreError>(errorFrom(m_bindError));
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return code == SQLITE_ROW;
    return Failure<StoreError>(errorFrom(code));
}

void Statement::reset() noexcept {
    sqlite3_reset(m_statement.get());
    sqlite3_clear_bindings(m_statement.get());
    m_bindError = SQLITE_OK;
}

Result<void, StoreError> Statement::finish() {
    Result<bool, StoreError> row = step();
    while (row && *row)
        row = step();
    // Not reset(): every parameter is bound anew each time, clearing them would only take time.
    sqlite3_reset(m_statement.get());
    m_bindError = SQLITE_OK;
    if (!row)
        return Failure<StoreError>(row.error());
    return {};
}

std::optional<std::int64_t> Statement::integer(int column) const noexcept {
    if (sqlite3_column_type(m_statement.get(), column) != SQLITE_INTEGER)
        return std::nullopt;
    return sqlite3_column_int64(m_statement.get(), column);
}

std::optional<double> Statement::real(int column) const noexcept {
    if (sqlite3_column_type(m_statement.get(), column) != SQLITE_FLOAT)
        return std::nullopt;
    return sqlite3_column_double(m_statement.get(), column);
}

std::optional<std::string_view> Statement::bytes(int column) const noexcept {
    const int type = sqlite3_column_type(m_statement.get(), column);
    if (type != SQLITE_BLOB && type != SQLITE_TEXT)
        return std::nullopt;
    const void *data = sqlite3_column_blob(m_statement.get(), column);
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    if (data == nullptr || size <= 0)
        return std::string_view{};
    return std::string_view(static_cast<const char *>(data), static_cast<std::size_t>(size));
}

bool Statement::isNull(int column) const noexcept {
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

} // namespace etagere::store
