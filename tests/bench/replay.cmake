# SPDX-License-Identifier: Apache-2.0
add_executable(bench_replay ${CMAKE_CURRENT_LIST_DIR}/bench_replay.cpp)
target_link_libraries(bench_replay PRIVATE Etagere::replay Etagere::flags)
add_executable(bench_semantics ${CMAKE_CURRENT_LIST_DIR}/bench_semantics.cpp)
target_link_libraries(bench_semantics PRIVATE Etagere::cache Etagere::flags)
