# SPDX-License-Identifier: Apache-2.0
etagere_fuzz(NAME pasted LINK Etagere::scenario)
