// SPDX-License-Identifier: Apache-2.0
#include "core/watch/page.h"

#include "core/url/url.h"

namespace etagere::watch {

std::optional<PageState> newPage(std::string_view text) {
    const url::UrlView parsed = url::parseUrl(text);
    const bool fetched =
        parsed.kind == url::UrlView::Kind::Http || parsed.kind == url::UrlView::Kind::Https;
    const bool clean = text.find_first_of(" \t\r\n") == std::string_view::npos;
    if (!fetched || parsed.host.empty() || !parsed.userinfo.empty() || !clean)
        return std::nullopt;
    PageState page;
    page.url = text.substr(0, text.find('#'));
    return page;
}

} // namespace etagere::watch
