// SPDX-License-Identifier: Apache-2.0
#include "core/report/json_line.h"

namespace etagere::report {

std::string oneLine(std::string_view indented) {
    std::string line;
    bool atStart = false;
    for (const char c : indented) {
        if (c == '\n')
            atStart = true;
        else if (!atStart || c != ' ') {
            line += atStart && line.ends_with(',') ? " " : "";
            line += c;
            atStart = false;
        }
    }
    return line;
}

} // namespace etagere::report
