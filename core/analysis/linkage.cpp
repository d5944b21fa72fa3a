// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/linkage.h"

#include "core/analysis/body_text.h"
#include "core/analysis/inspection.h"
#include "core/analysis/similarity.h"
#include "core/analysis/token.h"
#include "core/http/http_date.h"
#include "core/http/text.h"
#include "core/url/url.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace etagere::analysis {

namespace {

constexpr std::size_t visitorsCompared = 40;
constexpr std::size_t longestBody = std::size_t{1} << 20U;
constexpr std::size_t valuesRead = 64;
constexpr std::size_t piecesKept = 32; // of one tag; real ones have at most a handful

// A value that stands in its own URL's path is a fingerprinted file name; in the query it may be a
// visitor's number just as well.
bool isExplained(const TagValue &value) {
    if (value.recognition.coverage != recipe::Coverage::Verified)
        return false;
    return std::none_of(value.recognition.parts.begin(), value.recognition.parts.end(),
                        [](const recipe::Part &part) { return part.over == recipe::Over::Query; });
}

// The tag with everything blanked out that the response explains.
std::string unexplainedText(const TagValue &value) {
    std::string text(value.opaque);
    for (const recipe::Part &part : value.recognition.parts) {
        // A clock's time may be half of an identifier: "16" and the milliseconds of the first
        // visit.
        const bool derived = recipe::isDerived(part.kind) && part.over != recipe::Over::Query &&
                             part.kind != recipe::PartKind::ServingTime;
        const bool added = part.kind == recipe::PartKind::CodingSuffix ||
                           part.kind == recipe::PartKind::ServerSuffix;
        if (derived || added)
            std::fill(text.begin() + part.begin, text.begin() + part.end, ' ');
    }
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// A date in Last-Modified is no identifier by its text; a value that is no date may be.
std::vector<std::string> piecesOfValue(const TagHistory &history, const TagValue &value,
                                       std::optional<Instant> when) {
    if (history.validator == tags::Validator::LastModified
            ? http::parseHttpDate(value.field).time.has_value()
            : isExplained(value))
        return {};
    auto pieces = piecesOf(unexplainedText(value));
    std::erase_if(pieces, [&](const std::string &piece) { return !canIdentify(piece, when); });
    if (pieces.size() > piecesKept)
        pieces.resize(piecesKept);
    return pieces;
}

bool isSameFile(const traffic::Traffic &traffic, traffic::UrlId a, traffic::UrlId b) {
    return a == b ||
           (traffic.originOf(a) == traffic.originOf(b) &&
            url::parseUrl(traffic.urlText(a)).path == url::parseUrl(traffic.urlText(b)).path);
}

bool meansVersion(std::string_view member) {
    constexpr std::array<std::string_view, 14> names{
        "etag", "rev",    "version", "ver",  "revision", "build",     "hash",
        "sha",  "digest", "md5",     "sha1", "checksum", "integrity", "v"};
    return std::find(names.begin(), names.end(), member) != names.end();
}

class Linker {
public:
    Linker(const traffic::Traffic &traffic, const TagHistory &history, const IdentifierIndex &index,
           const TopSites &sites)
        : m_traffic(traffic)
        , m_history(history)
        , m_index(index)
        , m_sites(sites) {}

    Linkage run() {
        std::set<std::pair<traffic::VisitorId, std::uint32_t>> done;
        for (const Sighting &sighting : m_history.sightings) {
            if (done.emplace(sighting.visitor, sighting.value).second)
                linkStrongly(sighting);
        }
        if (m_out.strong.empty())
            linkBodies();
        compare(m_out.strong.empty() ? m_out.inBody : m_out.strong);
        countReturns(m_out.strong.empty() ? m_out.inBody : m_out.strong);
        countSites(m_out.strong.empty() ? m_out.inBody : m_out.strong);
        return std::move(m_out);
    }

private:
    [[nodiscard]] std::optional<Instant> when(const Sighting &sighting) const {
        return m_traffic.exchange(sighting.exchange).started;
    }

    // A token that two visitors carry in the same place is a setting or a version, no identifier.
    bool isShared(std::string_view token, traffic::VisitorId visitor) {
        const auto places = m_index.find(token);
        const bool shared =
            std::any_of(places.begin(), places.end(),
                        [visitor](const Carried &place) { return place.visitor != visitor; });
        if (shared)
            m_out.shared = token;
        return shared;
    }

    void linkStrongly(const Sighting &sighting) {
        if (m_linked.contains(sighting.visitor))
            return;
        const TagValue &value = m_history.values[sighting.value];
        for (const std::string &piece : piecesOfValue(m_history, value, when(sighting))) {
            const std::string token = tokenOf(piece);
            if (isShared(token, sighting.visitor))
                continue;
            for (const Carried &place : m_index.find(token)) {
                if (place.carrier == Carrier::UrlParameter &&
                    isSameFile(m_traffic, place.url, m_history.url))
                    continue;
                m_out.strong.push_back(linkFrom(place, token, sighting));
                m_linked.insert(sighting.visitor);
                return;
            }
        }
    }

    [[nodiscard]] Link linkFrom(const Carried &place, const std::string &token,
                                const Sighting &sighting) const {
        Link link;
        link.token = token;
        link.name = place.name;
        switch (place.carrier) {
        case Carrier::Cookie:
            link.where = Link::Where::Cookie;
            link.place = m_traffic.originText(m_traffic.originOf(place.url));
            break;
        case Carrier::UrlParameter:
            link.where = Link::Where::UrlParameter;
            link.place = m_traffic.urlText(place.url);
            break;
        case Carrier::Storage:
            link.where = Link::Where::Storage;
            link.place = place.origin;
            break;
        }
        link.visitor = sighting.visitor;
        link.value = sighting.value;
        link.disguise = place.disguise;
        return link;
    }

    void linkBodies() {
        std::size_t read = 0;
        for (const Sighting &sighting : m_history.sightings) {
            if (!sighting.fresh || m_linked.contains(sighting.visitor) || read == valuesRead)
                continue;
            const auto pieces =
                piecesOfValue(m_history, m_history.values[sighting.value], when(sighting));
            const traffic::Exchange &exchange = m_traffic.exchange(sighting.exchange);
            if (pieces.empty() || exchange.responseBody.length > longestBody)
                continue;
            ++read;
            linkBody(sighting, pieces, BodyText(decodedBody(m_traffic, exchange)));
        }
    }

    void linkBody(const Sighting &sighting, const std::vector<std::string> &pieces,
                  const BodyText &body) {
        for (const std::string &piece : pieces) {
            const auto found = body.find(piece);
            if (!found)
                continue;
            if (meansVersion(found->member)) {
                m_out.markedAs = found->member;
                return;
            }
            Link link;
            link.where = Link::Where::Body;
            link.token = tokenOf(piece);
            link.place = m_traffic.urlText(m_history.url);
            link.visitor = sighting.visitor;
            link.value = sighting.value;
            link.disguise = found->disguise;
            m_out.inBody.push_back(std::move(link));
            m_linked.insert(sighting.visitor);
            return;
        }
    }

    void compare(const std::vector<Link> &links) {
        m_out.visitors = static_cast<std::uint32_t>(links.size());
        m_out.differs = links.size() > 1;
        const std::size_t compared = std::min(links.size(), visitorsCompared);
        for (std::size_t i = 0; i < compared; ++i) {
            for (std::size_t j = i + 1; j < compared; ++j)
                m_out.similarity =
                    std::max(m_out.similarity, similarity(links[i].token, links[j].token));
        }
        m_out.differs = m_out.differs && m_out.similarity < similarityLimit;
    }

    // A visit counts when the tag went out again, or was issued again, after the first visit.
    void countReturns(const std::vector<Link> &links) {
        std::map<traffic::VisitorId, std::uint32_t> canonicalOf;
        for (const Link &link : links)
            canonicalOf[link.visitor] = m_history.values[link.value].canonical;
        std::map<traffic::VisitorId, std::set<traffic::VisitId>> visits;
        for (const Sighting &sighting : m_history.sightings) {
            const auto linked = canonicalOf.find(sighting.visitor);
            if (linked == canonicalOf.end() ||
                linked->second != m_history.values[sighting.value].canonical)
                continue;
            auto &seen = visits[sighting.visitor];
            if (!seen.insert(sighting.visit).second || seen.size() == 1)
                continue;
            ++m_out.returns;
            const auto &request = m_traffic.exchange(sighting.exchange).requestFields;
            const bool noCookie = http::find(request, http::FieldName::Cookie) == nullptr;
            m_out.returnsWithoutCookies += noCookie && sighting.sentBack ? 1U : 0U;
        }
    }

    void countSites(const std::vector<Link> &links) {
        for (const Link &link : links) {
            const std::uint32_t canonical = m_history.values[link.value].canonical;
            std::set<std::string_view> sites;
            for (const Sighting &sighting : m_history.sightings) {
                if (sighting.visitor == link.visitor &&
                    m_history.values[sighting.value].canonical == canonical)
                    sites.insert(m_sites.of(sighting.visit));
            }
            sites.erase(std::string_view());
            if (sites.size() > m_out.sites) {
                m_out.sites = static_cast<std::uint32_t>(sites.size());
                m_out.acrossSites = link.token;
            }
        }
    }

    const traffic::Traffic &m_traffic;
    const TagHistory &m_history;
    const IdentifierIndex &m_index;
    const TopSites &m_sites;
    std::set<traffic::VisitorId> m_linked;
    Linkage m_out;
};

} // namespace

std::vector<std::string> unexplainedPieces(const traffic::Traffic &traffic,
                                           const TagHistory &history) {
    std::vector<std::string> pieces;
    std::vector<bool> done(history.values.size());
    for (const Sighting &sighting : history.sightings) {
        if (done[sighting.value])
            continue;
        done[sighting.value] = true;
        auto own = piecesOfValue(history, history.values[sighting.value],
                                 traffic.exchange(sighting.exchange).started);
        pieces.insert(pieces.end(), std::make_move_iterator(own.begin()),
                      std::make_move_iterator(own.end()));
    }
    return pieces;
}

Linkage linkageOf(const traffic::Traffic &traffic, const TagHistory &history,
                  const IdentifierIndex &index, const TopSites &sites) {
    return Linker(traffic, history, index, sites).run();
}

} // namespace etagere::analysis
