# SPDX-License-Identifier: Apache-2.0
# The embedded engine. One after the other: two engines at once would share what is too little for one.
function(etagere_engine_test name)
    etagere_test(NAME ${name} ROOM live LINK live_site ${ARGN} LABELS browser)
    set_tests_properties(live.${name} PROPERTIES TIMEOUT 600)
endfunction()
if(NOT ETAGERE_SANITIZE)
    etagere_engine_test(embedded_host Etagere::ui_browser)
    etagere_engine_test(embedded)
    # This one looks at the other browsers too.
    etagere_engine_test(hostile_page Etagere::lab)
    foreach(name embedded hostile_page simulated)
        target_compile_definitions(test_live_${name} PRIVATE ETAGERE_BROWSER="$<TARGET_FILE:etagere-browser>")
        add_dependencies(test_live_${name} etagere-browser)
    endforeach()
endif()
etagere_test(NAME descriptor_transport ROOM live LABELS loopback)
target_sources(test_live_descriptor_transport PRIVATE ${PROJECT_SOURCE_DIR}/app/browser/descriptor_transport.cpp)
