# SPDX-License-Identifier: Apache-2.0
etagere_fuzz(NAME body LINK Etagere::body)
etagere_fuzz(NAME visible_text LINK Etagere::body)
