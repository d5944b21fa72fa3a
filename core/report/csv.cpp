// SPDX-License-Identifier: Apache-2.0
#include "core/report/csv.h"

#include "core/explain/printable.h"

namespace etagere::report {

namespace {

std::string cellOf(std::string_view text) {
    constexpr std::string_view formulaStarts = "=+-@\t\r";
    std::string cell = explain::printable(text);
    if (!text.empty() && formulaStarts.find(text.front()) != std::string_view::npos)
        cell.insert(cell.begin(), '\'');
    if (cell.find_first_of("\",\r\n") == std::string::npos)
        return cell;
    std::string quoted = "\"";
    for (const char character : cell) {
        if (character == '"')
            quoted += '"';
        quoted += character;
    }
    return quoted + '"';
}

} // namespace

std::string csvRecord(const std::vector<std::string> &cells) {
    std::string record;
    for (std::size_t i = 0; i < cells.size(); ++i)
        record += (i > 0 ? "," : "") + cellOf(cells[i]);
    return record + "\r\n";
}

} // namespace etagere::report
