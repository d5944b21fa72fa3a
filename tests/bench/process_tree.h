// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <system_error>

namespace etagere::bench {

/// Bytes of some processes. What they share counts once in `proportional`, and for each of them in
/// `resident`.
struct Memory {
    std::uint64_t proportional = 0;
    std::uint64_t resident = 0;
    std::size_t processes = 0;
};

/// Adds what /proc says of one process; one that has just ended adds nothing.
inline void addMemory(Memory &memory, long process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/smaps_rollup");
    std::string name;
    std::uint64_t kilobytes = 0;
    std::getline(file, name);
    while (file >> name >> kilobytes) {
        file.ignore(64, '\n');
        if (name == "Pss:")
            memory.proportional += kilobytes * 1024;
        if (name == "Rss:") {
            memory.resident += kilobytes * 1024;
            ++memory.processes;
        }
    }
}

/// All processes that descend from this one.
inline std::set<long> childrenOf(long ancestor) {
    std::multimap<long, long> byParent;
    std::error_code failure;
    for (const auto &entry : std::filesystem::directory_iterator("/proc", failure)) {
        std::ifstream file(entry.path() / "stat");
        std::string line;
        if (!std::getline(file, line))
            continue;
        const std::size_t end = line.rfind(')'); // a program's name may hold anything
        if (end == std::string::npos || end + 4 >= line.size())
            continue;
        byParent.emplace(std::stol(line.substr(end + 4)), std::stol(line));
    }
    std::set<long> found{ancestor};
    for (std::size_t before = 0; before != found.size();) {
        before = found.size();
        for (const auto &[parent, child] : byParent) {
            if (found.contains(parent))
                found.insert(child);
        }
    }
    found.erase(ancestor);
    return found;
}

inline Memory memoryOfChildren() {
    Memory memory;
    for (const long process : childrenOf(::getpid()))
        addMemory(memory, process);
    return memory;
}

} // namespace etagere::bench
