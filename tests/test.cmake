# SPDX-License-Identifier: Apache-2.0
# etagere_test(NAME file-without-test_ ROOM room [LINK targets...] [LABELS unit ...]): tests/<room>/test_<name>.cpp,
# one QtTest class, one program. Labels default to "unit".
function(etagere_test)
    cmake_parse_arguments(PARSE_ARGV 0 T "" "NAME;ROOM" "LINK;LABELS")
    if(NOT T_LABELS)
        set(T_LABELS unit)
    endif()
    set(target test_${T_ROOM}_${T_NAME})
    add_executable(${target} ${CMAKE_CURRENT_SOURCE_DIR}/test_${T_NAME}.cpp)
    set_target_properties(${target} PROPERTIES AUTOMOC ON)
    target_link_libraries(${target} PRIVATE Etagere::${T_ROOM} ${T_LINK} Qt6::Test Etagere::flags)
    target_compile_definitions(${target} PRIVATE
        ETAGERE_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data" ETAGERE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${T_ROOM}.${T_NAME} COMMAND ${target})
    set_tests_properties(${T_ROOM}.${T_NAME} PROPERTIES LABELS "${T_LABELS}" ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
    if(threads IN_LIST T_LABELS)
        add_dependencies(thread_tests ${target})
    endif()
endfunction()
