// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>

#include "core/replay/log.h"
#include "core/traffic/ids.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace etagere::ui {

/// What the user looks at, shared by all panes of one window: one exchange, one stored response,
/// one finding. Goes back and forth through the exchanges that were looked at.
class Focus : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] traffic::ExchangeId exchange() const noexcept { return m_exchange; } ///< or none
    [[nodiscard]] replay::VersionId version() const noexcept { return m_version; }     ///< or none
    [[nodiscard]] std::optional<std::size_t> finding() const noexcept { return m_finding; }
    void setExchange(traffic::ExchangeId exchange);
    void setVersion(replay::VersionId version);
    void setFinding(std::optional<std::size_t> finding);
    void back();
    void forward();
    [[nodiscard]] bool canGoBack() const noexcept { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const noexcept { return m_at + 1 < m_history.size(); }
    /// Another capture: nothing is looked at, and nothing was.
    void clear();

Q_SIGNALS:
    void exchangeChanged();
    void versionChanged();
    void findingChanged();
    void historyChanged();

private:
    void goTo(std::size_t at);
    traffic::ExchangeId m_exchange;
    replay::VersionId m_version;
    std::optional<std::size_t> m_finding;
    std::vector<traffic::ExchangeId> m_history; ///< the newest 100
    std::size_t m_at = 0;
};

} // namespace etagere::ui
