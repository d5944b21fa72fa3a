# SPDX-License-Identifier: Apache-2.0
add_executable(bench_observations ${CMAKE_CURRENT_LIST_DIR}/bench_observations.cpp)
target_link_libraries(bench_observations PRIVATE Etagere::tags Etagere::flags)
add_executable(bench_ledger ${CMAKE_CURRENT_LIST_DIR}/bench_ledger.cpp)
target_link_libraries(bench_ledger PRIVATE Etagere::tags SQLite::SQLite3 Etagere::flags)
