// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/recorded.h"

#include "core/http/http_date.h"
#include "core/http/text.h"
#include "core/http/vary.h"
#include "core/scenario/json_tree.h"
#include "core/scenario/time_text.h"
#include "core/url/url.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace etagere::scenario {

namespace {

using http::FieldName;
using http::valueOf;
using traffic::Exchange;

constexpr std::size_t mostVisitors = 15;
constexpr std::size_t mostHosts = 25; // with the visitors 40 actors
constexpr std::size_t mostResources = 200;
constexpr std::size_t mostVersions = 50;
constexpr std::size_t longestUrl = 4U << 10U;

/// A URL in the parts that a scenario needs.
struct Target {
    std::string origin{}; ///< "https://shop.test:8443"
    std::string host{};
    std::string path{};
    std::string query{}; ///< with its question mark
};

bool isPlain(std::string_view text) {
    return isUtf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
               return http::isControl(c) || c == ' ' || c == '\\';
           });
}

std::optional<Target> targetOf(std::string_view text) {
    const url::UrlView url = url::parseUrl(text);
    const bool isWeb =
        url.kind == url::UrlView::Kind::Http || url.kind == url::UrlView::Kind::Https;
    if (!isWeb || text.size() > longestUrl || !isPlain(text))
        return std::nullopt;
    Target target;
    target.origin = url::originOf(url);
    target.host = url.host;
    std::transform(target.host.begin(), target.host.end(), target.host.begin(), http::lowered);
    const bool isName = !target.host.empty() && target.host.size() <= 253 &&
                        std::all_of(target.host.begin(), target.host.end(), [](char c) {
                            return http::isAlpha(c) || http::isDigit(c) || c == '-' || c == '.';
                        });
    target.path = url.path.empty() ? std::string("/") : std::string(url.path);
    if (!url.query.empty())
        target.query = '?' + std::string(url.query);
    return isName ? std::optional(std::move(target)) : std::nullopt;
}

/// What came back from a server or a cache; of what never came back nothing can be played.
bool canBeStep(const Exchange &exchange) {
    return exchange.status >= 200 && exchange.status <= 599 &&
           (exchange.method == "GET" || exchange.method == "HEAD");
}

struct Chosen {
    const Exchange *exchange;
    Target target;
    Instant at;
};

/// Those that can be steps, by time; what has no time stands behind what was recorded before it.
std::vector<Chosen> usable(const traffic::Traffic &traffic,
                           std::span<const traffic::ExchangeId> chosen) {
    std::vector<Chosen> all;
    Instant last{};
    for (std::size_t i = chosen.size(); i > 0; --i)
        last = traffic.exchange(chosen[i - 1]).started.value_or(last);
    for (const traffic::ExchangeId id : chosen) {
        const Exchange &exchange = traffic.exchange(id);
        last = exchange.started.value_or(last);
        auto target = targetOf(traffic.urlText(exchange.url));
        if (target && canBeStep(exchange))
            all.push_back({&exchange, *std::move(target), last});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Chosen &a, const Chosen &b) { return a.at < b.at; });
    return all;
}

/// Several queries of one path are several resources, and a scenario's paths have no query.
class Paths {
public:
    explicit Paths(const std::vector<Chosen> &all) {
        for (const Chosen &one : all)
            m_queries[one.target.host + one.target.path].insert(one.target.query);
    }
    void split(Target &target) const {
        if (m_queries.at(target.host + target.path).size() < 2 || target.query.empty())
            return;
        target.path += ';' + target.query.substr(1);
        std::replace(target.path.begin(), target.path.end(), '?', ';');
        target.query.clear();
    }

private:
    std::map<std::string, std::set<std::string>> m_queries{};
};

/// The place of a text in a list, added when it is new and there is room.
std::optional<std::size_t> placeOf(std::vector<std::string> &all, std::string_view one,
                                   std::size_t most) {
    const auto found = std::find(all.begin(), all.end(), one);
    if (found != all.end())
        return static_cast<std::size_t>(found - all.begin());
    if (all.size() >= most)
        return std::nullopt;
    all.emplace_back(one);
    return all.size() - 1;
}

