# SPDX-License-Identifier: Apache-2.0
find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
add_executable(bench_live ${CMAKE_CURRENT_LIST_DIR}/bench_live.cpp)
target_link_libraries(bench_live PRIVATE Etagere::session live_site Qt6::Test Etagere::flags)
