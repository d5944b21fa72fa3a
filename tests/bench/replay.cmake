# SPDX-License-Identifier: Apache-2.0
add_executable(bench_replay ${CMAKE_CURRENT_LIST_DIR}/bench_replay.cpp)
target_link_libraries(bench_replay PRIVATE Etagere::replay Etagere::flags)
