// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QDialog>

#include <cstdint>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace etagere::ui {

/// What a report can be written as; PDF is printed from the HTML.
enum class ExportFormat : std::uint8_t { Html, Pdf, Json, Csv, Text, Har, Count };

/// Asks how the report is to be written, with or without what identifies a visitor, and where.
class ExportDialog final : public QDialog {
    Q_OBJECT
public:
    /// `base` is the proposed path without an extension.
    ExportDialog(const QString &base, bool redacted, QWidget *parent = nullptr);
    [[nodiscard]] ExportFormat format() const;
    [[nodiscard]] bool redacted() const;
    [[nodiscard]] QString path() const;

private:
    void addFields();
    void changeFormat();
    void browse();
    void check();
    QComboBox *m_format = nullptr;
    QLabel *m_meaning = nullptr;
    QCheckBox *m_redact = nullptr;
    QLineEdit *m_path = nullptr;
    QLabel *m_remark = nullptr;
    QPushButton *m_export = nullptr;
};

} // namespace etagere::ui
