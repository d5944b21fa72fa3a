// SPDX-License-Identifier: Apache-2.0
#include "ui/window/settings_dialog.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QGroupBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QVBoxLayout>

#include "ui/window/theme.h"

namespace etagere::ui {

SettingsDialog::SettingsDialog(QWidget *parent)
    : QDialog(parent)
    , m_before(loadPreferences())
    , m_theme(new QComboBox(this))
    , m_recent(new QSpinBox(this))
    , m_keep(new QCheckBox(tr("&Keep unsaved work for the next start"), this))
    , m_redact(new QCheckBox(tr("&Propose pseudonyms when exporting"), this)) {
    setObjectName(QStringLiteral("settings"));
    setWindowTitle(tr("Settings"));
    auto *column = new QVBoxLayout(this);
    column->setSpacing(fontMetrics().height());
    addAppearance(*column);
    addPrivacy(*column);
    column->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    constexpr int characters = 52;
    setMinimumWidth(fontMetrics().averageCharWidth() * characters);
}

void SettingsDialog::addAppearance(QVBoxLayout &column) {
    auto *box = new QGroupBox(tr("Appearance"), this);
    auto *form = new QFormLayout(box);
    m_theme->setObjectName(QStringLiteral("theme"));
    m_theme->addItems({tr("As the desktop"), tr("Light"), tr("Dark")});
    m_theme->setCurrentIndex(static_cast<int>(m_before.theme));
    form->addRow(tr("&Colours:"), m_theme);
    connect(m_theme, &QComboBox::currentIndexChanged, this,
            [](int index) { applyTheme(static_cast<Theme>(index)); });
    column.addWidget(box);
}

void SettingsDialog::addPrivacy(QVBoxLayout &column) {
    auto *box = new QGroupBox(tr("What Etagere remembers"), this);
    auto *form = new QFormLayout(box);
    m_recent->setObjectName(QStringLiteral("recentCount"));
    m_recent->setRange(0, Preferences::mostRecentFiles);
    m_recent->setSpecialValueText(tr("None"));
    m_recent->setValue(m_before.recentFiles);
    form->addRow(tr("&Files opened last:"), m_recent);
    auto *forget = new QPushButton(tr("F&orget them now"), box);
    forget->setAutoDefault(false);
    connect(forget, &QPushButton::clicked, this, [forget] {
        forgetRecentFiles();
        forget->setEnabled(false);
    });
    form->addRow(QString(), forget);
    m_keep->setChecked(m_before.keepUnsaved);
    form->addRow(m_keep);
    m_redact->setChecked(m_before.redactExports);
    form->addRow(m_redact);
    column.addWidget(box);
}

Preferences SettingsDialog::chosen() const {
    return {.theme = static_cast<Theme>(m_theme->currentIndex()),
            .recentFiles = m_recent->value(),
            .keepUnsaved = m_keep->isChecked(),
            .redactExports = m_redact->isChecked(),
            .partitionedCache = m_before.partitionedCache};
}

void SettingsDialog::accept() {
    savePreferences(chosen());
    QDialog::accept();
}

void SettingsDialog::reject() {
    if (chosen().theme != m_before.theme)
        applyTheme(m_before.theme);
    QDialog::reject();
}

} // namespace etagere::ui
