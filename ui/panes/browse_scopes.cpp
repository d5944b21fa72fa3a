// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/browse_scopes.h"

#include <QtCore/QCoreApplication>

#include "core/explain/grades.h"
#include "core/url/url.h"
#include "ui/models/text.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace etagere::ui {

namespace {

using flush::By;
using session::BrowsingRow;

constexpr std::size_t nameLimit = 48; ///< of recorded text in a menu
constexpr std::size_t mostFindings = 12;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::BrowseScopes)
};

/// Recorded text for a menu's entry, where & marks the key to press.
QString label(std::string_view recorded) {
    return shown(recorded, nameLimit).replace(u'&', QStringLiteral("&&"));
}

/// What the person's last visit asked for.
std::set<std::string> urlsOf(const session::Browsing &browsing, session::PersonId person) {
    std::set<std::string> urls;
    const std::vector<BrowsingRow> &rows = browsing.rows();
    const auto last = std::find_if(rows.rbegin(), rows.rend(), [person](const BrowsingRow &row) {
        return row.person == person;
    });
    if (last == rows.rend())
        return urls;
    for (auto row = last; row != rows.rend(); ++row) {
        if (row->person == person && row->visit == last->visit)
            urls.insert(row->url);
    }
    return urls;
}

void offerPage(std::vector<FlushOffer> &offers, const std::string &page,
               const std::set<std::string> &urls) {
    const url::UrlView view = url::parseUrl(page);
    const std::string origin = url::originOf(view);
    if (view.host.empty())
        return;
    const std::string site = url::siteOf(view.host);
    offers.push_back({Words::tr("This &site: %1").arg(label(site)), {By::Site, {site}, {}}});
    offers.push_back(
        {Words::tr("This &origin: %1").arg(label(origin)), {By::Origin, {origin}, {}}});
    if (!urls.empty())
        offers.push_back({Words::tr("What this &page asked for (%n URL(s))", nullptr,
                                    static_cast<int>(urls.size())),
                          {By::Url, {urls.begin(), urls.end()}, {}}});
}

bool concerns(const analysis::Finding &finding, const std::set<std::string> &urls) {
    return std::any_of(finding.urls.begin(), finding.urls.end(),
                       [&urls](const std::string &url) { return urls.contains(url); });
}

} // namespace

std::vector<FlushOffer> flushOffers(const session::Browsing &browsing, session::PersonId person) {
    std::vector<FlushOffer> offers{{Words::tr("The &whole cache"), {}}};
    const session::BrowsingPerson *const found = browsing.find(person);
    if (found == nullptr)
        return offers;
    const std::set<std::string> urls = urlsOf(browsing, person);
    offerPage(offers, found->url, urls);
    const auto report = browsing.report();
    if (!report)
        return offers;
    for (const analysis::Finding &finding : report->findings) {
        if (offers.size() > mostFindings)
            break;
        if (concerns(finding, urls))
            offers.push_back({Words::tr("%1 of %2", "finding, origin")
                                  .arg(fromUtf8(explain::titleOf(finding.kind, finding.validator)),
                                       label(finding.origin)),
                              {By::Url, finding.urls, {}},
                              true});
    }
    return offers;
}

} // namespace etagere::ui
