// SPDX-License-Identifier: Apache-2.0
#include "core/session/environment.h"

#include <sys/timex.h>
#include <sys/utsname.h>

#include <fstream>

namespace etagere::session {

namespace {

std::string firstLineOf(const char *path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

/// os-release(5): PRETTY_NAME="Debian GNU/Linux 12 (bookworm)".
std::string distributionName() {
    constexpr std::string_view key = "PRETTY_NAME=";
    std::ifstream file("/etc/os-release");
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(key))
            continue;
        std::string name = line.substr(key.size());
        std::erase_if(name, [](char character) { return character == '"' || character == '\''; });
        return name;
    }
    return {};
}

} // namespace

report::Environment thisMachine() {
    report::Environment environment;
    utsname names{};
    if (::uname(&names) == 0) {
        environment.machine = names.nodename;
        environment.system = std::string(names.sysname) + " " + names.release + " " + names.machine;
    }
    environment.distribution = distributionName();
    environment.clockSource =
        firstLineOf("/sys/devices/system/clocksource/clocksource0/current_clocksource");
    timex clock{};
    const int state = ::adjtimex(&clock); // asks only: no mode is set
    environment.synchronised =
        state >= 0 && state != TIME_ERROR && (clock.status & STA_UNSYNC) == 0;
    if (environment.synchronised)
        environment.clockError = std::chrono::microseconds(clock.esterror);
    return environment;
}

} // namespace etagere::session
