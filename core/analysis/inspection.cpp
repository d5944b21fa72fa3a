// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/inspection.h"

#include "core/body/coding.h"
#include "core/http/content_length.h"
#include "core/http/http_date.h"
#include "core/url/url.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace etagere::analysis {

namespace {

using recipe::Coverage;
using recipe::Facts;
using recipe::Recognition;

// Responses of one value that are looked at before its provenance is given up.
constexpr std::size_t triedPerValue = 4;
// Sightings of one URL whose contents are compared, spread over its visitors as they came.
constexpr std::size_t comparedContents = 512;

bool isBetter(const Recognition &a, const Recognition &b) { return a.coverage > b.coverage; }

Facts factsFrom(const traffic::Traffic &traffic, const traffic::Exchange &exchange,
                const TagValue &value) {
    Facts facts;
    facts.opaque = value.opaque;
    facts.weak = value.weak;
    facts.quoted = value.quoted;
    facts.url = traffic.urlText(exchange.url);
    facts.path = url::parseUrl(facts.url).path;
    facts.fields = exchange.responseFields;
    facts.lastModified =
        http::parseHttpDate(http::valueOf(facts.fields, http::FieldName::LastModified)).time;
    facts.date = http::parseHttpDate(http::valueOf(facts.fields, http::FieldName::Date)).time;
    return facts;
}

/// The lengths that the body may have had: exporters count it in different ways.
std::vector<std::uint64_t> lengthsOf(const traffic::Exchange &exchange, std::string_view body) {
    std::vector<std::uint64_t> lengths;
    const auto add = [&lengths](std::int64_t length) {
        const auto value = static_cast<std::uint64_t>(length);
        if (length > 0 && std::find(lengths.begin(), lengths.end(), value) == lengths.end())
            lengths.push_back(value);
    };
    add(static_cast<std::int64_t>(body.size()));
    add(exchange.contentBytes);
    // Splash and others state the decoded length as bodySize although the body came coded.
    add(exchange.bodyBytes);
    const auto stated = http::parseContentLength(
        http::valueOf(exchange.responseFields, http::FieldName::ContentLength));
    add(stated.length ? static_cast<std::int64_t>(stated.length->count) : -1);
    return lengths;
}

Recognition bestOverLengths(Facts facts, const std::vector<std::uint64_t> &lengths) {
    Recognition best = recipe::recognise(facts);
    for (const std::uint64_t length : lengths) {
        if (best.coverage == Coverage::Verified)
            break;
        facts.identityLength = length;
        Recognition next = recipe::recognise(facts);
        if (isBetter(next, best) || best.coverage == Coverage::None)
            best = std::move(next);
    }
    return best;
}

Recognition provenanceOf(const traffic::Traffic &traffic, const traffic::Exchange &exchange,
                         const TagValue &value) {
    Facts facts = factsFrom(traffic, exchange, value);
    Recognition best = bestOverLengths(facts, lengthsOf(exchange, {}));
    // Of a coded body only the coded length is stated; the tag is of the decoded one.
    const bool lengthHidden =
        exchange.contentBytes <= 0 &&
        http::find(exchange.responseFields, http::FieldName::ContentEncoding) != nullptr;
    if (best.coverage == Coverage::Verified || (!lengthHidden && !recipe::wantsBody(facts, best)))
        return best;
    const std::string body = decodedBody(traffic, exchange);
    if (body.empty())
        return best;
    body::LazyDigests digests(body);
    facts.decoded = &digests;
    Recognition next = bestOverLengths(facts, lengthsOf(exchange, body));
    return isBetter(next, best) ? next : best;
}

using Candidates = std::vector<std::vector<const Sighting *>>;

// Per value: responses with a body first, then other fresh ones; a 304 only when there is nothing
// else.
Candidates candidatesOf(const traffic::Traffic &traffic, const TagHistory &history) {
    Candidates candidates(history.values.size());
    for (const Sighting &sighting : history.sightings)
        candidates[sighting.value].push_back(&sighting);
    const auto rank = [&traffic](const Sighting *sighting) {
        const traffic::Exchange &exchange = traffic.exchange(sighting->exchange);
        return (sighting->fresh ? 0 : 2) +
               (exchange.responseBody.form == traffic::BodyForm::Absent ? 1 : 0);
    };
    for (auto &ofValue : candidates) {
        std::stable_sort(ofValue.begin(), ofValue.end(),
                         [&rank](const auto *a, const auto *b) { return rank(a) < rank(b); });
        if (ofValue.size() > triedPerValue)
            ofValue.resize(triedPerValue);
    }
    return candidates;
}

void findProvenance(const traffic::Traffic &traffic, const std::vector<const Sighting *> &seen,
                    TagValue &value) {
    for (const Sighting *sighting : seen) {
        Recognition next = provenanceOf(traffic, traffic.exchange(sighting->exchange), value);
        if (isBetter(next, value.recognition) || value.recognition.parts.empty())
            value.recognition = std::move(next);
        if (value.recognition.coverage == Coverage::Verified)
            return;
    }
}

/// The tag without what compression and intermediaries append, which says nothing of a visitor.
std::string_view bareTag(const TagValue &value) {
    std::size_t end = value.opaque.size();
    for (const recipe::Part &part : value.recognition.parts) {
        if (part.kind == recipe::PartKind::CodingSuffix ||
            part.kind == recipe::PartKind::ServerSuffix)
            end = std::min<std::size_t>(end, part.begin);
    }
    std::string_view bare = value.opaque.substr(0, end);
    constexpr std::string_view separators = "-;+:. ";
    while (end < value.opaque.size() && !bare.empty() &&
           separators.find(bare.back()) != std::string_view::npos)
        bare.remove_suffix(1);
    return bare.empty() ? value.opaque : bare;
}

std::uint32_t numberCanonical(TagHistory &history) {
    std::map<std::string_view, std::uint32_t> numbers;
    for (TagValue &value : history.values) {
        const auto next = static_cast<std::uint32_t>(numbers.size());
        value.canonical = numbers.try_emplace(bareTag(value), next).first->second;
    }
    return static_cast<std::uint32_t>(numbers.size());
}

void compareContents(const traffic::Traffic &traffic, TagHistory &history) {
    std::map<std::array<std::uint8_t, 32>, std::uint32_t> numbers;
    std::size_t compared = 0;
    for (Sighting &sighting : history.sightings) {
        if (!sighting.fresh || compared == comparedContents)
            continue;
        const std::string body = decodedBody(traffic, traffic.exchange(sighting.exchange));
        if (body.empty())
            continue;
        ++compared;
        const body::Digest digest = body::digestOf(body::Algorithm::Sha256, body);
        std::array<std::uint8_t, 32> key{};
        std::copy(digest.bytes().begin(), digest.bytes().end(), key.begin());
        const auto next = static_cast<std::uint32_t>(numbers.size() + 1);
        sighting.content = numbers.try_emplace(key, next).first->second;
    }
}

} // namespace

