# SPDX-License-Identifier: Apache-2.0
foreach(name IN ITEMS empty_state clock_bar contents_pane contents_flush entry_pane findings_pane)
    etagere_test(NAME ${name} ROOM ui)
endforeach()
