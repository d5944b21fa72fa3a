# SPDX-License-Identifier: Apache-2.0
add_executable(bench_har ${CMAKE_CURRENT_LIST_DIR}/bench_har.cpp)
target_link_libraries(bench_har PRIVATE Etagere::readers Etagere::flags)
