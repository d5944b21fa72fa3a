// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/headers_pane.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStyle>
#include <QtWidgets/QVBoxLayout>

#include "core/explain/numbers.h"
#include "core/replay/reasons.h"
#include "ui/models/text.h"
#include "ui/panes/field_table.h"
#include "ui/panes/readable.h"
#include "ui/panes/text_view.h"
#include "ui/panes/when_shown.h"
#include "ui/widgets/empty_state.h"

#include <algorithm>

namespace etagere::ui {

namespace {

constexpr std::size_t lineLimit = 4096;
constexpr int mostLines = 24; ///< that a table asks for room for; what is longer is scrolled
constexpr std::size_t shownBytes = std::size_t{64} << 10U; ///< of a value, before more is asked for
constexpr std::size_t mostBytes = std::size_t{4} << 20U;   ///< that a text view takes quickly

QVBoxLayout *columnOf(QWidget *widget) {
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    return column;
}

QLabel *makeHeading(const QString &text, QWidget *parent) {
    auto *heading = new QLabel(text, parent);
    heading->setTextFormat(Qt::PlainText);
    QFont bold;
    bold.setBold(true);
    heading->setFont(bold);
    return heading;
}

QString requestLine(const traffic::Traffic &traffic, const traffic::Exchange &exchange) {
    QString line = shown(exchange.method) + u' ' + shown(traffic.urlText(exchange.url), lineLimit);
    if (!exchange.requestVersion.empty())
        line += u' ' + shown(exchange.requestVersion);
    return line;
}

void setLine(QLineEdit *line, const QString &text) {
    line->setFont(fixedFontBeside(line->parentWidget()->font()));
    line->setText(text);
    line->setCursorPosition(0);
}

std::vector<http::Field> copied(http::Fields fields) { return {fields.begin(), fields.end()}; }

/// What the model sent along to validate.
std::vector<http::Field> conditionFields(const cache::Condition &condition) {
    std::vector<http::Field> fields;
    const auto add = [&fields](http::FieldName name, std::string_view value) {
        if (!value.empty())
            fields.push_back({http::spelling(name), value, name});
    };
    add(http::FieldName::IfNoneMatch, condition.ifNoneMatch);
    add(http::FieldName::IfModifiedSince, condition.ifModifiedSince);
    return fields;
}

bool validates(const cache::Decision &decision) {
    return decision.reasons.contains(cache::Rule::ValidateByTag) ||
           decision.reasons.contains(cache::Rule::ValidateByDate);
}

} // namespace

HeadersPane::Message HeadersPane::makeMessage(const QString &heading, const QString &lineName,
                                              const QString &tableName) {
    Message message;
    message.whole = new QWidget;
    message.heading = makeHeading(heading, message.whole);
    message.line = new QLineEdit(message.whole);
    message.line->setReadOnly(true);
    message.line->setFrame(false);
    message.line->setAccessibleName(lineName);
    message.table = new FieldTable(message.whole);
    message.table->setAccessibleName(tableName);
    QVBoxLayout *column = columnOf(message.whole);
    column->addWidget(message.heading);
    column->addWidget(message.line);
    column->addWidget(message.table);
    connect(message.table, &FieldTable::lineChosen, this,
            [this, table = message.table] { showValue(*table); });
    return message;
}

QWidget *HeadersPane::makeModelPart() {
    auto *part = new QWidget;
    QVBoxLayout *column = columnOf(part);
    column->addWidget(makeHeading(tr("What the model would send"), part));
    m_modelSays = new QLabel(part);
    m_modelSays->setTextFormat(Qt::PlainText);
    m_modelSays->setWordWrap(true);
    m_modelFields = new FieldTable(part);
    m_modelFields->setAccessibleName(tr("Fields that the model would add"));
    column->addWidget(m_modelSays);
    column->addWidget(m_modelFields);
    connect(m_modelFields, &FieldTable::lineChosen, this, [this] { showValue(*m_modelFields); });
    return part;
}

QWidget *HeadersPane::makeValuePart() {
    m_valuePart = new QWidget;
    QVBoxLayout *column = columnOf(m_valuePart);
    m_valueSays = new QLabel(m_valuePart);
    m_valueSays->setTextFormat(Qt::PlainText);
    m_valueSays->setWordWrap(true);
    m_value = new TextView(m_valuePart);
    m_value->setAccessibleName(tr("Value of the chosen field"));
    m_more = new QPushButton(m_valuePart);
    m_more->setObjectName(QStringLiteral("showAll"));
    m_more->setAutoDefault(false);
    column->addWidget(m_valueSays);
    column->addWidget(m_value);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    connect(m_more, &QPushButton::clicked, this, &HeadersPane::showAllOfValue);
    m_valuePart->hide();
    return m_valuePart;
}

HeadersPane::HeadersPane(session::Workspace &workspace, Focus &focus, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_focus(focus)
    , m_reading(new session::Job(this)) {
    auto *content = new QWidget(this);
    m_search = new QLineEdit(content);
    m_search->setPlaceholderText(tr("Find a field"));
    m_search->setAccessibleName(tr("Find a field"));
    m_search->setClearButtonEnabled(true);
    auto *legend = new QLabel(tr("\u25c6 read by caches"), content);
    m_request = makeMessage(tr("Request"), tr("Request line"), tr("Request fields"));
    m_response = makeMessage(tr("Response"), tr("Status line"), tr("Response fields"));

    auto *bar = new QHBoxLayout;
    bar->addWidget(m_search);
    bar->addWidget(legend);
    m_parts = new QSplitter(Qt::Vertical, content);
    m_parts->setChildrenCollapsible(false);
    m_parts->addWidget(m_request.whole);
    m_parts->addWidget(m_response.whole);
    connect(m_parts, &QSplitter::splitterMoved, this, [this] { m_sharedByUser = true; });
    QVBoxLayout *column = columnOf(content);
    const int margin = style()->pixelMetric(QStyle::PM_LayoutLeftMargin) / 2;
    column->setContentsMargins(margin, margin, margin, margin);
    column->addLayout(bar);
    column->addWidget(m_parts, 3);
    column->addWidget(makeValuePart(), 1);
    column->addWidget(makeModelPart());
    auto *scrolled = new QScrollArea(this);
    scrolled->setFrameShape(QFrame::NoFrame);
    scrolled->setFocusPolicy(Qt::NoFocus);
    scrolled->setWidgetResizable(true);
    scrolled->setWidget(content);
    m_empty = new EmptyState(scrolled, this);
    m_empty->say(tr("Choose an exchange to see its request and response fields."));
    columnOf(this)->addWidget(m_empty);

    connect(m_search, &QLineEdit::textChanged, m_request.table, &FieldTable::setSearch);
    connect(m_search, &QLineEdit::textChanged, m_response.table, &FieldTable::setSearch);
    m_shown = new WhenShown(*this, [this] { refresh(); });
    connect(&focus, &Focus::exchangeChanged, m_shown, &WhenShown::ask);
    connect(&workspace, &session::Workspace::captureChanged, m_shown, &WhenShown::ask);
    connect(&workspace, &session::Workspace::logChanged, m_shown, &WhenShown::ask);
}

void HeadersPane::refresh() {
    const auto traffic = m_workspace.traffic();
    const traffic::ExchangeId exchange = m_focus.exchange();
    const bool chosen =
        traffic && exchange.isValid() && exchange.index() < traffic->exchangeCount();
    m_empty->setEmpty(!chosen);
    hideValue();
    if (chosen) {
        showMessages(traffic, traffic->exchange(exchange));
        showModel(traffic, exchange);
        shareHeight();
        return;
    }
    for (FieldTable *table : {m_request.table, m_response.table, m_modelFields})
        table->setFields({}, {});
}

void HeadersPane::showMessages(const std::shared_ptr<const traffic::Traffic> &traffic,
                               const traffic::Exchange &exchange) {
    setLine(m_request.line, requestLine(*traffic, exchange));
    m_request.table->setFields(copied(exchange.requestFields), traffic);
    const QString status =
        exchange.status == 0
            ? tr("No response")
            : (shown(exchange.responseVersion) + u' ' + QString::number(exchange.status)).trimmed();
    setLine(m_response.line, status);
    m_response.table->setFields(copied(exchange.responseFields), traffic);
}

void HeadersPane::showModel(const std::shared_ptr<const traffic::Traffic> &traffic,
                            traffic::ExchangeId exchange) {
    const auto log = m_workspace.log();
    std::vector<http::Field> sent;
    if (!log || exchange.index() >= log->rows.size()) {
        m_modelSays->setText(tr("The model is still playing the capture \u2026"));
    } else if (const cache::Decision &decision = log->row(exchange).decision;
               !cache::usesNetwork(decision.outcome)) {
        m_modelSays->setText(decision.outcome == cache::Outcome::OnlyIfCachedFailure
                                 ? tr("Nothing: the request forbids to ask the network.")
                                 : tr("Nothing: the cache answers by itself."));
    } else if (!validates(decision)) {
        m_modelSays->setText(tr("The request as it is, without a validator of the cache."));
    } else {
        m_modelSays->setText(tr("The request with these fields added:"));
        sent = conditionFields(replay::groundsOf(*traffic, *log, exchange).condition);
    }
    m_modelFields->setVisible(!sent.empty());
    m_modelFields->setFields(
        std::move(sent),
        std::make_shared<
            std::pair<std::shared_ptr<const traffic::Traffic>, std::shared_ptr<const replay::Log>>>(
            traffic, log));
    m_modelFields->setFixedHeight(m_modelFields->heightOf(m_modelFields->rowCount()));
}

void HeadersPane::shareHeight() {
    if (m_sharedByUser)
        return;
    const auto wanted = [](const FieldTable &table) {
        return table.heightOf(std::min(table.rowCount(), mostLines));
    };
    m_parts->setSizes({wanted(*m_request.table), wanted(*m_response.table)});
}

void HeadersPane::showValue(const FieldTable &table) {
    const FieldTable::Line line = table.currentLine();
    if (line.name.isEmpty())
        return;
    m_whole = line.value;
    const QString length = fromUtf8(explain::size(Bytes{line.value.size()}));
    const QString said = tr("%1, %2").arg(line.name, length);
    m_valueSays->setText(line.meaning.isEmpty() ? said
                                                : said + QStringLiteral(". ") + line.meaning);
    m_value->setPlainText(readableLines(m_whole.substr(0, shownBytes)));
    ++m_chosen;
    m_more->setEnabled(true);
    m_more->setVisible(m_whole.size() > shownBytes);
    const QString most = fromUtf8(explain::size(Bytes{mostBytes}));
    m_more->setText(m_whole.size() > mostBytes ? tr("Show the first %1").arg(most)
                                               : tr("Show all %1").arg(length));
    m_valuePart->show();
}

void HeadersPane::showAllOfValue() {
    m_more->setEnabled(false);
    m_reading->start([this, chosen = m_chosen, value = std::string(m_whole.substr(0, mostBytes))](
                         const StopToken &, const Progress &) -> session::Job::Finish {
        return [this, chosen, lines = readableLines(value)] {
            if (chosen != m_chosen)
                return;
            m_value->setPlainText(lines);
            m_value->setFocus();
            m_more->hide();
        };
    });
}

void HeadersPane::hideValue() {
    m_whole = {};
    ++m_chosen;
    m_value->clear();
    m_valuePart->hide();
}

} // namespace etagere::ui
