// SPDX-License-Identifier: Apache-2.0
#include "core/live/browser.h"

namespace etagere::live {

std::string_view nameOf(Engine engine) noexcept {
    switch (engine) {
    case Engine::Embedded:
        return "embedded";
    case Engine::Chromium:
        return "chromium";
    case Engine::Firefox:
        return "firefox";
    case Engine::Count:
        break;
    }
    return "";
}

} // namespace etagere::live
