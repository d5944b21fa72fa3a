# SPDX-License-Identifier: Apache-2.0
etagere_fuzz(NAME cache LINK Etagere::replay)
etagere_fuzz(NAME transaction LINK Etagere::cache)
