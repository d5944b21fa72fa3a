// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"

#include "core/explain/printable.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <iostream>

namespace etagere::cli {

namespace {

bool quietly = false;

std::string environment(const char *name) {
    const char *value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

void say(const std::string &line) {
    // A diagnostic that cannot be written has nobody to tell.
    (void)std::fputs(line.c_str(), stderr);
    (void)std::fflush(stderr);
}

} // namespace

bool isTerminal(int descriptor) noexcept { return ::isatty(descriptor) == 1; }

bool wantsColour(int descriptor) {
    return isTerminal(descriptor) && environment("NO_COLOR").empty() &&
           environment("TERM") != "dumb";
}

std::size_t terminalWidth(int descriptor) {
    constexpr std::size_t usual = 80;
    winsize window{};
    if (::ioctl(descriptor, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
        return window.ws_col;
    const std::string columns = environment("COLUMNS");
    std::size_t width = 0;
    std::from_chars(columns.data(), columns.data() + columns.size(), width);
    return width > 0 ? width : usual;
}

void complain(std::string_view text) { say("etagere: " + explain::printable(text) + "\n"); }

void remark(std::string_view text) {
    if (!quietly)
        complain(text);
}

void setQuiet(bool quiet) noexcept { quietly = quiet; }
bool isQuiet() noexcept { return quietly; }

bool confirm(std::string_view question) {
    say(explain::printable(question));
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

} // namespace etagere::cli
