# SPDX-License-Identifier: Apache-2.0
etagere_test(NAME linkability_view ROOM ui)
etagere_test(NAME tool_panes ROOM ui LINK Etagere::lab)
etagere_test(NAME audit_model ROOM ui_models LINK Qt6::Gui)
# Real browsers; where none is installed, what needs one is skipped.
etagere_test(NAME audit_pane ROOM ui_panes LINK live_site LABELS browser)
set_tests_properties(ui_panes.audit_pane PROPERTIES TIMEOUT 600)
