# SPDX-License-Identifier: Apache-2.0
foreach(name delegates icons palette)
    etagere_test(NAME ${name} ROOM ui_delegates)
endforeach()
