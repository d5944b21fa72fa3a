# SPDX-License-Identifier: Apache-2.0
etagere_test(NAME linkability_view ROOM ui)
etagere_test(NAME tool_panes ROOM ui LINK Etagere::lab)
