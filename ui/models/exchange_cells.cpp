// SPDX-License-Identifier: Apache-2.0
#include "ui/models/exchange_cells.h"

#include "core/explain/cache_rule_text.h"
#include "core/explain/grades.h"
#include "core/explain/numbers.h"
#include "core/session/resource_type.h"
#include "ui/models/exchange_model.h"
#include "ui/models/text.h"

#include <array>
#include <chrono>

namespace etagere::ui {

namespace {

constexpr std::size_t wordLimit = 32;
constexpr std::size_t nameLimit = 128;

struct TypeWord {
    session::ResourceType type{};
    const char *word = nullptr;
};
constexpr std::array typeWords{
    TypeWord{session::ResourceType::Document,
             QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Document")},
    TypeWord{session::ResourceType::Script,
             QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Script")},
    TypeWord{session::ResourceType::Style,
             QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Style")},
    TypeWord{session::ResourceType::Image,
             QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Image")},
    TypeWord{session::ResourceType::Font, QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Font")},
    TypeWord{session::ResourceType::Media,
             QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Media")},
    TypeWord{session::ResourceType::Data, QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Data")},
    TypeWord{session::ResourceType::Other,
             QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Other")},
};

constexpr bool wordsAreInEnumOrder() {
    for (std::size_t i = 0; i < typeWords.size(); ++i) {
        if (static_cast<std::size_t>(typeWords[i].type) != i)
            return false;
    }
    return typeWords.size() == static_cast<std::size_t>(session::ResourceType::Count);
}
static_assert(wordsAreInEnumOrder(), "every type has its own word, in order");

struct ColumnWords {
    const char *title = nullptr;
    const char *meaning = nullptr;
};
constexpr std::array columnWords{
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "!"),
                QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel",
                                  "Worst grade of the findings that concern the exchange")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "#"),
                QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Number in the capture")},
    ColumnWords{
        QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Time"),
        QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Seconds since the first exchange")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Outcome"),
                QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "What the browser model did")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Recorded"),
                QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel",
                                  "How that stands to what the recorded browser did")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Method"),
                QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Method of the request")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "URL"),
                QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "What was asked for")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Status"),
                QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Status of the response")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Size"),
                QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel",
                                  "Size of the content, and in the tooltip what was transferred")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Type"),
                QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Sort of resource")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Tag"),
                QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel",
                                  "ETag of the response, or else its Last-Modified")},
    ColumnWords{QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Visitor"),
                QT_TRANSLATE_NOOP("etagere::ui::ExchangeModel", "Who asked")},
};
static_assert(columnWords.size() == static_cast<std::size_t>(ExchangeModel::Column::Count));

std::string_view visitorOf(const traffic::Traffic &traffic, const traffic::Exchange &exchange) {
    return traffic.visitor(traffic.visit(exchange.visit).visitor).name;
}

QString sizeText(const traffic::Exchange &exchange) {
    const std::int64_t size = session::sizeOf(exchange);
    return size < 0 ? QString() : fromUtf8(explain::size(Bytes{static_cast<std::uint64_t>(size)}));
}

} // namespace

std::string_view shownTag(const traffic::Exchange &exchange) noexcept {
    const std::string_view tag = http::valueOf(exchange.responseFields, http::FieldName::ETag);
    return tag.empty() ? http::valueOf(exchange.responseFields, http::FieldName::LastModified)
                       : tag;
}

QString ExchangeModel::display(traffic::ExchangeId id, Column column) const {
    const traffic::Exchange &exchange = m_traffic->exchange(id);
    switch (column) {
    case Column::Grade:
        return gradeOf(id) > 0 ? QString::number(gradeOf(id)) : QString();
    case Column::Number:
        return QString::number(id.index() + 1);
    case Column::Time:
        return timeText(id);
    case Column::Outcome:
    case Column::Recorded:
        return decidedText(id, column);
    case Column::Method:
        return shown(exchange.method, wordLimit);
    case Column::Url:
        return shown(m_traffic->urlText(exchange.url));
    case Column::Status:
        return exchange.status > 0 ? QString::number(exchange.status) : QString();
    case Column::Size:
        return sizeText(exchange);
    case Column::Type: {
        const auto type = session::typeOf(exchange, m_traffic->urlText(exchange.url));
        return tr(typeWords[static_cast<std::size_t>(type)].word);
    }
    case Column::Tag:
        return shown(shownTag(exchange), nameLimit);
    case Column::Visitor:
        return shown(visitorOf(*m_traffic, exchange), nameLimit);
    case Column::Count:
        break;
    }
    return {};
}

QString ExchangeModel::decidedText(traffic::ExchangeId id, Column column) const {
    const replay::Row *decided = decidedOn(id);
    if (decided == nullptr)
        return QStringLiteral("\u2026");
    return fromUtf8(column == Column::Outcome ? explain::wordOf(decided->decision)
                                              : explain::wordOf(decided->comparison));
}

