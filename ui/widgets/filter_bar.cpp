// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/filter_bar.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QStringListModel>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QInputMethodEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QTextCharFormat>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include "core/session/query.h"
#include "ui/delegates/icons.h"
#include "ui/delegates/palette.h"
#include "ui/models/text.h"
#include "ui/widgets/filter_help.h"
#include "ui/widgets/filter_terms.h"

#include <chrono>

namespace etagere::ui {

namespace {

constexpr std::chrono::milliseconds typingPause{100};
constexpr int longestQuery = 4096;
constexpr int shownCompletions = 12;

/// The word that ends at the cursor begins here.
qsizetype wordBegin(const QString &text, qsizetype cursor) {
    bool quoted = false;
    qsizetype begin = 0;
    for (qsizetype i = 0; i < cursor; ++i) {
        if (text[i] == u'"')
            quoted = !quoted;
        else if (text[i].isSpace() && !quoted)
            begin = i + 1;
    }
    return begin;
}

qsizetype charactersIn(const std::string &utf8, std::size_t bytes) {
    return fromUtf8(std::string_view(utf8).substr(0, bytes)).size();
}

/// What is only not finished yet is no mistake while the cursor stands behind it.
bool isUnfinished(const session::QueryError &error, qsizetype end, qsizetype cursor) {
    using Kind = session::QueryError::Kind;
    const bool open = error.kind == Kind::MissingValue || error.kind == Kind::OpenQuote;
    return open && cursor == end;
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_counts(new QLabel(this))
    , m_errorGlyph(new QLabel(this))
    , m_error(new QLabel(this))
    , m_errorRow(new QWidget(this))
    , m_help(new QToolButton(this))
    , m_completer(new QCompleter(this))
    , m_completions(new QStringListModel(this))
    , m_delay(new QTimer(this)) {
    setUpField();
    setUpHelp();
    setUpCompleter();
    m_delay->setSingleShot(true);
    m_delay->setInterval(typingPause);
    connect(m_delay, &QTimer::timeout, this, &FilterBar::announce);
    connect(m_field, &QLineEdit::textChanged, m_delay, qOverload<>(&QTimer::start));
    connect(m_field, &QLineEdit::textEdited, this, &FilterBar::complete);
    layOut();
    tint();
}

void FilterBar::setUpField() {
    m_field->setObjectName(QStringLiteral("filterField"));
    m_field->setPlaceholderText(tr("Filter: a word of the URL, outcome:validated, -type:image…"));
    m_field->setAccessibleName(tr("Filter"));
    m_field->setAccessibleDescription(tr("Which exchanges are shown. F1 lists the keys."));
    m_field->setClearButtonEnabled(true);
    m_field->setMaxLength(longestQuery);
    m_field->setAcceptDrops(false); // files that are dropped here are for the window
    m_field->installEventFilter(this);
    setFocusProxy(m_field);
    m_glass = m_field->addAction(QIcon(), QLineEdit::LeadingPosition);
}

void FilterBar::setUpHelp() {
    m_counts->setObjectName(QStringLiteral("filterCounts"));
    m_counts->setTextFormat(Qt::PlainText);
    m_help->setObjectName(QStringLiteral("filterHelp"));
    m_help->setAutoRaise(true);
    m_help->setToolTip(tr("The keys of the filter (F1)"));
    m_help->setAccessibleName(tr("Filter help"));
    connect(m_help, &QToolButton::clicked, this, &FilterBar::showHelp);
}

void FilterBar::setUpCompleter() {
    m_completer->setModel(m_completions);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(shownCompletions);
    m_completer->setWidget(m_field);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            &FilterBar::insertCompletion);
}

void FilterBar::layOut() {
    m_error->setObjectName(QStringLiteral("filterError"));
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_errorGlyph->setText(QStringLiteral("!"));
    auto *errorLine = new QHBoxLayout(m_errorRow);
    errorLine->setContentsMargins(0, 0, 0, 0);
    errorLine->addWidget(m_errorGlyph, 0, Qt::AlignTop);
    errorLine->addWidget(m_error, 1);
    m_errorRow->hide();

    auto *line = new QHBoxLayout;
    line->addWidget(m_field, 1);
    line->addWidget(m_counts);
    line->addWidget(m_help);
    auto *column = new QVBoxLayout(this);
    const int gap = fontMetrics().height() / 3;
    column->setContentsMargins(gap, gap, gap, gap);
    column->setSpacing(gap);
    column->addLayout(line);
    column->addWidget(m_errorRow);
}

QString FilterBar::text() const { return m_field->text(); }

void FilterBar::setText(const QString &text) {
    if (m_field->text() != text)
        m_field->setText(text);
    announce();
}

void FilterBar::addTerm(const QString &key, const QString &value, bool negated) {
    setText(toggled(text(), {key, {value}, negated}));
}

void FilterBar::setTerm(const QString &key, const QStringList &values) {
    setText(replaced(text(), {key, values, false}));
}

void FilterBar::setCounts(std::size_t shown, std::size_t total) {
    const QLocale locale;
    const QString some = locale.toString(static_cast<qulonglong>(shown));
    const QString all = locale.toString(static_cast<qulonglong>(total));
    m_counts->setText(shown == total ? all : tr("%1 of %2").arg(some, all));
    m_counts->setAccessibleName(tr("%1 of %2 exchanges are shown").arg(some, all));
    m_counts->setVisible(total > 0);
}

void FilterBar::focusField() {
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FilterBar::goOnWith(const QString &typed) {
    m_field->setFocus(Qt::OtherFocusReason);
    m_field->end(false);
    const QString before = text();
    if (!before.isEmpty() && !before.back().isSpace())
        m_field->insert(QStringLiteral(" "));
    m_field->insert(typed);
    complete();
}

void FilterBar::showHelp() {
    if (m_helpWindow == nullptr) {
        m_helpWindow = new FilterHelp(this);
        connect(m_helpWindow, &FilterHelp::exampleChosen, this,
                [this](const QString &term) { setText((text() + u' ' + term).trimmed()); });
    }
    m_helpWindow->show();
    m_helpWindow->raise();
    m_helpWindow->activateWindow();
}

void FilterBar::announce() {
    m_delay->stop();
    check();
    if (m_announced == text())
        return;
    m_announced = text();
    Q_EMIT textChanged(m_announced);
}

void FilterBar::check() {
    const std::string query = toUtf8(text());
    const session::Query parsed = session::Query::parse(query);
    for (const session::QueryError &error : parsed.errors()) {
        const qsizetype begin = charactersIn(query, error.begin);
        const qsizetype end = charactersIn(query, error.end);
        if (m_field->hasFocus() && isUnfinished(error, end, m_field->cursorPosition()))
            continue;
        m_error->setText(fromUtf8(session::sentenceOf(error, query)));
        m_field->setAccessibleDescription(m_error->text());
        m_errorRow->show();
        underline(begin, end);
        return;
    }
    m_field->setAccessibleDescription(tr("Which exchanges are shown. F1 lists the keys."));
    m_errorRow->hide();
    underline(0, 0);
}

/// A line edit has no formats of its own; those of an input method serve, as they change no text.
void FilterBar::underline(qsizetype begin, qsizetype end) {
    QList<QInputMethodEvent::Attribute> attributes;
    if (begin < end) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(colourOf(cache::Outcome::Error, palette()));
        attributes.append({QInputMethodEvent::TextFormat,
                           static_cast<int>(begin) - m_field->cursorPosition(),
                           static_cast<int>(end - begin), format});
    }
    QInputMethodEvent event({}, attributes);
    QCoreApplication::sendEvent(m_field, &event);
}

void FilterBar::complete() {
    QStringList list;
    const QString before = text().left(m_field->cursorPosition());
    if (!before.isEmpty() && !before.back().isSpace()) {
        const std::string query = toUtf8(text());
        const std::size_t cursor = toUtf8(before).size();
        for (const std::string &one : session::completionsAt(query, cursor))
            list.append(fromUtf8(one));
    }
    const qsizetype begin = wordBegin(text(), m_field->cursorPosition());
    list.removeAll(before.mid(begin)); // it is there already
    m_completions->setStringList(list);
    if (list.isEmpty() || !m_field->hasFocus()) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = m_field->rect();
    place.setWidth(m_completer->popup()->sizeHintForColumn(0) + fontMetrics().height() * 3);
    place.moveLeft(m_field->inputMethodQuery(Qt::ImCursorRectangle).toRect().left());
    m_completer->complete(place);
}

void FilterBar::insertCompletion(const QString &completion) {
    const qsizetype cursor = m_field->cursorPosition();
    const qsizetype begin = wordBegin(text(), cursor);
    const QString whole = text();
    const bool keepsGoing = completion.endsWith(u':') || completion.endsWith(u',');
    const QString gap = keepsGoing || (cursor < whole.size() && whole[cursor].isSpace())
                            ? QString()
                            : QStringLiteral(" ");
    m_field->setText(whole.left(begin) + completion + gap + whole.mid(cursor));
    m_field->setCursorPosition(static_cast<int>(begin + completion.size() + gap.size()));
    if (keepsGoing)
        complete();
    else
        announce();
}

bool FilterBar::handleKey(int key) {
    switch (key) {
    case Qt::Key_F1:
        showHelp();
        return true;
    case Qt::Key_Escape:
        if (text().isEmpty())
            return false;
        setText({});
        return true;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_completer->popup()->isVisible())
            return false;
        announce();
        Q_EMIT leftForRows();
        return true;
    default:
        return false;
    }
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event) {
    if (watched == m_field && event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        // These are the field's own while it has the focus, whatever the window uses them for.
        if (key == Qt::Key_F1 || (key == Qt::Key_Escape && !text().isEmpty())) {
            event->accept();
            return true;
        }
    }
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *pressed = static_cast<QKeyEvent *>(event);
        if (pressed->modifiers() == Qt::ControlModifier && pressed->key() == Qt::Key_Space) {
            complete();
            return true;
        }
        if (handleKey(pressed->key()))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::changeEvent(QEvent *event) {
    if (event->type() == QEvent::PaletteChange)
        tint();
    QWidget::changeEvent(event);
}

void FilterBar::tint() {
    m_glass->setIcon(icon(QStringLiteral("filter"), palette()));
    m_help->setIcon(icon(QStringLiteral("help"), palette()));
    QPalette alarm = palette();
    alarm.setColor(QPalette::WindowText, colourOf(cache::Outcome::Error, palette()));
    m_error->setPalette(alarm);
    m_errorGlyph->setPalette(alarm);
    QFont strong = font();
    strong.setBold(true);
    m_errorGlyph->setFont(strong);
}

} // namespace etagere::ui
