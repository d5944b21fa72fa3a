// SPDX-License-Identifier: Apache-2.0
#include "ui/window/second_file_dialog.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QVBoxLayout>

#include "ui/delegates/palette.h"
#include "ui/models/text.h"

#include <algorithm>

namespace etagere::ui {

namespace {

constexpr std::size_t nameLimit = 60;
constexpr std::size_t mostOffered = 500; ///< visitors in the list
constexpr int widthCharacters = 64;

QString headingFor(const QStringList &files) {
    if (files.size() == 1)
        return SecondFileDialog::tr("How does %1 belong to what is open?")
            .arg(shown(toUtf8(QFileInfo(files.front()).fileName()), nameLimit));
    return SecondFileDialog::tr("How do these %n files belong to what is open?", nullptr,
                                static_cast<int>(files.size()));
}

} // namespace

SecondFileDialog::SecondFileDialog(const QStringList &files, std::vector<std::string> visitors,
                                   QWidget *parent)
    : QDialog(parent)
    , m_visitors(std::move(visitors))
    , m_who(new QComboBox(this))
    , m_name(new QLineEdit(this)) {
    setObjectName(QStringLiteral("secondFile"));
    setWindowTitle(tr("Another file"));
    auto *column = new QVBoxLayout(this);
    auto *heading = new QLabel(headingFor(files), this);
    heading->setTextFormat(Qt::PlainText);
    heading->setWordWrap(true);
    QFont strong = font();
    strong.setBold(true);
    heading->setFont(strong);
    column->addWidget(heading);

    for (std::size_t i = 0; i < std::min(m_visitors.size(), mostOffered); ++i)
        m_who->addItem(shown(m_visitors[i], nameLimit));
    m_who->setAccessibleName(tr("Visitor who came back"));
    m_name->setText(proposedName());
    m_name->setAccessibleName(tr("Name of the other visitor"));
    m_same = addAnswer(Answer::SameVisitor, tr("A &later visit of the same visitor"),
                       tr("Shows what the cache answers on the second visit, and which tags come "
                          "back."),
                       m_visitors.size() > 1 ? m_who : nullptr);
    m_other =
        addAnswer(Answer::OtherVisitor, tr("A visit of &another visitor"),
                  tr("Tells tags that identify a visitor from those that everybody gets."), m_name);
    m_new = addAnswer(Answer::NewSession, tr("Something &new"),
                      tr("Closes what is open and opens this instead."), nullptr);
    m_who->setVisible(m_visitors.size() > 1);
    m_same->setChecked(true);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    column->addSpacing(fontMetrics().height() / 2);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &SecondFileDialog::enable);
    for (QRadioButton *radio : {m_same, m_other, m_new})
        connect(radio, &QRadioButton::toggled, this, &SecondFileDialog::enable);
    setMinimumWidth(fontMetrics().averageCharWidth() * widthCharacters);
    m_same->setFocus();
    enable();
}

QRadioButton *SecondFileDialog::addAnswer(Answer answer, const QString &text,
                                          const QString &meaning, QWidget *field) {
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    const int em = fontMetrics().height();
    column->addSpacing(em / 2);
    auto *radio = new QRadioButton(text, this);
    radio->setObjectName(QStringLiteral("answer%1").arg(static_cast<int>(answer)));
    radio->setAccessibleDescription(meaning);
    column->addWidget(radio);
    auto *inset = new QVBoxLayout;
    inset->setContentsMargins(em * 3 / 2, 0, 0, 0);
    auto *words = new QLabel(meaning, this);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, mutedText(palette()));
    words->setPalette(muted);
    inset->addWidget(words);
    if (field != nullptr)
        inset->addWidget(field);
    column->addLayout(inset);
    return radio;
}

QString SecondFileDialog::proposedName() const {
    for (std::size_t number = m_visitors.size() + 1;; ++number) {
        const QString name = tr("Visitor %1").arg(number);
        if (std::find(m_visitors.begin(), m_visitors.end(), toUtf8(name)) == m_visitors.end())
            return name;
    }
}

void SecondFileDialog::enable() {
    m_who->setEnabled(m_same->isChecked());
    m_name->setEnabled(m_other->isChecked());
    m_ok->setEnabled(!m_other->isChecked() || !m_name->text().trimmed().isEmpty());
}

SecondFileDialog::Answer SecondFileDialog::answer() const {
    if (m_new->isChecked())
        return Answer::NewSession;
    return m_other->isChecked() ? Answer::OtherVisitor : Answer::SameVisitor;
}

std::string SecondFileDialog::visitor() const {
    switch (answer()) {
    case Answer::NewSession:
        return {};
    case Answer::OtherVisitor:
        return toUtf8(m_name->text().trimmed());
    case Answer::SameVisitor:
        break;
    }
    const auto chosen = static_cast<std::size_t>(std::max(m_who->currentIndex(), 0));
    return chosen < m_visitors.size() ? m_visitors[chosen] : std::string();
}

} // namespace etagere::ui
