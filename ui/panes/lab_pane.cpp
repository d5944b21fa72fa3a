// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/lab_pane.h"

#include <QtCore/QDir>
#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtCore/QSettings>
#include <QtCore/QThread>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include "core/session/demo_site.h"
#include "ui/delegates/icons.h"
#include "ui/delegates/palette.h"
#include "ui/models/lesson_model.h"
#include "ui/models/text.h"
#include "ui/panes/lab_bench.h"
#include "ui/panes/lab_detail.h"
#include "ui/panes/lab_headers.h"
#include "ui/panes/lab_playground.h"
#include "ui/panes/lab_stage.h"
#include "ui/panes/lab_tasks.h"
#include "ui/panes/table_look.h"
#include "ui/widgets/lab_clock.h"
#include "ui/widgets/message_bar.h"

#include <algorithm>
#include <array>
#include <memory>

namespace etagere::ui {

namespace {

const QString doneKey = QStringLiteral("lab/done");
const QString languageKey = QStringLiteral("lab/language");

/// Languages call themselves by their own names.
struct Language {
    const char *code;
    const char16_t *name;
};
constexpr std::array languages{Language{"en", u"English"}, Language{"es", u"Español"},
                               Language{"pt", u"Português"}};

/// Titles of several lines are told apart by room between them, and no accent is cut off.
class RoomyDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override {
        const QSize tight = QStyledItemDelegate::sizeHint(option, index);
        return {tight.width(), tight.height() + option.fontMetrics.height() / 3};
    }
};

QString systemLanguage() {
    const QString language = QLocale().name().section(u'_', 0, 0);
    for (const Language &one : languages) {
        if (language == QLatin1String(one.code))
            return language;
    }
    return QStringLiteral("en");
}

} // namespace

LabPane::LabPane(QWidget *parent)
    : QWidget(parent)
    , m_bench(new LabBench(this))
    , m_lessons(new LessonModel(this))
    , m_notice(new MessageBar(this))
    , m_tabs(new QTabWidget(this)) {
    setObjectName(QStringLiteral("labPane"));
    setAccessibleName(tr("Lab"));
    m_notice->setObjectName(QStringLiteral("labNotice"));
    m_done = QSettings().value(doneKey).toStringList();
    m_lessons->setDone(m_done);
    layOut();
    addLanguages();
    connectBench();
    // Their keys work wherever in the lab the focus is.
    for (QAction *way : m_stage->clock().ways())
        addAction(way);
    setFocusProxy(m_list);
    tint();
}

LabPane::~LabPane() { m_bench->disconnect(); }

QUndoStack &LabPane::undo() noexcept { return m_bench->undo(); }

void LabPane::layOut() {
    const int gap = fontMetrics().height() / 3;
    // What is made first is reached first by the keyboard.
    QWidget *const bar = makeBar();
    setTabOrder(m_export, m_tabs->tabBar());
    m_tabs->setObjectName(QStringLiteral("labTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the lab"));
    m_tabs->addTab(makeScenario(), tr("Lessons and scenarios"));
    m_playground = new LabPlayground(this);
    m_tabs->addTab(m_playground, tr("Playground"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap, gap, gap, gap);
    column->setSpacing(gap);
    column->addWidget(bar);
    column->addWidget(m_notice);
    column->addWidget(m_tabs, 1);
}

QWidget *LabPane::makeBar() {
    auto *box = new QWidget(this);
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const QString &text, const char *name) {
        auto *button = new QToolButton(box);
        button->setText(text);
        button->setObjectName(QString::fromLatin1(name));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        line->addWidget(button);
        return button;
    };
    QToolButton *leave = add(tr("Leave the lab"), "labLeave");
    connect(leave, &QToolButton::clicked, this, &LabPane::leaveRequested);
    line->addStretch(1);
    auto *label = new QLabel(tr("Language of the texts:"), box);
    m_language = new QComboBox(box);
    m_language->setObjectName(QStringLiteral("labLanguage"));
    m_language->setAccessibleName(tr("Language of the texts"));
    label->setBuddy(m_language);
    line->addWidget(label);
    line->addWidget(m_language);
    m_open = add(tr("Open scenario…"), "labOpen");
    connect(m_open, &QToolButton::clicked, this, &LabPane::askForFile);
    m_export = add(tr("Export"), "labExport");
    m_export->setPopupMode(QToolButton::InstantPopup);
    m_export->setEnabled(false);
    auto *menu = new QMenu(m_export);
    menu->setAccessibleName(tr("Export"));
    fillExports(*menu);
    m_export->setMenu(menu);
    return box;
}

