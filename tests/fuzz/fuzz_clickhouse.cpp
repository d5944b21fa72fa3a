// SPDX-License-Identifier: Apache-2.0
#include "core/tags/clickhouse_address.h"
#include "core/tags/clickhouse_rows.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace etagere::tags;

namespace {

using Row = TabSeparatedRows::Fields;

void require(bool condition) {
    if (!condition)
        std::abort();
}

struct Read {
    std::vector<Row> rows;
    bool whole = false;
    friend bool operator==(const Read &, const Read &) = default;
};

/// What an answer says that arrives in portions of that size; the reading ends after `most` rows.
Read readAll(std::string_view answer, std::size_t fields, std::size_t portion, std::size_t most) {
    Read read;
    TabSeparatedRows rows(fields);
    bool wanted = true;
    for (std::size_t from = 0; from < answer.size() && wanted; from += portion)
        wanted = rows.take(answer.substr(from, portion), [&](const Row &row) {
            require(row.size() == fields);
            read.rows.push_back(row);
            return read.rows.size() < most;
        });
    require(read.rows.size() <= most);
    read.whole = rows.isWhole();
    require(!read.whole || wanted || read.rows.size() == most);
    return read;
}

/// As ClickHouse writes TabSeparated.
std::string written(const Row &row) {
    std::string line;
    for (const auto &field : row) {
        line += &field == row.data() ? "" : "\t";
        if (!field) {
            line += "\\N";
            continue;
        }
        for (const char letter : *field) {
            constexpr std::string_view plain("\b\f\n\r\t\0\\'", 8);
            const std::size_t at = plain.find(letter);
            if (at == std::string_view::npos)
                line += letter;
            else
                line += {'\\', "bfnrt0\\'"[at]};
        }
    }
    return line + "\n";
}

void rows(std::string_view bytes) {
    if (bytes.size() < 2)
        return;
    const std::size_t fields = 1 + static_cast<unsigned char>(bytes[0]) % 8U;
    const std::size_t portion = 1 + static_cast<unsigned char>(bytes[1]) % 16U;
    const std::string_view answer = bytes.substr(2);
    constexpr std::size_t all = static_cast<std::size_t>(-1);
    const Read whole = readAll(answer, fields, std::max<std::size_t>(answer.size(), 1), all);
    require(readAll(answer, fields, portion, all) == whole);
    const Read early = readAll(answer, fields, portion, 2);
    require(std::equal(early.rows.begin(), early.rows.end(), whole.rows.begin()));
    std::string again;
    for (const Row &row : whole.rows)
        again += written(row);
    require(readAll(again, fields, portion, all) == Read{whole.rows, true});
}

void address(std::string_view text) {
    const auto parsed = ClickHouseAddress::parse(text);
    if (!parsed)
        return;
    require(!parsed->host.empty() && parsed->port != 0 && !parsed->database.empty());
    for (const std::string_view name : {parsed->database, parsed->cluster})
        require(name.find_first_of("'\"`\\; \n") == std::string_view::npos);
    // What people are shown leads to the same place, without user and password.
    ClickHouseAddress shown = *parsed;
    shown.user.clear();
    shown.password.clear();
    shown.secure = false;
    shown.timeout = ClickHouseAddress{}.timeout;
    require(ClickHouseAddress::parse(parsed->forPeople()) == shown);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    rows(bytes);
    address(bytes);
    address(std::string(ClickHouseAddress::scheme) + std::string(bytes));
    return 0;
}
