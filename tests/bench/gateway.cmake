# SPDX-License-Identifier: Apache-2.0
find_package(benchmark REQUIRED)
add_executable(bench_gateway ${CMAKE_CURRENT_LIST_DIR}/bench_gateway.cpp)
target_link_libraries(bench_gateway PRIVATE Etagere::gateway benchmark::benchmark Etagere::flags)
