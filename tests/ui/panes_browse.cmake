# SPDX-License-Identifier: Apache-2.0
# The embedded engine within this process, one test at a time.
if(TARGET live_site AND NOT ETAGERE_SANITIZE)
    etagere_test(NAME browse_pane ROOM ui_panes LINK live_site LABELS browser)
    set_tests_properties(ui_panes.browse_pane PROPERTIES TIMEOUT 600)
endif()
