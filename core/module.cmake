# SPDX-License-Identifier: Apache-2.0
# etagere_module(DEPENDS core/base ... LINK lib ... HEADERS a.h ... SOURCES a.cpp ...)
# One folder = one library. DEPENDS is the architecture: tests/architecture checks every include against it.
function(etagere_module)
    cmake_parse_arguments(PARSE_ARGV 0 M "" "" "DEPENDS;LINK;HEADERS;SOURCES")
    cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME room)
    set(target etagere_${room})

    add_library(${target} STATIC ${M_SOURCES})
    add_library(Etagere::${room} ALIAS ${target})
    target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${M_HEADERS})
    set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON LINKER_LANGUAGE CXX)

    list(TRANSFORM M_DEPENDS REPLACE "^core/" "Etagere::" OUTPUT_VARIABLE rooms)
    target_link_libraries(${target} PUBLIC ${rooms} ${M_LINK} Etagere::flags)

    set_property(GLOBAL APPEND PROPERTY ETAGERE_ROOMS ${room})
    set_property(GLOBAL PROPERTY ETAGERE_ROOM_${room} "${M_DEPENDS}")
endfunction()

# etagere_ui_module(DEPENDS ui/models core/session LINK lib ... HEADERS a.h ... SOURCES a.cpp ...): the same for a folder
# of ui, with moc.
function(etagere_ui_module)
    cmake_parse_arguments(PARSE_ARGV 0 M "" "" "DEPENDS;LINK;HEADERS;SOURCES")
    cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME folder)
    set(target etagere_ui_${folder})

    add_library(${target} STATIC ${M_SOURCES})
    add_library(Etagere::ui_${folder} ALIAS ${target})
    target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${M_HEADERS})
    set_target_properties(${target} PROPERTIES AUTOMOC ON)

    list(TRANSFORM M_DEPENDS REPLACE "^core/" "Etagere::" OUTPUT_VARIABLE used)
    list(TRANSFORM used REPLACE "^ui/" "Etagere::ui_")
    target_link_libraries(${target} PUBLIC ${used} ${M_LINK} Etagere::flags)
endfunction()
