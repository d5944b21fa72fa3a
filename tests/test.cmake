# SPDX-License-Identifier: Apache-2.0
# What every test program includes, compiled once: it is a third of the time that each of them takes.
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp "// The headers of all tests, compiled once.\n")
add_library(test_headers STATIC ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp)
target_link_libraries(test_headers PRIVATE Qt6::Test Etagere::flags)
target_precompile_headers(test_headers PRIVATE <QTest> <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory>
    <optional> <set> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>)
# So that ccache can tell whether they are the same; and without what Qt defines for one target and not for another.
set(precompiled_options -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR -UQT_NETWORK_LIB $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
    "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>"
    # What a test does itself is little; optimising it costs more than compiling it, and from precompiled headers g++ 12
    # then sees overruns in inlined string concatenations that are none.
    -O0)
target_compile_options(test_headers PRIVATE ${precompiled_options})

# The meta-object code that a test includes at its end. AUTOMOC would start a program of its own for each test that takes
# forty times as long, and compile an empty file with it.
function(add_meta_objects target source)
    get_filename_component(name ${source} NAME_WE)
    set(code ${CMAKE_CURRENT_BINARY_DIR}/moc/${name}.moc)
    file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/moc)
    add_custom_command(OUTPUT ${code} COMMAND Qt6::moc --no-notes ${source} -o ${code} DEPENDS ${source} VERBATIM)
    target_sources(${target} PRIVATE ${code})
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/moc)
endfunction()

# etagere_test(NAME file-without-test_ ROOM room [LINK targets...] [LABELS unit ...]): tests/<room>/test_<name>.cpp,
# one QtTest class, one program. Labels default to "unit".
function(etagere_test)
    cmake_parse_arguments(PARSE_ARGV 0 T "" "NAME;ROOM" "LINK;LABELS")
    if(NOT T_LABELS)
        set(T_LABELS unit)
    endif()
    set(target test_${T_ROOM}_${T_NAME})
    add_executable(${target} ${CMAKE_CURRENT_SOURCE_DIR}/test_${T_NAME}.cpp)
    add_meta_objects(${target} ${CMAKE_CURRENT_SOURCE_DIR}/test_${T_NAME}.cpp)
    target_link_libraries(${target} PRIVATE Etagere::${T_ROOM} ${T_LINK} Qt6::Test Etagere::flags)
    # A window's test has another QTest.
    if(NOT "${T_ROOM};${T_LINK}" MATCHES "ui")
        target_compile_options(${target} PRIVATE ${precompiled_options})
        target_precompile_headers(${target} REUSE_FROM test_headers)
    endif()
    target_compile_definitions(${target} PRIVATE
        ETAGERE_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data" ETAGERE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${T_ROOM}.${T_NAME} COMMAND ${target})
    set_tests_properties(${T_ROOM}.${T_NAME} PROPERTIES LABELS "${T_LABELS}" ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
    if(threads IN_LIST T_LABELS)
        add_dependencies(thread_tests ${target})
    endif()
endfunction()
