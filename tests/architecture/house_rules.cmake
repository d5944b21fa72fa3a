# SPDX-License-Identifier: Apache-2.0
# Every source file names its licence in its first two lines, and none stands in for work to come.
cmake_minimum_required(VERSION 3.25)
set(faults "")
file(GLOB_RECURSE files ${ROOT}/core/*.h ${ROOT}/core/*.cpp ${ROOT}/app/*.h ${ROOT}/app/*.cpp ${ROOT}/ui/*.h ${ROOT}/ui/*.cpp
    ${ROOT}/tests/*.h ${ROOT}/tests/*.cpp ${ROOT}/core/CMakeLists.txt ${ROOT}/ui/CMakeLists.txt ${ROOT}/app/CMakeLists.txt
    ${ROOT}/tests/CMakeLists.txt ${ROOT}/*.cmake)
list(FILTER files EXCLUDE REGEX "/build/")
foreach(file IN LISTS files)
    file(READ ${file} head LIMIT 200)
    if(NOT head MATCHES "SPDX-License-Identifier: Apache-2.0")
        list(APPEND faults "${file}: no SPDX line")
    endif()
    file(STRINGS ${file} marks REGEX "T[O]DO|F[I]XME|X[X]X:")
    if(marks)
        list(APPEND faults "${file}: unfinished: ${marks}")
    endif()
endforeach()
if(faults)
    list(JOIN faults "\n  " text)
    message(FATAL_ERROR "house rules:\n  ${text}")
endif()
