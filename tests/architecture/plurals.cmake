# SPDX-License-Identifier: Apache-2.0
# A text of the window with "(s)" in it has a number by which it is put into the singular or the plural: nobody is
# shown "page(s)".
cmake_minimum_required(VERSION 3.25)
set(faults "")
file(GLOB_RECURSE files ${ROOT}/ui/*.cpp ${ROOT}/ui/*.h ${ROOT}/app/*.cpp)
foreach(file IN LISTS files)
    file(READ ${file} text)
    string(REPLACE ";" " " text "${text}")
    string(REPLACE "[" "(" text "${text}")
    string(REPLACE "]" ")" text "${text}")
    # tr() with string literals alone, one text in several of them or a text and what it is about: no number.
    string(REGEX MATCHALL "tr\\([ \n]*(\"[^\"\n]*\"[ ,\n]*)+\\)" calls "${text}")
    foreach(call IN LISTS calls)
        if(call MATCHES "\\(s\\)")
            list(APPEND faults "${file}: ${call}")
        endif()
    endforeach()
endforeach()
if(faults)
    list(LENGTH faults count)
    list(JOIN faults "\n  " all)
    message(FATAL_ERROR "${count} plurals without a number:\n  ${all}")
endif()