void LabPane::fillExports(QMenu &menu) {
    for (int i = 0; i < static_cast<int>(LabFormat::Count); ++i) {
        const auto format = static_cast<LabFormat>(i);
        menu.addAction(nameOf(format), this, [this, format] { askForExport(format); });
    }
}

QWidget *LabPane::makeLessons() {
    m_list = new QTableView(this);
    m_list->setModel(m_lessons);
    m_list->setObjectName(QStringLiteral("labLessons"));
    m_list->setAccessibleName(tr("Lessons"));
    lookLikeTable(*m_list);
    m_list->setItemDelegate(new RoomyDelegate(m_list));
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    using Column = LessonModel::Column;
    QHeaderView *head = m_list->horizontalHeader();
    head->setMinimumSectionSize(fontMetrics().averageCharWidth() * 4);
    head->setSectionResizeMode(static_cast<int>(Column::Number), QHeaderView::ResizeToContents);
    head->setSectionResizeMode(static_cast<int>(Column::Title), QHeaderView::Stretch);
    head->setSectionResizeMode(static_cast<int>(Column::Done), QHeaderView::ResizeToContents);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setWordWrap(true);
    m_list->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    // A double click is two clicks and an activation: opening twice changes nothing.
    connect(m_list, &QTableView::clicked, this,
            [this](const QModelIndex &index) { chooseLesson(index.row()); });
    connect(m_list, &QTableView::activated, this,
            [this](const QModelIndex &index) { chooseLesson(index.row()); });
    return m_list;
}

