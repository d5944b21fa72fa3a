// SPDX-License-Identifier: Apache-2.0
#include "core/session/flush_record.h"

#include <QtCore/QJsonObject>

#include "core/session/json_value.h"
#include "core/session/live_visit_record.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <utility>

namespace etagere::session {

namespace {

using namespace Qt::StringLiterals;
using audit::FlushTrial;
using live::FlushFault;
using live::FlushResult;

constexpr qsizetype mostTrials = 100; // what a hostile file may ask for
constexpr qsizetype mostTexts = 10'000;

constexpr std::array gaps{"none"_L1, "no-findings"_L1, "failed"_L1, "stopped"_L1};
constexpr std::array ways{"cleared"_L1, "deleted"_L1, "overwritten"_L1};
constexpr std::array scopes{"everything"_L1, "entry"_L1, "url"_L1, "origin"_L1, "site"_L1};
static_assert(scopes.size() == static_cast<std::size_t>(flush::By::Count));
constexpr std::array faults{"still-tagged"_L1, "still-served"_L1, "lost-tag"_L1, "cookie-stays"_L1,
                            "cookie-lost"_L1};
static_assert(faults.size() == static_cast<std::size_t>(FlushFault::Kind::Count));

template <class Names, class Value>
QString nameIn(const Names &names, Value value) {
    return names[static_cast<std::size_t>(value)];
}
template <class Value, class Names>
std::optional<Value> valueIn(const Names &names, const QJsonValue &name) {
    const auto found = std::find(names.begin(), names.end(), name.toString());
    if (found == names.end())
        return std::nullopt;
    return static_cast<Value>(found - names.begin());
}

QJsonArray textsValue(const std::vector<std::string> &texts) {
    QJsonArray list;
    for (const std::string &text : texts)
        list.append(textValue(text));
    return list;
}
std::vector<std::string> textsFrom(const QJsonArray &list) {
    std::vector<std::string> texts;
    for (qsizetype i = 0; i < std::min(list.size(), mostTexts); ++i)
        texts.push_back(textFrom(list[i]));
    return texts;
}

QJsonArray faultsValue(const std::vector<FlushFault> &all) {
    QJsonArray list;
    for (const FlushFault &fault : all)
        list.append(QJsonObject{{u"kind"_s, nameIn(faults, fault.kind)},
                                {u"name"_s, textValue(fault.name)},
                                {u"detail"_s, textValue(fault.detail)}});
    return list;
}
std::vector<FlushFault> faultsFrom(const QJsonArray &list) {
    std::vector<FlushFault> all;
    for (qsizetype i = 0; i < std::min(list.size(), mostTexts); ++i) {
        const QJsonObject object = list[i].toObject();
        const auto kind = valueIn<FlushFault::Kind>(faults, object.value("kind"_L1));
        if (kind)
            all.push_back(
                {*kind, textFrom(object.value("name"_L1)), textFrom(object.value("detail"_L1))});
    }
    return all;
}

QJsonObject trialValue(const FlushTrial &trial) {
    QJsonArray visits;
    for (const audit::LiveVisit &visit : trial.visits)
        visits.append(visitValue(visit));
    QJsonValue way;
    QJsonValue entries;
    if (trial.result) {
        way = nameIn(ways, trial.result->way);
        if (trial.result->entries)
            entries = static_cast<qint64>(*trial.result->entries);
    }
    return {{u"order"_s, textValue(textOf(trial.order))},
            {u"cookies_too"_s, trial.order.cookiesToo},
            {u"by"_s, nameIn(scopes, trial.scope.by)},
            {u"names"_s, textsValue(trial.scope.names)},
            {u"gap"_s, nameIn(gaps, trial.gap)},
            {u"failure"_s, failureValue(trial.failure)},
            {u"way"_s, way},
            {u"entries"_s, entries},
            {u"visits"_s, visits},
            {u"faults"_s, faultsValue(trial.check.faults)},
            {u"flushed"_s, qint64{trial.check.flushed}},
            {u"untouched"_s, qint64{trial.check.untouched}},
            {u"not_visited"_s, textsValue(trial.check.notVisited)},
            {u"cookies_before"_s, qint64{trial.cookiesBefore}},
            {u"cookies_after"_s, qint64{trial.cookiesAfter}}};
}

/// Without its visits.
std::optional<FlushTrial> trialFrom(const QJsonObject &object) {
    const auto order = audit::flushOrderFrom(textFrom(object.value("order"_L1)));
    const auto gap = valueIn<FlushTrial::Gap>(gaps, object.value("gap"_L1));
    const auto by = valueIn<flush::By>(scopes, object.value("by"_L1));
    if (!order || !gap || !by)
        return std::nullopt;
    FlushTrial trial;
    trial.order = *order;
    trial.order.cookiesToo = object.value("cookies_too"_L1).toBool();
    trial.scope = {*by, textsFrom(object.value("names"_L1).toArray()), {}};
    trial.gap = *gap;
    trial.failure = failureFrom(object.value("failure"_L1));
    if (const auto way = valueIn<FlushResult::Way>(ways, object.value("way"_L1))) {
        const qint64 entries = object.value("entries"_L1).toInteger(-1);
        trial.result = FlushResult{*way, {}, trial.order.cookiesToo};
        if (entries >= 0)
            trial.result->entries = static_cast<std::uint64_t>(entries);
    }
    trial.check.faults = faultsFrom(object.value("faults"_L1).toArray());
    trial.check.flushed = countFrom(object.value("flushed"_L1));
    trial.check.untouched = countFrom(object.value("untouched"_L1));
    trial.check.notVisited = textsFrom(object.value("not_visited"_L1).toArray());
    trial.cookiesBefore = countFrom(object.value("cookies_before"_L1));
    trial.cookiesAfter = countFrom(object.value("cookies_after"_L1));
    return trial;
}

} // namespace

QJsonArray trialsValue(std::span<const FlushTrial> trials) {
    QJsonArray list;
    for (const FlushTrial &trial : trials)
        list.append(trialValue(trial));
    return list;
}

std::vector<FlushTrial> trialsFrom(const QJsonArray &list, const traffic::Traffic &traffic,
                                   std::size_t firstVisit) {
    std::vector<FlushTrial> trials;
    for (qsizetype i = 0; i < std::min(list.size(), mostTrials); ++i) {
        const QJsonObject object = list[i].toObject();
        auto trial = trialFrom(object);
        if (!trial)
            continue;
        const QJsonArray visits = object.value("visits"_L1).toArray();
        for (qsizetype v = 0; v < std::min(visits.size(), mostTexts); ++v) {
            if (auto visit = visitFrom(visits[v].toObject(), traffic, firstVisit))
                trial->visits.push_back(*std::move(visit));
        }
        trials.push_back(*std::move(trial));
    }
    return trials;
}

} // namespace etagere::session
