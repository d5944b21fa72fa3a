# SPDX-License-Identifier: Apache-2.0
etagere_fuzz(NAME scenario LINK Etagere::explain SEEDS resources/lessons)
etagere_fuzz(NAME recorded LINK Etagere::scenario Etagere::readers SEEDS resources/samples)
