# SPDX-License-Identifier: Apache-2.0
foreach(name IN ITEMS filter_bar filter_terms copy_text)
    etagere_test(NAME ${name} ROOM ui)
endforeach()
