// SPDX-License-Identifier: Apache-2.0
#include "core/live/process_group.h"

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>

namespace etagere::live {

namespace {

/// What proc(5) tells of a process in its file "stat".
struct ProcessState {
    char state = 'X';
    pid_t group = 0;
    long threads = 0;
};

ProcessState stateOf(const std::filesystem::path &process) {
    std::ifstream file(process / "stat");
    std::string line;
    std::getline(file, line);
    ProcessState told;
    const std::size_t name = line.rfind(')'); // a program's name may hold anything
    if (name == std::string::npos)
        return told;
    constexpr int betweenGroupAndThreads = 14;
    std::istringstream fields(line.substr(name + 1));
    std::string skipped;
    fields >> told.state >> skipped >> told.group;
    for (int i = 0; i < betweenGroupAndThreads; ++i)
        fields >> skipped;
    fields >> told.threads;
    return told;
}

/// Its first thread may have ended before the others.
bool works(const ProcessState &told) {
    return (told.state != 'Z' && told.state != 'X') || told.threads > 1;
}

} // namespace

bool isGroupAlive(pid_t group) {
    if (::kill(-group, 0) != 0 && errno == ESRCH)
        return false;
    std::error_code failure;
    std::filesystem::directory_iterator processes("/proc", failure);
    bool isSeen = false;
    for (; !failure && processes != std::filesystem::directory_iterator();
         processes.increment(failure)) {
        const ProcessState told = stateOf(processes->path());
        if (told.group != group)
            continue;
        if (works(told))
            return true;
        isSeen = true;
    }
    // Where processes are not told of, the one that is there may be at work.
    return !isSeen;
}

} // namespace etagere::live
