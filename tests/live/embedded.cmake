# SPDX-License-Identifier: Apache-2.0
# The embedded engine itself. One after the other: two engines at once would share what is too little for one.
function(etagere_engine_test name)
    etagere_test(NAME ${name} ROOM live LINK live_site Etagere::ui_browser LABELS browser)
    set_tests_properties(live.${name} PROPERTIES RUN_SERIAL ON TIMEOUT 180)
endfunction()
if(NOT ETAGERE_SANITIZE)
    etagere_engine_test(embedded_host)
endif()
