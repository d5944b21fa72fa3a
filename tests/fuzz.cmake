# SPDX-License-Identifier: Apache-2.0
# etagere_fuzz(NAME name LINK targets... [SEEDS folder]): tests/fuzz/fuzz_<name>.cpp with its seeds in
# tests/fuzz/corpus/<name>, and in another folder of the repository.
# With ETAGERE_FUZZ it is a libFuzzer program; without, the same file replays its corpus as an ordinary test.
function(etagere_fuzz)
    cmake_parse_arguments(PARSE_ARGV 0 F "" "NAME;SEEDS" "LINK")
    set(target fuzz_${F_NAME})
    set(corpus ${PROJECT_SOURCE_DIR}/tests/fuzz/corpus/${F_NAME})
    if(F_SEEDS)
        list(APPEND corpus ${PROJECT_SOURCE_DIR}/${F_SEEDS})
    endif()
    add_executable(${target} ${PROJECT_SOURCE_DIR}/tests/fuzz/fuzz_${F_NAME}.cpp)
    target_link_libraries(${target} PRIVATE ${F_LINK} Etagere::flags)
    if(ETAGERE_FUZZ)
        target_link_options(${target} PRIVATE -fsanitize=fuzzer)
        add_test(NAME fuzz.${F_NAME} COMMAND ${target} -max_total_time=10 -rss_limit_mb=2048 -timeout=20
            -print_final_stats=0 -verbosity=0 ${CMAKE_CURRENT_BINARY_DIR}/${F_NAME}.found ${corpus})
        file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${F_NAME}.found)
    else()
        target_sources(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.cpp)
        add_test(NAME fuzz.${F_NAME} COMMAND ${target} ${corpus})
    endif()
    add_dependencies(fuzzers ${target})
    set_tests_properties(fuzz.${F_NAME} PROPERTIES LABELS fuzz)
endfunction()
