// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What `etagere simulate --help` says.
namespace etagere::explain::simulate_help {

inline constexpr Message command =
    ETAGERE_TEXT("help", "Play a trace of requests through caches of limited size");
inline constexpr Message trace = ETAGERE_TEXT(
    "help", "The trace: CSV or other lines, oracleGeneral, or Etagere's own; also .zst and .gz; "
            "- is standard input");
inline constexpr Message model =
    ETAGERE_TEXT("help", "Decide about reuse as this browser or rfc9111 does. Without it whatever "
                         "is stored answers");
inline constexpr Message policy = ETAGERE_TEXT(
    "help", "Who goes when the cache is full: lru, sieve, s3fifo, chromium, chromium-memory, "
            "firefox; several by commas. Default: the model's, else lru");
inline constexpr Message capacity = ETAGERE_TEXT(
    "help", "How large the cache is, such as 320MiB; several by commas. Default: the model's");
inline constexpr Message traceFormat =
    ETAGERE_TEXT("help", "What the trace is; by default told by its first bytes");
inline constexpr Message columns = ETAGERE_TEXT(
    "help", "The columns of a text by commas: time, key, size, method, status, max-age, client, "
            "vary, version, policy, or - for none of these. Default: its first line's names");
inline constexpr Message maxAge = ETAGERE_TEXT(
    "help", "Every response may be reused for so many seconds, where the trace does not say");
inline constexpr Message policyFile = ETAGERE_TEXT(
    "help", "What servers allow, where the trace does not say: lines of SHARE CHANGES FIELD | "
            "FIELD, as the manual has them");
inline constexpr Message writeTrace =
    ETAGERE_TEXT("help", "Simulate nothing; write the trace to FILE in Etagere's own format");
inline constexpr Message format =
    ETAGERE_TEXT("help", "How to write it; by default as --output ends, else text");
inline constexpr Message output =
    ETAGERE_TEXT("help", "Write to FILE, whole or not at all, instead of standard output");
inline constexpr Message quiet =
    ETAGERE_TEXT("help", "No progress and no remarks on standard error, errors only");
inline constexpr Message examples = ETAGERE_TEXT(
    "help", "Examples:\n"
            "  etagere simulate --capacity 1GiB,11GiB --policy lru,sieve,s3fifo requests.csv\n"
            "  etagere simulate --model chromium trace.oracleGeneral.zst\n"
            "  etagere simulate --model rfc9111 --max-age 3600 --capacity 500MB --format json "
            "requests.csv");

} // namespace etagere::explain::simulate_help
