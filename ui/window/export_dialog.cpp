// SPDX-License-Identifier: Apache-2.0
#include "ui/window/export_dialog.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include "ui/delegates/palette.h"

#include <array>

namespace etagere::ui {

namespace {

constexpr int widthCharacters = 72;

struct Line {
    ExportFormat format;
    const char *name;
    const char *extension;
    const char *meaning;
};

#define ETAGERE_WORDS(text) QT_TRANSLATE_NOOP("etagere::ui::ExportDialog", text)
constexpr std::array lines{
    Line{ExportFormat::Html, ETAGERE_WORDS("Page (HTML)"), "html",
         ETAGERE_WORDS("One file for any browser, nothing loaded from elsewhere.")},
    Line{ExportFormat::Pdf, ETAGERE_WORDS("Document (PDF)"), "pdf",
         ETAGERE_WORDS("The same on paper.")},
    Line{ExportFormat::Json, ETAGERE_WORDS("Data (JSON)"), "json",
         ETAGERE_WORDS("For programs; the schema is etagere.audit/1.")},
    Line{ExportFormat::Csv, ETAGERE_WORDS("Table (CSV)"), "csv",
         ETAGERE_WORDS("For spreadsheets: a line per finding and URL.")},
    Line{ExportFormat::Text, ETAGERE_WORDS("Text"), "txt",
         ETAGERE_WORDS("As on the terminal, to paste into a letter.")},
    Line{ExportFormat::Har, ETAGERE_WORDS("Exchanges (HAR)"), "har",
         ETAGERE_WORDS("The exchanges themselves, repaired and merged, for other tools.")}};
#undef ETAGERE_WORDS
static_assert(lines.size() == static_cast<std::size_t>(ExportFormat::Count));

const Line &lineOf(int index) { return lines.at(static_cast<std::size_t>(index)); }

QLabel *plainLabel(QWidget *parent) {
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

/// The path with another extension, if it had one of ours.
QString withExtension(const QString &path, const QString &extension) {
    for (const Line &line : lines) {
        const QString ending = u'.' + QString::fromLatin1(line.extension);
        if (path.endsWith(ending))
            return path.chopped(ending.size()) + u'.' + extension;
    }
    return path + u'.' + extension;
}

} // namespace

ExportDialog::ExportDialog(const QString &base, bool redacted, QWidget *parent)
    : QDialog(parent)
    , m_format(new QComboBox(this))
    , m_meaning(plainLabel(this))
    , m_redact(new QCheckBox(tr("&Replace identifiers by pseudonyms"), this))
    , m_path(new QLineEdit(base, this))
    , m_remark(plainLabel(this)) {
    setObjectName(QStringLiteral("export"));
    setWindowTitle(tr("Export report"));
    for (const Line &line : lines)
        m_format->addItem(tr(line.name));
    m_format->setObjectName(QStringLiteral("format"));
    m_path->setObjectName(QStringLiteral("path"));
    m_redact->setObjectName(QStringLiteral("redact"));
    m_redact->setChecked(redacted);
    addFields();
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::changeFormat);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::check);
    setMinimumWidth(fontMetrics().averageCharWidth() * widthCharacters);
    changeFormat();
}

void ExportDialog::addFields() {
    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(fontMetrics().height() / 3);
    form->addRow(tr("&Format:"), m_format);
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, mutedText(palette()));
    m_meaning->setPalette(muted);
    form->addRow(QString(), m_meaning);
    form->addRow(QString(), m_redact);
    QLabel *redaction = plainLabel(this);
    redaction->setText(tr("Tags, cookies, parameters and paths to your files. Equal ones get equal "
                          "pseudonyms, so that the findings can still be followed."));
    redaction->setPalette(muted);
    m_redact->setAccessibleDescription(redaction->text());
    form->addRow(QString(), redaction);

    auto *line = new QHBoxLayout;
    auto *browseButton = new QPushButton(tr("&Browse…"), this);
    browseButton->setAutoDefault(false);
    line->addWidget(m_path, 1);
    line->addWidget(browseButton);
    auto *label = new QLabel(tr("&To:"), this);
    label->setBuddy(m_path);
    form->addRow(label, line);
    form->addRow(QString(), m_remark);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_export = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    m_export->setDefault(true);
    form->addRow(buttons);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ExportDialog::changeFormat() {
    const Line &line = lineOf(m_format->currentIndex());
    m_meaning->setText(tr(line.meaning));
    m_path->setText(withExtension(m_path->text(), QString::fromLatin1(line.extension)));
    check();
}

void ExportDialog::browse() {
    auto *dialog = new QFileDialog(this, tr("Export report"), path());
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // said below, before anything is written
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, m_path, &QLineEdit::setText);
    dialog->open();
}

void ExportDialog::check() {
    const QFileInfo file(path());
    QString remark;
    bool possible = true;
    if (path().isEmpty() || file.isDir() || !QFileInfo(file.absolutePath()).isDir()) {
        remark = tr("Choose a file in a folder that exists.");
        possible = false;
    } else if (file.exists()) {
        remark = tr("This file exists. Exporting replaces it.");
    }
    m_remark->setText(remark);
    m_path->setAccessibleDescription(remark);
    m_export->setEnabled(possible);
}

ExportFormat ExportDialog::format() const { return lineOf(m_format->currentIndex()).format; }

bool ExportDialog::redacted() const { return m_redact->isChecked(); }

QString ExportDialog::path() const { return QDir::fromNativeSeparators(m_path->text().trimmed()); }

} // namespace etagere::ui