QWidget *LabPane::makeScenario() {
    auto *parts = new QSplitter(Qt::Horizontal, this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(makeLessons());
    m_stage = new LabStage(*m_bench, parts);
    m_side = new QTabWidget(parts);
    m_side->setObjectName(QStringLiteral("labSide"));
    m_side->setDocumentMode(true);
    m_side->tabBar()->setAccessibleName(tr("Task and details"));
    m_tasks = new LabTasks(*m_bench, m_side);
    auto *detail = new LabDetail(*m_bench, m_side);
    m_side->addTab(m_tasks, tr("Task"));
    m_side->addTab(detail, tr("Why"));
    m_side->addTab(new LabHeaders(*m_bench, m_side), tr("Headers"));
    parts->addWidget(m_stage);
    parts->addWidget(m_side);
    const int unit = fontMetrics().averageCharWidth();
    parts->setSizes({unit * 34, unit * 110, unit * 56});
    parts->setStretchFactor(1, 1);
    connect(m_stage, &LabStage::rowChosen, this, [this, detail](int row) {
        detail->showRow(row);
        if (row >= 0)
            m_side->setCurrentWidget(detail);
    });
    return parts;
}

void LabPane::addLanguages() {
    for (const Language &language : languages)
        m_language->addItem(QString::fromUtf16(language.name), QString::fromLatin1(language.code));
    const QString chosen = QSettings().value(languageKey, systemLanguage()).toString();
    m_language->setCurrentIndex(std::max(0, m_language->findData(chosen)));
    const auto use = [this] {
        const std::string language = toUtf8(m_language->currentData().toString());
        m_lessons->setLanguage(language);
        m_bench->setLanguage(language);
    };
    use();
    connect(m_language, &QComboBox::activated, this, [this, use] {
        QSettings().setValue(languageKey, m_language->currentData());
        use();
    });
}

void LabPane::connectBench() {
    LabClock &clock = m_stage->clock();
    const auto pause = [this, &clock] { clock.setPauses(m_tasks->pauses()); };
    connect(m_bench, &LabBench::opened, this, [this, pause] {
        m_notice->dismiss();
        m_export->setEnabled(true);
        m_side->setCurrentWidget(m_tasks);
        showCurrentLesson();
        pause();
    });
    connect(m_bench, &LabBench::courseChanged, m_notice, &MessageBar::dismiss);
    connect(m_bench, &LabBench::failed, this, &LabPane::tell);
    connect(m_tasks, &LabTasks::answered, this, pause);
    connect(m_tasks, &LabTasks::completed, this, &LabPane::complete);
    // Stepping on leads back to what is asked.
    connect(&clock, &LabClock::stepped, this, [this] {
        if (m_side->currentIndex() == 1)
            m_side->setCurrentWidget(m_tasks);
    });
    connect(m_playground, &LabPlayground::scenarioMade, this, &LabPane::openText);
}

bool LabPane::openLesson(const QString &idOrNumber) {
    if (toUtf8(idOrNumber) == session::demoName) {
        openText(std::string(session::demoDocument()));
        return true;
    }
    const int row = m_lessons->rowOf(toUtf8(idOrNumber));
    if (row < 0)
        return false;
    chooseLesson(row);
    m_list->selectRow(row);
    return true;
}

void LabPane::chooseLesson(int row) {
    const scenario::Lesson *const lesson = m_lessons->lessonAt(row);
    const auto open = m_bench->plain();
    if (lesson == nullptr || (open && open->json == lesson->json))
        return;
    m_stage->clock().stop();
    m_bench->open(std::string(lesson->json));
}

void LabPane::openFile(const QString &path) {
    m_stage->clock().stop();
    m_bench->openFile(path);
    m_tabs->setCurrentIndex(0);
}

void LabPane::beginSomewhere() {
    if (m_bench->plain() || m_bench->isBusy())
        return;
    const int row = m_lessons->firstUndone();
    if (row >= 0)
        chooseLesson(row);
}

void LabPane::openText(const std::string &json) {
    m_stage->clock().stop();
    m_bench->open(json);
    m_tabs->setCurrentIndex(0);
}

void LabPane::showCurrentLesson() {
    const auto plain = m_bench->plain();
    const int row = plain ? m_lessons->rowOf(plain->scenario.id) : -1;
    const scenario::Lesson *const lesson = m_lessons->lessonAt(row);
    if (lesson != nullptr && lesson->json == plain->json)
        m_list->selectRow(row);
    else
        m_list->clearSelection();
}

void LabPane::complete(const QString &scenario) {
    if (m_done.contains(scenario) || m_lessons->rowOf(toUtf8(scenario)) < 0)
        return;
    m_done.append(scenario);
    QSettings().setValue(doneKey, m_done);
    m_lessons->setDone(m_done);
}

void LabPane::setClock() { m_stage->clock().askForTime(); }

void LabPane::escape() {
    m_stage->clock().stop();
    m_notice->dismiss();
}

void LabPane::askForFile() {
    auto *dialog = new QFileDialog(this, tr("Open scenario"), QDir::homePath(),
                                   tr("Scenarios (*.json);;All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &LabPane::openFile);
    dialog->open();
}

void LabPane::askForExport(LabFormat format) {
    const auto course = m_bench->course();
    if (!course)
        return;
    const QString name = fromUtf8(course->scenario.id) + u'.' + extensionOf(format);
    auto *dialog = new QFileDialog(this, tr("Export"), QDir::home().filePath(name));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, format](const QString &path) { exportTo(format, path); });
    dialog->open();
}

void LabPane::exportTo(LabFormat format, const QString &path) {
    const bool isHandout = format == LabFormat::HandoutHtml || format == LabFormat::HandoutPdf;
    const auto course = isHandout ? m_bench->plain() : m_bench->course();
    if (!course)
        return;
    m_writing.start([this, course, format, path, language = m_bench->language(),
                     dark = isDark(palette())](const StopToken &, const Progress &) {
        QString problem;
        const std::unique_ptr<QThread> writer(
            QThread::create([&] { problem = writeLab(*course, language, format, path, dark); }));
        writer->start();
        writer->wait();
        return session::Job::Finish([this, path, problem] { tellExport(path, problem); });
    });
}

void LabPane::tellExport(const QString &path, const QString &problem) {
    MessageBar::Message message;
    message.tone = problem.isEmpty() ? MessageBar::Tone::Done : MessageBar::Tone::Error;
    message.sentence = problem.isEmpty() ? tr("Written to %1").arg(shown(toUtf8(path))) : problem;
    m_notice->tell(message);
}

void LabPane::tell(const QStringList &sentences, bool isEdit) {
    MessageBar::Message message;
    message.tone = MessageBar::Tone::Error;
    message.sentence = isEdit
                           ? tr("With this change it cannot be played: %1").arg(sentences.value(0))
                           : tr("This is no scenario. %1").arg(sentences.value(0));
    if (sentences.size() > 1)
        message.details = sentences;
    if (isEdit) {
        message.action = tr("Undo");
        message.perform = [this] { m_bench->undo().undo(); };
    }
    m_notice->tell(message);
    showCurrentLesson();
}

void LabPane::tint() {
    m_open->setIcon(icon(QStringLiteral("open"), palette()));
    m_export->setIcon(icon(QStringLiteral("export"), palette()));
    findChild<QToolButton *>(QStringLiteral("labLeave"))
        ->setIcon(icon(QStringLiteral("close"), palette()));
}

void LabPane::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_open != nullptr)
        tint();
}

} // namespace etagere::ui
