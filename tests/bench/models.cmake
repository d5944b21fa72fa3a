# SPDX-License-Identifier: Apache-2.0
if(ETAGERE_DESKTOP)
    find_package(benchmark REQUIRED)
    add_executable(bench_models ${CMAKE_CURRENT_LIST_DIR}/bench_models.cpp)
    target_link_libraries(bench_models PRIVATE Etagere::ui_delegates Etagere::flags benchmark::benchmark)
endif()
