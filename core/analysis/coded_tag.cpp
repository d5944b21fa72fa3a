// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/coded_tag.h"

#include "core/body/coding.h"
#include "core/body/digest.h"
#include "core/http/content_coding.h"
#include "core/http/etag.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace etagere::analysis {

namespace {

using http::FieldName;
using traffic::Exchange;

constexpr Bytes comparedBody{std::uint64_t{8} << 20U};
constexpr std::size_t longestTag = 1000;
/// Contents that are compared, of each coding of a tag.
constexpr std::size_t comparedContents = 4;

struct TagKey {
    traffic::UrlId url;
    std::string_view opaque;
    friend bool operator==(const TagKey &, const TagKey &) = default;
};
struct HashTagKey {
    std::size_t operator()(const TagKey &key) const noexcept {
        return std::hash<std::string_view>{}(key.opaque) ^ (key.url.index() * 0x9e3779b9U);
    }
};

/// The responses of one coding that bore the tag.
struct Coded {
    std::string_view field; ///< Content-Encoding as it was sent first
    std::uint64_t times = 0;
    std::vector<traffic::ExchangeId> first; ///< at most comparedContents
};

struct Sightings {
    std::vector<Coded> codings;
    bool audited = false;
};

/// The tag, where it is strong and the response is one that a cache would keep bytes of.
std::optional<std::string_view> strongTagOf(const Exchange &exchange) {
    if (!exchange.url.isValid() || exchange.method != "GET" ||
        (exchange.status != 200 && exchange.status != 206))
        return std::nullopt;
    const http::ParsedETag parsed =
        http::parseETag(http::valueOf(exchange.responseFields, FieldName::ETag));
    const bool strong = parsed.quoted && parsed.tag->strength == http::Strength::Strong;
    return strong ? std::optional(parsed.tag->opaque) : std::nullopt;
}

/// What the content says once its coding is undone; nothing where it is not known to the end.
std::optional<body::Digest> contentOf(const traffic::Traffic &traffic, const Exchange &exchange) {
    const traffic::BodyRef &body = exchange.responseBody;
    if (exchange.status != 200 || body.truncated || body.form == traffic::BodyForm::Absent)
        return std::nullopt;
    const auto loaded = traffic.loadBody(body, comparedBody);
    if (!loaded || loaded->empty())
        return std::nullopt;
    // Most recorders keep what the browser made of it; some keep the coded bytes.
    const std::string_view coding =
        http::valueOf(exchange.responseFields, FieldName::ContentEncoding);
    const auto decoded = coding.empty() ? Result<std::string, body::CodingError>(*loaded)
                                        : body::decodeAll(coding, *loaded, comparedBody);
    return body::digestOf(body::Algorithm::Sha256, decoded ? *decoded : *loaded);
}

using Contents = std::vector<std::optional<body::Digest>>;

Contents contentsOf(const traffic::Traffic &traffic, const Coded &coded) {
    Contents contents;
    for (const traffic::ExchangeId id : coded.first)
        contents.push_back(contentOf(traffic, traffic.exchange(id)));
    return contents;
}

/// Whether some content of the one may be that of the other.
bool mayBeTheSame(const Contents &one, const Contents &other) {
    return std::any_of(one.begin(), one.end(), [&other](const auto &ours) {
        return std::any_of(other.begin(), other.end(), [&ours](const auto &theirs) {
            return !ours || !theirs || *ours == *theirs;
        });
    });
}

/// The tag stands for one content in more than one coding, as far as anybody can tell.
bool isShared(const traffic::Traffic &traffic, const Sightings &seen) {
    std::vector<Contents> all;
    for (const Coded &coded : seen.codings) {
        Contents ours = contentsOf(traffic, coded);
        if (std::any_of(all.begin(), all.end(),
                        [&ours](const Contents &other) { return mayBeTheSame(ours, other); }))
            return true;
        all.push_back(std::move(ours));
    }
    return false;
}

ConcurrencyNote noteOf(const traffic::Traffic &traffic, const TagKey &key, const Sightings &seen) {
    const Exchange &first = traffic.exchange(seen.codings.front().first.front());
    ConcurrencyNote note;
    note.what = Concurrency::TagOnTwoCodings;
    note.url = traffic.urlText(key.url);
    note.method = first.method;
    note.status = first.status;
    note.value = '"' + std::string(key.opaque.substr(0, longestTag)) + '"';
    note.when = first.started;
    note.times = 0;
    for (const Coded &coded : seen.codings) {
        note.codings.push_back({*http::registeredCodings(coded.field), coded.times});
        note.times += coded.times;
        note.exchanges.push_back(coded.first.front());
    }
    return note;
}

/// Every strong tag with the codings that bore it. Keeps the order in which tags are first seen.
class Collector {
public:
    explicit Collector(const traffic::Traffic &traffic)
        : m_traffic(traffic) {}

    void look(traffic::ExchangeId id, bool audited) {
        const Exchange &exchange = m_traffic.exchange(id);
        const auto tag = strongTagOf(exchange);
        if (!tag)
            return;
        const auto place = m_places.try_emplace({exchange.url, *tag}, m_seen.size());
        if (place.second)
            m_seen.push_back({place.first->first, {}});
        Sightings &seen = m_seen[place.first->second].second;
        if (count(seen, id, http::valueOf(exchange.responseFields, FieldName::ContentEncoding)))
            seen.audited = seen.audited || audited;
    }

    [[nodiscard]] std::vector<ConcurrencyNote> notes(std::size_t most) const {
        std::vector<ConcurrencyNote> notes;
        for (const auto &[key, seen] : m_seen) {
            if (notes.size() >= most)
                break;
            if (seen.audited && seen.codings.size() > 1 && isShared(m_traffic, seen))
                notes.push_back(noteOf(m_traffic, key, seen));
        }
        return notes;
    }

private:
    /// Whether the field names codings that are known.
    static bool count(Sightings &seen, traffic::ExchangeId id, std::string_view field) {
        auto coded = std::find_if(seen.codings.begin(), seen.codings.end(),
                                  [field](const Coded &each) { return each.field == field; });
        if (coded == seen.codings.end()) {
            const auto codings = http::registeredCodings(field);
            if (!codings)
                return false;
            coded = std::find_if(seen.codings.begin(), seen.codings.end(),
                                 [&codings](const Coded &each) {
                                     return http::registeredCodings(each.field) == codings;
                                 });
        }
        if (coded == seen.codings.end())
            coded = seen.codings.insert(coded, Coded{field, 0, {}});
        ++coded->times;
        if (coded->first.size() < comparedContents)
            coded->first.push_back(id);
        return true;
    }

    const traffic::Traffic &m_traffic;
    std::unordered_map<TagKey, std::size_t, HashTagKey> m_places;
    std::vector<std::pair<TagKey, Sightings>> m_seen;
};

} // namespace

std::vector<ConcurrencyNote> findCodedTags(const traffic::Traffic &traffic, std::size_t audited,
                                           std::size_t most) {
    Collector collector(traffic);
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i)
        collector.look(traffic::ExchangeId::fromSize(i), i < audited);
    return collector.notes(most);
}

} // namespace etagere::analysis
