# SPDX-License-Identifier: Apache-2.0
# Linked with the models alone: they need neither widgets nor a screen. (Qt6::Gui: to ask Qt what it takes for rich text.)
foreach(name browsing_model exchange_model exchange_order contents_model visit_model finding_model field_model focus keyed_sort text)
    etagere_test(NAME ${name} ROOM ui_models LINK Qt6::Gui)
endforeach()
