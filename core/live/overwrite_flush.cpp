// SPDX-License-Identifier: Apache-2.0
#include "core/live/overwrite_flush.h"

#include "core/url/url.h"

#include <utility>

namespace etagere::live {

namespace {

/// Pages make up URLs without end; beyond this they are flushed again at each visit.
constexpr std::size_t mostRemembered = 50'000;

std::string siteOfUrl(std::string_view text) { return url::siteOf(url::parseUrl(text).host); }

} // namespace

void OverwriteFlush::add(flush::Scope scope) {
    scope.visitor.clear();
    m_parts.push_back({flush::ScopeMatcher(std::move(scope))});
}

bool OverwriteFlush::meet(std::string_view url, std::string_view topUrl) {
    const std::string_view asked = url.substr(0, url.find('#'));
    const std::string origin = url::originOf(url::parseUrl(asked));
    const std::string site = siteOfUrl(asked);
    const std::string key = siteOfUrl(topUrl) + ' ' + std::string(asked);
    bool isDue = false;
    for (Part &part : m_parts) {
        if (part.done.contains(key) || !part.matcher.covers({{}, asked, origin, site, {}}))
            continue;
        isDue = true;
        if (part.met.size() + part.done.size() < mostRemembered)
            part.met.insert(key);
    }
    return isDue;
}

void OverwriteFlush::endVisit() {
    for (Part &part : m_parts)
        part.done.merge(std::exchange(part.met, {}));
}

} // namespace etagere::live