QString ExchangeModel::timeText(traffic::ExchangeId id) const {
    const auto &started = m_traffic->exchange(id).started;
    if (!started || !m_begin)
        return {};
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(*started - *m_begin);
    return QStringLiteral("%1.%2")
        .arg(since.count() / 1000)
        .arg(since.count() % 1000, 3, 10, QLatin1Char('0'));
}

QString ExchangeModel::toolTip(traffic::ExchangeId id, Column column) const {
    const traffic::Exchange &exchange = m_traffic->exchange(id);
    switch (column) {
    case Column::Grade: {
        const auto grade = static_cast<analysis::Grade>(gradeOf(id));
        const QString name = fromUtf8(explain::nameOf(grade));
        return gradeOf(id) == 0 ? QString()
                                : neverRich(name + u'\n' + fromUtf8(explain::meaningOf(grade)));
    }
    case Column::Time:
        return exchange.started ? fromUtf8(explain::rfc3339(*exchange.started)) : QString();
    case Column::Outcome:
    case Column::Recorded:
        return decidedToolTip(id, column);
    case Column::Method:
        return toolTipOf(exchange.method);
    case Column::Url:
        return toolTipOf(m_traffic->urlText(exchange.url));
    case Column::Size:
        return sizeToolTip(exchange);
    case Column::Type:
        return toolTipOf(session::mimeOf(exchange));
    case Column::Tag:
        return toolTipOf(shownTag(exchange));
    case Column::Visitor:
        return toolTipOf(visitorOf(*m_traffic, exchange));
    default:
        return {};
    }
}

QString ExchangeModel::sizeToolTip(const traffic::Exchange &exchange) {
    if (exchange.transferredBytes < 0)
        return {};
    return tr("Transferred: %1")
        .arg(fromUtf8(explain::size(Bytes{static_cast<std::uint64_t>(exchange.transferredBytes)})));
}

QString ExchangeModel::decidedToolTip(traffic::ExchangeId id, Column column) const {
    const replay::Row *decided = decidedOn(id);
    if (decided == nullptr)
        return tr("The browser model has not decided yet");
    if (column == Column::Recorded)
        return neverRich(
            tr("The recorded browser: %1").arg(fromUtf8(explain::wordOf(decided->recorded))));
    QStringList lines{fromUtf8(explain::wordOf(decided->decision))};
    if (decided->considered.isValid())
        lines.append(tr("The stored response was %1 old, and fresh for %2")
                         .arg(fromUtf8(explain::duration(decided->decision.age)),
                              fromUtf8(explain::duration(decided->decision.lifetime))));
    if (decided->decision.inferred)
        lines.append(
            tr("Inferred: rests on an answer that was not recorded but follows from the record"));
    return neverRich(lines.join(u'\n'));
}

QVariant ExchangeModel::accessibleText(traffic::ExchangeId id, Column column) const {
    switch (column) {
    case Column::Grade: {
        const int grade = gradeOf(id);
        const QString name = grade == 0
                                 ? tr("No finding")
                                 : fromUtf8(explain::nameOf(static_cast<analysis::Grade>(grade)));
        return isNoted(id) ? tr("%1, has a note").arg(name) : name;
    }
    case Column::Number:
        return tr("Exchange %1").arg(id.index() + 1);
    case Column::Time: {
        const QString time = timeText(id);
        return time.isEmpty() ? tr("No time") : tr("%1 seconds").arg(time);
    }
    case Column::Outcome: {
        const replay::Row *decided = decidedOn(id);
        if (decided == nullptr)
            return tr("Not decided yet");
        const QString word = fromUtf8(explain::wordOf(decided->decision));
        return decided->decision.inferred ? tr("%1, inferred").arg(word) : word;
    }
    case Column::Recorded:
        return decidedOn(id) == nullptr ? QVariant(tr("Not decided yet")) : QVariant();
    case Column::Status:
        return m_traffic->exchange(id).status == 0 ? QVariant(tr("No response")) : QVariant();
    default:
        return {};
    }
}

QVariant ExchangeModel::alignmentOf(Column column) {
    const bool number = column == Column::Number || column == Column::Time ||
                        column == Column::Status || column == Column::Size;
    return number ? QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter))
                  : QVariant();
}

QVariant ExchangeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const ColumnWords &words = columnWords[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return tr(words.title);
    case Qt::ToolTipRole:
        return tr(words.meaning);
    case Qt::AccessibleTextRole:
        return section <= static_cast<int>(Column::Number) ? QVariant(tr(words.meaning))
                                                           : QVariant();
    case Qt::TextAlignmentRole:
        return alignmentOf(static_cast<Column>(section));
    default:
        return {};
    }
}

} // namespace etagere::ui
