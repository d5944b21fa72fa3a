# SPDX-License-Identifier: Apache-2.0
foreach(name IN ITEMS shown_texts window window_browse window_lab window_files window_large window_access desktop_program)
    etagere_test(NAME ${name} ROOM ui)
endforeach()
target_compile_definitions(test_ui_desktop_program PRIVATE ETAGERE_DESKTOP="$<TARGET_FILE:etagere-desktop>")
add_dependencies(test_ui_desktop_program etagere-desktop)
