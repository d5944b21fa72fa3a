// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QDialog>

#include "ui/window/preferences.h"

class QCheckBox;
class QComboBox;
class QSpinBox;
class QVBoxLayout;

namespace etagere::ui {

/// The settings. A theme is shown as soon as it is chosen and taken back by Cancel.
class SettingsDialog final : public QDialog {
    Q_OBJECT
public:
    explicit SettingsDialog(QWidget *parent = nullptr);
    void accept() override;
    void reject() override;

private:
    void addAppearance(QVBoxLayout &column);
    void addPrivacy(QVBoxLayout &column);
    [[nodiscard]] Preferences chosen() const;
    Preferences m_before;
    QComboBox *m_theme = nullptr;
    QSpinBox *m_recent = nullptr;
    QCheckBox *m_keep = nullptr;
    QCheckBox *m_redact = nullptr;
};

} // namespace etagere::ui
