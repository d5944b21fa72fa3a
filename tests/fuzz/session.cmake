# SPDX-License-Identifier: Apache-2.0
etagere_fuzz(NAME live_record LINK Etagere::session)
