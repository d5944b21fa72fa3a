// SPDX-License-Identifier: Apache-2.0
#include "ui/models/focus.h"

namespace etagere::ui {

namespace {

constexpr std::size_t historyLimit = 100;

} // namespace

void Focus::setExchange(traffic::ExchangeId exchange) {
    if (exchange == m_exchange)
        return;
    m_exchange = exchange;
    const bool remembered =
        !exchange.isValid() || (m_at < m_history.size() && m_history[m_at] == exchange);
    if (!remembered) {
        if (!m_history.empty())
            m_history.resize(m_at + 1);
        if (m_history.size() == historyLimit)
            m_history.erase(m_history.begin());
        m_history.push_back(exchange);
        m_at = m_history.size() - 1;
    }
    Q_EMIT exchangeChanged();
    if (!remembered)
        Q_EMIT historyChanged();
}

void Focus::setVersion(replay::VersionId version) {
    if (version == m_version)
        return;
    m_version = version;
    Q_EMIT versionChanged();
}

void Focus::setFinding(std::optional<std::size_t> finding) {
    if (finding == m_finding)
        return;
    m_finding = finding;
    Q_EMIT findingChanged();
}

void Focus::back() {
    if (canGoBack())
        goTo(m_at - 1);
}

void Focus::forward() {
    if (canGoForward())
        goTo(m_at + 1);
}

void Focus::goTo(std::size_t at) {
    m_at = at;
    const bool changed = m_exchange != m_history[at];
    m_exchange = m_history[at];
    if (changed)
        Q_EMIT exchangeChanged();
    Q_EMIT historyChanged();
}

void Focus::clear() {
    m_history.clear();
    m_at = 0;
    setExchange({});
    setVersion({});
    setFinding({});
    Q_EMIT historyChanged();
}

} // namespace etagere::ui
