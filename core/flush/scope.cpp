// SPDX-License-Identifier: Apache-2.0
#include "core/flush/scope.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace etagere::flush {

namespace {

std::string_view withoutFragment(std::string_view url) noexcept {
    return url.substr(0, url.find('#'));
}

} // namespace

ScopeMatcher::ScopeMatcher(Scope scope)
    : m_scope(std::move(scope)) {
    if (m_scope.by == By::Url) {
        for (std::string &name : m_scope.names)
            name.resize(withoutFragment(name).size());
    }
    std::sort(m_scope.names.begin(), m_scope.names.end());
}

bool ScopeMatcher::covers(const Target &target) const {
    if (!m_scope.visitor.empty() && m_scope.visitor != target.visitor)
        return false;
    const auto isNamed = [this](std::string_view name) {
        return std::binary_search(m_scope.names.begin(), m_scope.names.end(), name, std::less<>());
    };
    switch (m_scope.by) {
    case By::Everything:
        return true;
    case By::Entry:
        return isNamed(target.entry);
    case By::Url:
        return isNamed(withoutFragment(target.url));
    case By::Origin:
        return isNamed(target.origin);
    case By::Site:
        return isNamed(target.site);
    case By::Count:
        break;
    }
    return false;
}

} // namespace etagere::flush
