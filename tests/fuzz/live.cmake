# SPDX-License-Identifier: Apache-2.0
etagere_fuzz(NAME devtools LINK Etagere::live)
etagere_fuzz(NAME browser LINK Etagere::live)
etagere_fuzz(NAME bidi LINK Etagere::live)
etagere_fuzz(NAME cache_path LINK Etagere::live)
