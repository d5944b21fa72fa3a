// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/browsing.h"

#include <cstdint>

namespace etagere::ui {

class ElidedLabel;

/// A traffic light: what the tags of a person's page give away at worst. A shape of its own, a word
/// and a colour for each light, and the finding beside them.
class BrowseLight final : public QWidget {
    Q_OBJECT
public:
    enum class Light : std::uint8_t { Off, Green, Amber, Red };
    explicit BrowseLight(QWidget *parent = nullptr);
    void setVerdict(const session::BrowsingVerdict &verdict);
    [[nodiscard]] Light light() const noexcept { return m_light; }
    /// What stands in it.
    [[nodiscard]] QString words() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void tint();
    Light m_light = Light::Off;
    class Lamp;
    Lamp *m_lamp = nullptr;
    ElidedLabel *m_words = nullptr;
    QString m_text;
};

} // namespace etagere::ui
