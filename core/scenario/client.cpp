// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/client.h"

#include "core/http/content_range.h"
#include "core/http/text.h"
#include "core/scenario/cache_driver.h"
#include "core/url/partition.h"
#include "core/url/url.h"

#include <algorithm>
#include <utility>

namespace etagere::scenario {

namespace {

/// No field that a client makes is longer: what would be keeps its marks.
constexpr std::size_t longestMade = std::size_t{16} << 10U;

void replaceAll(std::string &text, std::string_view mark, std::string_view with) {
    for (std::size_t at = text.find(mark);
         at != std::string::npos && text.size() + with.size() <= longestMade;
         at = text.find(mark, at + with.size()))
        text.replace(at, mark.size(), with);
}

/// Host, and the port where it is not the scheme's own.
std::string hostField(std::string_view url) {
    const std::string origin = url::originOf(url::parseUrl(url));
    const std::size_t slashes = origin.find("//");
    return slashes == std::string::npos ? std::string() : origin.substr(slashes + 2);
}

} // namespace

std::string targetOf(std::string_view text) {
    const url::UrlView url = url::parseUrl(text);
    std::string target(url.path.empty() ? std::string_view("/") : url.path);
    if (!url.query.empty())
        target.append("?").append(url.query);
    return target;
}

std::string addressOf(std::string_view url) {
    return url::originOf(url::parseUrl(url)) + targetOf(url);
}

std::unique_ptr<cache::Cache> cacheFor(const Actor &actor, const cache::Model *model) {
    cache::Cache::Options options;
    const cache::Model *own = model != nullptr ? model : cache::modelFrom(actor.model);
    options.model = own != nullptr ? *own : cache::rfc9111();
    if (actor.isPartitioned && !*actor.isPartitioned)
        options.model.partitioning = url::Partitioning::None;
    else if (actor.isPartitioned && options.model.partitioning == url::Partitioning::None)
        options.model.partitioning = url::Partitioning::TopFrameCross;
    options.limits.capacity = Bytes{cacheBytes};
    return std::make_unique<cache::Cache>(options);
}

std::string_view valueIn(const std::vector<FieldLine> &lines, std::string_view name) noexcept {
    const auto found = std::find_if(lines.begin(), lines.end(), [name](const FieldLine &line) {
        return http::equalsIgnoringCase(line.first, name);
    });
    return found == lines.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<FieldLine> requestFields(const Actor &actor, const Client &client, const Step &step,
                                     Instant now) {
    const auto known = client.seen.find(addressOf(step.url));
    const Seen none;
    const Seen &seen = known == client.seen.end() ? none : known->second;
    std::vector<FieldLine> fields{{"Host", hostField(step.url)}};
    if (!actor.userAgent.empty())
        fields.emplace_back("User-Agent", actor.userAgent);
    for (const auto &[name, value] : step.fields) {
        std::string filled = value;
        replaceAll(filled, "{tag}", seen.tag);
        replaceAll(filled, "{last-modified}", seen.lastModified);
        if (!filled.empty() || value.empty()) // nobody sends what he has not seen
            fields.emplace_back(name, std::move(filled));
    }
    const bool checks = actor.kind == ActorKind::Monitor && !step.isUnconditional;
    if (checks && !seen.tag.empty() && valueIn(fields, "If-None-Match").empty())
        fields.emplace_back("If-None-Match", seen.tag);
    if (checks && !seen.lastModified.empty() && valueIn(fields, "If-Modified-Since").empty())
        fields.emplace_back("If-Modified-Since", seen.lastModified);
    if (actor.kind == ActorKind::Browser && valueIn(fields, "Cookie").empty()) {
        if (std::string cookies = client.cookies.headerFor(step.url, now); !cookies.empty())
            fields.emplace_back("Cookie", std::move(cookies));
    }
    return fields;
}

std::string partitionFor(const cache::Model &model, const Step &step) {
    const bool isDocument = step.isDocument || step.page.empty();
    const std::string site = url::schemefulSiteOf(isDocument ? step.url : step.page);
    return url::partitionOf(model.partitioning, {site, site, false, false});
}

cache::Mode modeFor(const Step &step) noexcept {
    switch (step.reload) {
    case Reload::Normal:
        return cache::modeOf(cache::Navigation::Reload, step.isDocument);
    case Reload::Hard:
        return cache::modeOf(cache::Navigation::HardReload, step.isDocument);
    case Reload::Back:
        return cache::modeOf(cache::Navigation::BackForward, step.isDocument);
    default:
        return cache::Mode::Default;
    }
}

std::vector<FieldLine> toldOnTheWay(const cache::Model &model, const Step &step,
                                    std::vector<FieldLine> fields) {
    if (step.reload == Reload::Normal && model.has(cache::Difference::ReloadUnsaid))
        return fields;
    const cache::ModeDirectives said = cache::directivesOf(modeFor(step));
    if (!said.pragma.empty() && valueIn(fields, "Pragma").empty())
        fields.emplace_back("Pragma", said.pragma);
    if (!said.cacheControl.empty() && valueIn(fields, "Cache-Control").empty())
        fields.emplace_back("Cache-Control", said.cacheControl);
    return fields;
}

void remember(Seen &seen, std::uint16_t status, const std::vector<FieldLine> &fields,
              const std::string *content, bool isWhole) {
    const bool isRepresentation = status == 200 || status == 206 || status == 304;
    const bool isWrite = status == 201 || status == 204;
    if (!isRepresentation && !isWrite)
        return;
    if (const std::string_view tag = valueIn(fields, "ETag"); !tag.empty() || status == 200)
        seen.tag = tag;
    if (const std::string_view date = valueIn(fields, "Last-Modified");
        !date.empty() || status == 200)
        seen.lastModified = date;
    if (status == 200 && content != nullptr) {
        seen.content = *content;
        seen.isWhole = isWhole;
        return;
    }
    if (status != 206 || content == nullptr)
        return;
    const auto part = http::parseContentRange(valueIn(fields, "Content-Range"));
    const bool fits = part.range && part.range->first.count <= seen.content.size();
    if (!fits)
        return;
    seen.content.resize(static_cast<std::size_t>(part.range->first.count));
    seen.content += *content;
    seen.isWhole =
        isWhole && part.completeLength && part.completeLength->count == seen.content.size();
}

} // namespace etagere::scenario