std::string decodedBody(const traffic::Traffic &traffic, const traffic::Exchange &exchange) {
    if (exchange.responseBody.truncated)
        return {};
    auto loaded = traffic.loadBody(exchange.responseBody, bodyLimit);
    if (!loaded)
        return {};
    constexpr std::string_view gzipMagic = "\x1f\x8b";
    const std::string_view coding =
        http::valueOf(exchange.responseFields, http::FieldName::ContentEncoding);
    if (coding.empty() || !std::string_view(*loaded).starts_with(gzipMagic))
        return std::move(*loaded);
    auto decoded = body::decodeAll(coding, *loaded, bodyLimit);
    return decoded ? std::move(*decoded) : std::move(*loaded);
}

void inspect(const traffic::Traffic &traffic, TagHistory &history) {
    if (history.validator == tags::Validator::ETag) {
        const Candidates candidates = candidatesOf(traffic, history);
        for (std::size_t i = 0; i < history.values.size(); ++i)
            findProvenance(traffic, candidates[i], history.values[i]);
    }
    if (numberCanonical(history) > 1)
        compareContents(traffic, history);
}

bool inspectThoroughly(const traffic::Traffic &traffic, TagHistory &history) {
    bool found = false;
    constexpr std::size_t mostValues = 4; // about a second each
    const Candidates candidates = candidatesOf(traffic, history);
    for (std::size_t i = 0; i < std::min(mostValues, history.values.size()); ++i) {
        TagValue &value = history.values[i];
        if (value.recognition.coverage == Coverage::Verified || candidates[i].empty())
            continue;
        const traffic::Exchange &exchange = traffic.exchange(candidates[i].front()->exchange);
        Facts facts = factsFrom(traffic, exchange, value);
        const auto lengths = lengthsOf(exchange, {});
        if (!facts.lastModified || lengths.empty())
            continue;
        facts.preimageTries = recipe::allPreimages;
        facts.identityLength = lengths.front();
        Recognition next = recipe::recognise(facts);
        // What did not make this one did not make the others.
        if (!isBetter(next, value.recognition))
            return found;
        value.recognition = std::move(next);
        found = true;
    }
    return found;
}

} // namespace etagere::analysis
