# SPDX-License-Identifier: Apache-2.0
etagere_test(NAME lab_pane ROOM ui)
etagere_test(NAME lab_playground ROOM ui)
etagere_test(NAME lab_learning ROOM ui)
etagere_test(NAME sequence_view ROOM ui_widgets LINK Qt6::Gui)
