// SPDX-License-Identifier: Apache-2.0
#include "ui/window/about.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include "core/analysis/rule.h"
#include "core/report/version.h"
#include "ui/delegates/icons.h"
#include "ui/models/text.h"

namespace etagere::ui {

namespace {

/// Where the words of this page are translated.
struct About {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::About)
};

QLabel *addText(QVBoxLayout &column, QWidget *parent, const QString &text) {
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column.addWidget(label);
    return label;
}

} // namespace

void showAbout(QWidget *parent) {
    auto *dialog = new QDialog(parent);
    dialog->setObjectName(QStringLiteral("about"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(About::tr("About Etagere"));
    const int em = dialog->fontMetrics().height();
    auto *mark = new QLabel(dialog);
    mark->setPixmap(icon(QStringLiteral("etagere"), dialog->palette())
                        .pixmap(QSize(em * 4, em * 4), dialog->devicePixelRatioF()));
    auto *words = new QVBoxLayout;
    words->setSpacing(em / 2);
    QLabel *name =
        addText(*words, dialog, About::tr("Etagere %1").arg(fromUtf8(report::toolVersion())));
    QFont large = name->font();
    constexpr double larger = 1.6;
    large.setPointSizeF(large.pointSizeF() * larger);
    name->setFont(large);
    addText(*words, dialog,
            About::tr("A simulator of browsers' HTTP caches, and an analyzer of tracking by "
                      "entity tags. Nothing is sent anywhere."));
    addText(*words, dialog,
            About::tr("Rules of judgement: version %1. Qt %2.")
                .arg(fromUtf8(analysis::rulesetVersion), QString::fromLatin1(qVersion())));
    addText(*words, dialog, About::tr("Licence: Apache-2.0."));
    auto *line = new QHBoxLayout;
    line->setSpacing(em * 3 / 2);
    line->addWidget(mark, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *column = new QVBoxLayout(dialog);
    column->setSpacing(em);
    column->addLayout(line);
    column->addWidget(buttons);
    dialog->setMinimumWidth(em * 28);
    dialog->open();
}

} // namespace etagere::ui
