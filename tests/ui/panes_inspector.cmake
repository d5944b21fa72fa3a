# SPDX-License-Identifier: Apache-2.0
# The panes that show the exchange in focus.
foreach(name readable why_pane headers_pane tag_pane raw_pane)
    etagere_test(NAME ${name} ROOM ui_panes LINK Qt6::Widgets)
endforeach()
