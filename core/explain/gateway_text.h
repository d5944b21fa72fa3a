// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"
#include "core/gateway/refusal.h"
#include "core/wire/error.h"

#include <string>
#include <string_view>

namespace etagere::explain {

/// What went wrong between two ends of a connection: where, what was expected, after how many
/// bytes. `about` is the server, or the address that was to be listened on.
[[nodiscard]] std::string sentenceOf(const wire::WireError &error, std::string_view about);
/// Why the gateway answered itself, for its client to read.
[[nodiscard]] std::string sentenceOf(const gateway::Refusal &refusal);

namespace gateway_text {

// Help
inline constexpr Message command = ETAGERE_TEXT(
    "help", "Run a browser's cache as an HTTP proxy on this machine, every decision explained");
inline constexpr Message origin = ETAGERE_TEXT(
    "help", "Stand before this server (http or https): requests are answered as if by it");
inline constexpr Message forward =
    ETAGERE_TEXT("help", "Stand before all servers: for clients that are told to use a proxy");
inline constexpr Message listen =
    ETAGERE_TEXT("help", "Where to listen; port 0 takes any that is free. Default: 127.0.0.1:8080");
inline constexpr Message beyondLoopback =
    ETAGERE_TEXT("help", "Allow an address that other machines can reach");
inline constexpr Message model = ETAGERE_TEXT("help", "Whose cache it is; default rfc9111");
inline constexpr Message shared =
    ETAGERE_TEXT("help", "A shared cache, as a proxy for many people has one");
inline constexpr Message clock =
    ETAGERE_TEXT("help", "Set the cache's clock ahead or back: +1h, -30m, +2d, +90s");
inline constexpr Message capacity =
    ETAGERE_TEXT("help", "How much it may store: 64M, 2G; default 256M, or the model's own");
inline constexpr Message control = ETAGERE_TEXT(
    "help",
    "Let this machine list and flush what is stored at http://ADDR:PORT/entries and /flush");
inline constexpr Message auditTags = ETAGERE_TEXT(
    "help", "Ask for the whole content in this share of the validations (0.2: one in five), to "
            "find servers whose tags stay while the content changes; they get no validators then");
inline constexpr Message capture = ETAGERE_TEXT(
    "help", "Write what passed to FILE when it ends: a HAR, or a capture if it ends in .etagere");
inline constexpr Message trust =
    ETAGERE_TEXT("help", "Trust the certificates in this PEM file, beside the system's");
inline constexpr Message insecure =
    ETAGERE_TEXT("help", "Accept any certificate: only for servers under test");
inline constexpr Message format =
    ETAGERE_TEXT("help", "How to say where it listens: text, or json in one line");
inline constexpr Message examples = ETAGERE_TEXT(
    "help", "Every answer carries Cache-Status (RFC 9211): hit, or why it was forwarded; what was\n"
            "stored; and the rules that decided, as detail. etagere explain --rule tells of each.\n"
            "Ctrl-C ends it.\n"
            "\n"
            "Examples:\n"
            "  etagere gateway --origin https://example.org --listen 127.0.0.1:8080\n"
            "  etagere gateway --origin http://127.0.0.1:8000 --model chromium --clock +1d\n"
            "  etagere gateway --forward --capture passed.har\n"
            "  etagere gateway --origin http://127.0.0.1:8000 --audit-tags 0.2\n"
            "  etagere gateway --origin http://127.0.0.1:8000 --control 127.0.0.1:8081\n"
            "  curl http://127.0.0.1:8081/entries\n"
            "  curl -X POST -H 'Etagere-Control: 1' http://127.0.0.1:8081/flush");

// Wrong usage
inline constexpr Message originOrForward =
    ETAGERE_TEXT("cli", "say what it stands before: --origin URL, or --forward");
inline constexpr Message badOrigin = ETAGERE_TEXT(
    "cli", "--origin wants an http or https URL with a host and nothing else, not \u201c%1\u201d");
inline constexpr Message badListen =
    ETAGERE_TEXT("cli", "%1 wants a numeric address and a port such as 127.0.0.1:8080, not "
                        "\u201c%2\u201d");
inline constexpr Message badClock =
    ETAGERE_TEXT("cli", "--clock wants a time with a unit such as +1h or -2d, not \u201c%1\u201d");
inline constexpr Message badCapacity =
    ETAGERE_TEXT("cli", "--capacity wants a number of bytes such as 64M, not \u201c%1\u201d");
inline constexpr Message badShare =
    ETAGERE_TEXT("cli", "%1 wants a share from 0 to 1 such as 0.2, not \u201c%2\u201d");
inline constexpr Message badCapture =
    ETAGERE_TEXT("cli", "--capture wants a file that ends in .har or .etagere, not \u201c%1\u201d");
inline constexpr Message trustUnread = ETAGERE_TEXT("cli", "%1 holds no certificate in PEM");

// While it runs
inline constexpr Message listening = ETAGERE_TEXT("cli", "listening on http://%1 for %2");
inline constexpr Message everyOrigin = ETAGERE_TEXT("cli", "every server (as a proxy)");
inline constexpr Message controlled = ETAGERE_TEXT("cli", "controlled at http://%1");
inline constexpr Message captured =
    ETAGERE_PLURAL("cli", "%1: %n exchange written", "%1: %n exchanges written");
inline constexpr Message captureFailed = ETAGERE_TEXT("cli", "%1 could not be written: %2");

} // namespace gateway_text

} // namespace etagere::explain
