# SPDX-License-Identifier: Apache-2.0
etagere_fuzz(NAME clickhouse LINK Etagere::tags)
