// SPDX-License-Identifier: Apache-2.0
#include "core/replay/schedule.h"

#include "core/url/url.h"

#include <tsl/robin_map.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>

namespace etagere::replay {

namespace {

using traffic::ExchangeId;

/// Farther away no clock of a recording is; sums of such times do not overflow.
constexpr Duration farthest = std::chrono::years(10'000);

constexpr Duration briefest = std::chrono::milliseconds(1);
static_assert(briefest > tick);

Instant bounded(Instant time) noexcept {
    return std::clamp(time, Instant(-farthest), Instant(farthest));
}

/// What stands in for the time of the exchanges before the first that has one.
Instant firstTime(const traffic::Traffic &traffic) {
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        if (const auto started = traffic.exchange(ExchangeId::fromSize(i)).started)
            return bounded(*started);
    }
    return {};
}

std::string_view withoutFragment(std::string_view url) noexcept {
    return url.substr(0, url.find('#'));
}

} // namespace

traffic::VisitorId visitorOf(const traffic::Traffic &traffic, const traffic::Exchange &exchange) {
    return exchange.visit.isValid() ? traffic.visit(exchange.visit).visitor : traffic::VisitorId();
}

Duration durationOf(const traffic::Exchange &exchange) noexcept {
    return std::clamp(exchange.duration.value_or(Duration::zero()), Duration::zero(), farthest);
}

Schedule scheduleOf(const traffic::Traffic &traffic) {
    Schedule schedule;
    const std::size_t count = traffic.exchangeCount();
    schedule.at.reserve(count);
    schedule.order.reserve(count);
    Instant last = firstTime(traffic);
    schedule.begin = last;
    schedule.end = last;
    for (std::size_t i = 0; i < count; ++i) {
        const traffic::Exchange &exchange = traffic.exchange(ExchangeId::fromSize(i));
        if (exchange.started)
            last = bounded(*exchange.started);
        schedule.at.push_back(last);
        schedule.order.push_back(exchange.id);
        schedule.begin = std::min(schedule.begin, last);
        schedule.end = std::max(schedule.end, last + std::max(durationOf(exchange), briefest));
    }
    const auto isEarlier = [&at = schedule.at](ExchangeId a, ExchangeId b) {
        return at[a.index()] < at[b.index()];
    };
    if (!std::is_sorted(schedule.order.begin(), schedule.order.end(), isEarlier))
        std::stable_sort(schedule.order.begin(), schedule.order.end(), isEarlier);
    return schedule;
}

UrlKeys::UrlKeys(const traffic::Traffic &traffic) {
    const std::size_t count = traffic.urlCount();
    m_keys.reserve(count);
    m_isWeb.reserve(count);
    bool anyFragment = false;
    for (std::size_t i = 0; i < count; ++i) {
        const url::UrlView view = url::parseUrl(traffic.urlText(traffic::UrlId::fromSize(i)));
        m_isWeb.push_back(view.kind == url::UrlView::Kind::Http ||
                          view.kind == url::UrlView::Kind::Https);
        m_keys.push_back(static_cast<std::uint32_t>(i));
        anyFragment = anyFragment || view.text.find('#') != std::string_view::npos;
    }
    if (!anyFragment)
        return;
    tsl::robin_map<std::string_view, std::uint32_t> byText;
    byText.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view text = traffic.urlText(traffic::UrlId::fromSize(i));
        m_keys[i] = byText.emplace(withoutFragment(text), m_keys[i]).first->second;
    }
}

} // namespace etagere::replay