std::string_view mediaTypeOf(const Exchange &exchange) {
    const std::string_view type = valueOf(exchange.responseFields, FieldName::ContentType);
    return type.empty() ? exchange.mimeType : type;
}

Reload reloadOf(http::Fields fields) {
    const std::string_view directive = valueOf(fields, FieldName::CacheControl);
    if (directive == "no-cache" && !valueOf(fields, FieldName::Pragma).empty())
        return Reload::Hard;
    return directive == "max-age=0" ? Reload::Normal : Reload::No;
}

/// Makes the recording out of one exchange after another.
class Recorder {
public:
    Recorder(const traffic::Traffic &traffic, const FromTrafficOptions &options)
        : m_traffic(&traffic)
        , m_options(&options) {}

    /// False when there is no room for it.
    bool take(const Chosen &one) {
        if (m_recording.steps.empty())
            m_recording.start = startOf(one.at);
        const Exchange &exchange = *one.exchange;
        const Duration at = std::max(one.at - m_recording.start, Duration(0));
        const auto &visit = m_traffic->visit(exchange.visit);
        const auto visitor =
            placeOf(m_recording.visitors, m_traffic->visitor(visit.visitor).name, mostVisitors);
        if (at > longestTime || !visitor || !placeOf(m_recording.hosts, one.target.host, mostHosts))
            return false;
        RecordedResource *resource = resourceOf(one.target);
        if (!resource)
            return false;
        learn(*resource, exchange, at);
        addStep(one, *resource, at);
        m_recording.steps.back().visitor = *visitor;
        return true;
    }
    [[nodiscard]] Recording finish() && { return std::move(m_recording); }

private:
    /// The second that the first exchange began in, if a scenario can begin then.
    static Instant startOf(Instant first) {
        constexpr Instant earliest{std::chrono::sys_days(std::chrono::year{1971} / 1 / 1)};
        constexpr Instant last{std::chrono::sys_days(std::chrono::year{2099} / 1 / 1)};
        return std::chrono::floor<std::chrono::seconds>(std::clamp(first, earliest, last));
    }

    RecordedResource *resourceOf(const Target &target) {
        const auto key = std::pair(target.host, target.path);
        const auto found = m_places.find(key);
        auto &resources = m_recording.resources;
        if (found != m_places.end())
            return &resources[found->second];
        if (resources.size() >= mostResources)
            return nullptr;
        m_places.emplace(key, resources.size());
        RecordedResource resource;
        resource.host = target.host;
        resource.path = target.path;
        resources.push_back(std::move(resource));
        return &resources.back();
    }

    RecordedVersion versionOf(const Exchange &exchange, Duration at) const {
        RecordedVersion version;
        const http::Fields fields = exchange.responseFields;
        version.from = at;
        version.status = exchange.status;
        version.tag = valueOf(fields, FieldName::ETag);
        version.modified = http::parseHttpDate(valueOf(fields, FieldName::LastModified)).time;
        version.fields = answeredFields(fields, m_options->keepsSecrets);
        version.mediaType = mediaTypeOf(exchange);
        readBody(exchange, version);
        return version;
    }

    void readBody(const Exchange &exchange, RecordedVersion &version) const {
        version.bytes = static_cast<std::uint64_t>(
            std::max({exchange.contentBytes, exchange.bodyBytes, std::int64_t{0}}));
        if (exchange.responseBody.form == traffic::BodyForm::Absent ||
            exchange.responseBody.truncated)
            return;
        auto body = m_traffic->loadBody(exchange.responseBody, Bytes{m_options->smallBody});
        if (body && isUtf8(*body) && body->size() <= m_options->smallBody)
            version.body = *std::move(body);
    }

    /// What an exchange tells of the resource. The whole answers count before all others; a 304
    /// counts only when nothing is known yet, for it renews what was there before the recording.
    void learn(RecordedResource &resource, const Exchange &exchange, Duration at) const {
        noteVary(resource, exchange.responseFields);
        auto &versions = resource.versions;
        const bool isWhole = exchange.status == 200 && exchange.method == "GET";
        if (isWhole && !versions.empty() && !isKnownWhole(versions.back()))
            versions.clear(); // a redirect, an error, a 304
        const bool isLater = versions.empty() || at > versions.back().from;
        if (!versions.empty() && (!isWhole || !isLater || versions.size() >= mostVersions))
            return;
        RecordedVersion version = versionOf(exchange, at);
        if (exchange.status == 304 || exchange.status == 206)
            takeForWhole(version, exchange);
        if (versions.empty() || !isSame(versions.back(), version))
            versions.push_back(std::move(version));
    }

