// SPDX-License-Identifier: Apache-2.0
#include "core/session/live_visit_record.h"

#include <QtCore/QJsonArray>

#include "core/session/json_value.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace etagere::session {

using namespace Qt::StringLiterals;
using audit::LiveVisit;
using live::BrowserError;
using live::VisitSummary;

namespace {

constexpr qsizetype mostItems = 500; // of a visit's storage, and of its cookies: hostile pages

constexpr std::array failures{"not-installed"_L1, "cannot-start"_L1, "no-user"_L1,
                              "gone"_L1,          "refused"_L1,      "unsupported"_L1,
                              "timed-out"_L1,     "cancelled"_L1};
static_assert(failures.size() == static_cast<std::size_t>(BrowserError::Kind::Count));

template <class Names>
std::size_t placeOf(const Names &names, const QString &name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

} // namespace

std::uint32_t countFrom(const QJsonValue &value) {
    constexpr qint64 most = UINT32_MAX;
    return static_cast<std::uint32_t>(std::clamp<qint64>(value.toInteger(0), 0, most));
}

namespace {

QJsonArray cookiesValue(const std::vector<live::Cookie> &cookies) {
    QJsonArray list;
    for (const live::Cookie &cookie : cookies) {
        if (list.size() == mostItems)
            break;
        list.append(QJsonObject{{u"name"_s, textValue(cookie.name)},
                                {u"value"_s, textValue(cookie.value)},
                                {u"domain"_s, textValue(cookie.domain)},
                                {u"path"_s, textValue(cookie.path)},
                                {u"expires_us"_s, timeValue(cookie.expires)},
                                {u"http_only"_s, cookie.isHttpOnly},
                                {u"secure"_s, cookie.isSecure}});
    }
    return list;
}

std::vector<live::Cookie> cookiesFrom(const QJsonArray &list) {
    std::vector<live::Cookie> cookies;
    for (const auto &value : list) {
        const QJsonObject object = value.toObject();
        live::Cookie cookie;
        cookie.name = textFrom(object.value("name"_L1));
        cookie.value = textFrom(object.value("value"_L1));
        cookie.domain = textFrom(object.value("domain"_L1));
        cookie.path = textFrom(object.value("path"_L1));
        cookie.expires = timeFrom(object.value("expires_us"_L1));
        cookie.isHttpOnly = object.value("http_only"_L1).toBool();
        cookie.isSecure = object.value("secure"_L1).toBool();
        cookies.push_back(std::move(cookie));
    }
    return cookies;
}

QJsonArray storageValue(const std::vector<live::StoredItem> &items) {
    QJsonArray list;
    for (const live::StoredItem &item : items) {
        if (list.size() == mostItems)
            break;
        list.append(QJsonObject{{u"session"_s, item.area == live::StoredItem::Area::Session},
                                {u"origin"_s, textValue(item.origin)},
                                {u"key"_s, textValue(item.key)},
                                {u"value"_s, textValue(item.value)}});
    }
    return list;
}

std::vector<live::StoredItem> storageFrom(const QJsonArray &list) {
    using Area = live::StoredItem::Area;
    std::vector<live::StoredItem> items;
    for (const auto &value : list) {
        const QJsonObject object = value.toObject();
        items.push_back({object.value("session"_L1).toBool() ? Area::Session : Area::Local,
                         textFrom(object.value("origin"_L1)), textFrom(object.value("key"_L1)),
                         textFrom(object.value("value"_L1))});
    }
    return items;
}

QJsonObject blindnessValue(const live::Blindness &blindness) {
    QJsonArray urls;
    for (const std::string &url : blindness.unseenUrls)
        urls.append(textValue(url));
    return {{u"unseen"_s, qint64{blindness.unseen}},
            {u"inferred"_s, qint64{blindness.inferred}},
            {u"lost_bodies"_s, qint64{blindness.lostBodies}},
            {u"cut_bodies"_s, qint64{blindness.cutBodies}},
            {u"unfinished"_s, qint64{blindness.unfinished}},
            {u"dropped"_s, qint64{blindness.dropped}},
            {u"unseen_urls"_s, urls}};
}

live::Blindness blindnessFrom(const QJsonObject &object) {
    live::Blindness blindness;
    blindness.unseen = countFrom(object.value("unseen"_L1));
    blindness.inferred = countFrom(object.value("inferred"_L1));
    blindness.lostBodies = countFrom(object.value("lost_bodies"_L1));
    blindness.cutBodies = countFrom(object.value("cut_bodies"_L1));
    blindness.unfinished = countFrom(object.value("unfinished"_L1));
    blindness.dropped = countFrom(object.value("dropped"_L1));
    const QJsonArray urls = object.value("unseen_urls"_L1).toArray();
    for (const auto &url : urls)
        blindness.unseenUrls.push_back(textFrom(url));
    return blindness;
}

} // namespace

QJsonObject visitValue(const LiveVisit &visit) {
    const VisitSummary &summary = visit.summary;
    const std::string_view step = nameOf(visit.step.kind);
    return {{u"visit"_s, qint64{visit.visit.index()}},
            {u"step"_s, textValue(step)},
            {u"person"_s, qint64{visit.step.person}},
            {u"visitor"_s, textValue(visit.visitor)},
            {u"url"_s, textValue(visit.url)},
            {u"exchanges"_s, qint64{visit.exchanges}},
            {u"cookies_left"_s, qint64{visit.cookiesLeft}},
            {u"end"_s, textValue(nameOf(summary.end))},
            {u"failure"_s, textValue(summary.failure)},
            {u"final_url"_s, textValue(summary.finalUrl)},
            {u"title"_s, textValue(summary.title)},
            {u"started_us"_s, timeValue(summary.started)},
            {u"took_us"_s, qint64{summary.took.count()}},
            {u"cookies"_s, cookiesValue(summary.cookies)},
            {u"storage"_s, storageValue(summary.storage)},
            {u"blindness"_s, blindnessValue(summary.blindness)}};
}

namespace {

VisitSummary summaryFrom(const QJsonObject &object) {
    VisitSummary summary;
    summary.end =
        live::visitEndFrom(textFrom(object.value("end"_L1))).value_or(VisitSummary::End::Crashed);
    summary.failure = textFrom(object.value("failure"_L1));
    summary.finalUrl = textFrom(object.value("final_url"_L1));
    summary.title = textFrom(object.value("title"_L1));
    summary.started = timeFrom(object.value("started_us"_L1)).value_or(Instant{});
    summary.took = Duration(std::max<qint64>(object.value("took_us"_L1).toInteger(0), 0));
    summary.cookies = cookiesFrom(object.value("cookies"_L1).toArray());
    summary.storage = storageFrom(object.value("storage"_L1).toArray());
    summary.blindness = blindnessFrom(object.value("blindness"_L1).toObject());
    return summary;
}

} // namespace

std::optional<LiveVisit> visitFrom(const QJsonObject &object, const traffic::Traffic &traffic,
                                   std::size_t firstVisit) {
    const auto step = audit::stepKindFrom(object.value("step"_L1).toString().toStdString());
    const qint64 number = object.value("visit"_L1).toInteger(-1);
    if (!step || number < 0 ||
        static_cast<std::size_t>(number) >= traffic.visitCount() - firstVisit)
        return std::nullopt;
    LiveVisit visit;
    visit.visit = traffic::VisitId::fromSize(firstVisit + static_cast<std::size_t>(number));
    visit.visitor = textFrom(object.value("visitor"_L1));
    if (traffic.visitor(traffic.visit(visit.visit).visitor).name != visit.visitor)
        return std::nullopt;
    visit.step = {*step, countFrom(object.value("person"_L1))};
    visit.url = textFrom(object.value("url"_L1));
    visit.exchanges = countFrom(object.value("exchanges"_L1));
    visit.cookiesLeft = countFrom(object.value("cookies_left"_L1));
    visit.summary = summaryFrom(object);
    return visit;
}

QJsonValue failureValue(const std::optional<BrowserError> &failure) {
    if (!failure)
        return {};
    return QJsonObject{{u"kind"_s, failures[static_cast<std::size_t>(failure->kind)]},
                       {u"detail"_s, textValue(failure->detail)}};
}

std::optional<BrowserError> failureFrom(const QJsonValue &value) {
    const std::size_t kind = placeOf(failures, value.toObject().value("kind"_L1).toString());
    if (kind == failures.size())
        return std::nullopt;
    return BrowserError{static_cast<BrowserError::Kind>(kind),
                        textFrom(value.toObject().value("detail"_L1))};
}

} // namespace etagere::session
