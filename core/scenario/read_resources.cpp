// SPDX-License-Identifier: Apache-2.0
#include "core/http/text.h"
#include "core/scenario/draft.h"
#include "core/scenario/expected.h"
#include "core/scenario/read_values.h"
#include "core/scenario/words.h"

#include <algorithm>

namespace etagere::scenario {

namespace {

constexpr std::size_t mostVersions = 1000;

/// Counts the bytes of a body; false when they are too many.
bool isWithin(Draft &draft, const Place &place, std::size_t bytes) {
    if (bytes > draft.bounds.bodyBytes) {
        draft.findings.add(Fault::TooLarge, place, upTo(draft.bounds.bodyBytes, expected::bytes));
        return false;
    }
    if (bytes > draft.bounds.allBodyBytes - draft.bodyBytes) {
        draft.findings.add(Fault::TooLarge, place,
                           upTo(draft.bounds.allBodyBytes, expected::bytes));
        return false;
    }
    draft.bodyBytes += bytes;
    return true;
}

/// `body` or `bytes`, of which one is needed. `name` and `number` tell generated ones apart.
void readBody(Draft &draft, Members &members, const std::string &name, std::size_t number,
              ResourceVersion &out) {
    const auto bytes = members.find("bytes");
    const auto body = bytes ? members.find("body") : members.need("body");
    if (bytes && body)
        draft.findings.add(Fault::Twice, *bytes, "body");
    std::uint64_t count = 0;
    std::string text;
    if (body) {
        if (readText(draft.findings, *body, text) && isWithin(draft, *body, text.size()))
            out.body = std::move(text);
    } else if (bytes && readWhole(draft.findings, *bytes, count) &&
               isWithin(draft, *bytes, count)) {
        out.body = generatedBody(count, name, number);
    }
}

void checkModified(Draft &draft, const Place &place, Duration modified) {
    if (draft.scenario.start + modified < Instant(Duration(0)))
        draft.findings.add(Fault::WrongType, place, expected::instant);
}

void readTag(Draft &draft, Members &members, std::string &out) {
    const auto place = members.find("tag");
    std::string word;
    if (!place || !readLine(draft.findings, *place, word))
        return;
    word = std::string(http::trimmed(word));
    const bool isLiteral = word.starts_with('"') || word.starts_with("W/");
    if (isLiteral || checkWord(draft.findings, *place, word, tagWords()))
        out = std::move(word);
}

void readVersion(Draft &draft, const Place &place, Resource &resource) {
    Members members(draft.findings, place);
    if (!members.isObject())
        return;
    ResourceVersion version;
    const auto from = members.need("from");
    if (from && readTime(draft.findings, *from, version.from, Since::AnyTime) &&
        !resource.versions.empty() && version.from <= resource.versions.back().from)
        draft.findings.add(Fault::NotInOrder, *from);
    Duration modified{0};
    const auto file = members.find("modified");
    if (file && readTime(draft.findings, *file, modified, Since::AnyTime)) {
        version.modified = modified;
        checkModified(draft, *file, modified);
    }
    readTag(draft, members, version.tag);
    readMember(members, "fields", readFields, version.fields);
    readBody(draft, members, resource.path, resource.versions.size(), version);
    members.finish();
    resource.versions.push_back(std::move(version));
}

void readVersions(Draft &draft, Members &members, Resource &resource) {
    const auto versions = members.find("versions");
    if (!versions) {
        ResourceVersion version;
        readBody(draft, members, resource.path, 0, version);
        resource.versions.push_back(std::move(version));
        return;
    }
    for (const std::string_view other : {"body", "bytes"}) {
        if (const auto place = members.find(other))
            draft.findings.add(Fault::Twice, *place, "versions");
    }
    if (!isList(draft.findings, *versions, mostVersions))
        return;
    for (std::size_t i = 0; i < versions->json->values.size(); ++i)
        readVersion(draft, versions->inside(i), resource);
    if (versions->json->values.empty())
        draft.findings.add(Fault::Missing, *versions, "versions");
}

void readVariants(Draft &draft, Members &members, Resource &resource) {
    readMember(members, "vary_by", readLine, resource.varyBy);
    const auto place = members.find("variants");
    if (!place)
        return;
    const Members variants(draft.findings, *place);
    if (!variants.isObject())
        return;
    if (resource.varyBy.empty())
        draft.findings.add(Fault::Missing, members.place(), "vary_by");
    constexpr std::size_t most = 100;
    if (place->json->values.size() > most) {
        draft.findings.add(Fault::TooLarge, *place, upTo(most, expected::entries));
        return;
    }
    for (std::size_t i = 0; i < place->json->values.size(); ++i) {
        Variant variant;
        const Place one = place->inside(i);
        variant.value = place->json->keys[i].name;
        if (readText(draft.findings, one, variant.body) &&
            isWithin(draft, one, variant.body.size()))
            resource.variants.push_back(std::move(variant));
    }
}

/// The path, and whether an origin has two resources there.
void readPath(Draft &draft, Members &members, Resource &resource) {
    const auto place = members.need("path");
    std::string path;
    if (!place || !readText(draft.findings, *place, path))
        return;
    constexpr std::size_t longest = 4U << 10U;
    const bool isGood =
        path.starts_with('/') && path.size() <= longest &&
        std::none_of(path.begin(), path.end(), [](char c) {
            return http::isControl(c) || c == ' ' || c == '?' || c == '#' || c == '\\';
        });
    if (!isGood) {
        draft.findings.add(Fault::WrongType, *place, expected::path);
        return;
    }
    for (const Resource &other : draft.scenario.resources) {
        const bool isSame =
            other.path == path &&
            std::find_first_of(other.on.begin(), other.on.end(), resource.on.begin(),
                               resource.on.end()) != other.on.end();
        if (isSame)
            draft.findings.add(Fault::Twice, *place, path);
    }
    resource.path = std::move(path);
}

void readOn(Draft &draft, Members &members, Resource &resource) {
    const auto place = members.need("on");
    if (!place)
        return;
    for (PlacedText &one : readTexts(draft.findings, *place)) {
        draft.references.push_back({Refers::ToOrigin, one.text, one.place});
        resource.on.push_back(std::move(one.text));
    }
}

void readMediaType(Draft &draft, Members &members, Resource &resource) {
    std::string type;
    const auto place = members.find("type");
    if (!place || !readLine(draft.findings, *place, type))
        return;
    if (type.find('/') == std::string::npos)
        draft.findings.add(Fault::WrongType, *place, expected::mediaType);
    else
        resource.mediaType = std::move(type);
}

void readStatus(Draft &draft, Members &members, Resource &resource) {
    std::uint64_t status = 0;
    const auto place = members.find("status");
    if (!place || !readWhole(draft.findings, *place, status))
        return;
    if (status < 200 || status > 599)
        draft.findings.add(Fault::WrongType, *place, expected::status);
    else
        resource.status = static_cast<std::uint16_t>(status);
}

void readResource(Draft &draft, const Place &place) {
    Members members(draft.findings, place);
    if (!members.isObject())
        return;
    Resource resource;
    readOn(draft, members, resource);
    readPath(draft, members, resource);
    readMediaType(draft, members, resource);
    readStatus(draft, members, resource);
    readTag(draft, members, resource.tag);
    readMember(members, "weak", readTruth, resource.isWeak);
    readMember(members, "last_modified", readTruth, resource.lastModified);
    readMember(members, "gzip", readTruth, resource.gzip);
    const auto mark = members.find("mark");
    if (mark && readText(draft.findings, *mark, resource.mark))
        checkWord(draft.findings, *mark, resource.mark, marks);
    readMember(members, "writable", readTruth, resource.isWritable);
    readMember(members, "requires_condition", readTruth, resource.requiresCondition);
    readMember(members, "ignores_conditions", readTruth, resource.ignoresConditions);
    readVariants(draft, members, resource);
    readMember(members, "fields", readFields, resource.fields);
    readVersions(draft, members, resource);
    members.finish();
    draft.scenario.resources.push_back(std::move(resource));
}

} // namespace

void readResources(Draft &draft, const Place &place) {
    if (!isList(draft.findings, place, draft.bounds.resources))
        return;
    for (std::size_t i = 0; i < place.json->values.size(); ++i)
        readResource(draft, place.inside(i));
}

} // namespace etagere::scenario