    static bool isKnownWhole(const RecordedVersion &version) {
        return version.status == 200 && !version.isGuessed;
    }

    static void takeForWhole(RecordedVersion &version, const Exchange &exchange) {
        version.status = 200;
        version.isGuessed = true;
        version.body.reset();
        if (version.tag.empty())
            version.tag = valueOf(exchange.requestFields, FieldName::IfNoneMatch);
        if (!version.modified)
            version.modified =
                http::parseHttpDate(valueOf(exchange.requestFields, FieldName::IfModifiedSince))
                    .time;
    }

    /// Fields that differ between any two answers, such as a number of the request, make no other
    /// version.
    static bool isSame(const RecordedVersion &a, const RecordedVersion &b) {
        const auto deciding = [](const RecordedVersion &version) {
            std::vector<FieldLine> lines;
            for (const FieldLine &line : version.fields) {
                const FieldName name = http::fieldNameFrom(line.first);
                constexpr std::array names{FieldName::CacheControl, FieldName::Expires,
                                           FieldName::Age,          FieldName::Vary,
                                           FieldName::Pragma,       FieldName::SetCookie,
                                           FieldName::ClearSiteData};
                if (std::find(names.begin(), names.end(), name) != names.end())
                    lines.push_back(line);
            }
            return lines;
        };
        return a.status == b.status && a.tag == b.tag && a.modified == b.modified &&
               a.body == b.body && a.bytes == b.bytes && deciding(a) == deciding(b);
    }

    static void noteVary(RecordedResource &resource, http::Fields fields) {
        constexpr std::size_t most = 20;
        for (const std::string_view name : http::varyOf(fields).names) {
            std::string lowered(name);
            std::transform(lowered.begin(), lowered.end(), lowered.begin(), http::lowered);
            (void)placeOf(resource.varies, lowered, most);
        }
    }

    void addStep(const Chosen &one, const RecordedResource &resource, Duration at) {
        const Exchange &exchange = *one.exchange;
        RecordedStep step;
        step.id = 'e' + std::to_string(exchange.id.index() + 1);
        step.at = at;
        step.method = exchange.method;
        step.url = one.target.origin + one.target.path + one.target.query;
        step.fields = askedFields(exchange.requestFields, m_options->keepsSecrets, resource.varies);
        step.reload = reloadOf(exchange.requestFields);
        const bool isFirst = !m_pages.contains(exchange.visit.index());
        std::string &page = m_pages[exchange.visit.index()];
        const std::string_view type = mediaTypeOf(exchange);
        const bool isRenewed = isFirst && exchange.status == 304; // which has no type
        if (page.empty() && (type.starts_with("text/html") || isRenewed)) {
            step.isDocument = true;
            page = step.url;
        }
        step.page = step.isDocument ? std::string() : page;
        m_recording.steps.push_back(std::move(step));
    }

    const traffic::Traffic *m_traffic;
    const FromTrafficOptions *m_options;
    Recording m_recording{};
    std::map<std::pair<std::string, std::string>, std::size_t> m_places{};
    std::map<std::size_t, std::string> m_pages{}; ///< of each visit: its document's URL
};

} // namespace

Recording recordingOf(const traffic::Traffic &traffic, std::span<const traffic::ExchangeId> chosen,
                      const FromTrafficOptions &options, std::size_t most) {
    auto all = usable(traffic, chosen);
    const Paths paths(all);
    Recorder recorder(traffic, options);
    std::size_t taken = 0;
    for (Chosen &one : all) {
        paths.split(one.target);
        if (taken < most && recorder.take(one))
            ++taken;
    }
    Recording recording = std::move(recorder).finish();
    recording.others = chosen.size() - taken;
    return recording;
}

} // namespace etagere::scenario
