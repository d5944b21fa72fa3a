# SPDX-License-Identifier: Apache-2.0
find_package(benchmark REQUIRED)
add_executable(bench_simulate ${CMAKE_CURRENT_LIST_DIR}/bench_simulate.cpp)
target_link_libraries(bench_simulate PRIVATE Etagere::replay Etagere::flags benchmark::benchmark)
