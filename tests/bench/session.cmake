# SPDX-License-Identifier: Apache-2.0
add_executable(bench_audit ${CMAKE_CURRENT_LIST_DIR}/bench_audit.cpp)
target_link_libraries(bench_audit PRIVATE Etagere::session Etagere::flags)
add_executable(bench_query ${CMAKE_CURRENT_LIST_DIR}/bench_query.cpp)
target_link_libraries(bench_query PRIVATE Etagere::session Etagere::flags)
