// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/resource_server.h"

#include "core/body/digest.h"
#include "core/http/field_lines.h"
#include "core/http/http_date.h"
#include "core/http/text.h"
#include "core/lab/condition.h"
#include "core/lab/file_server.h"
#include "core/lab/message.h"
#include "core/lab/random.h"
#include "core/recipe/make.h"
#include "core/scenario/words.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace etagere::scenario {

namespace {

using http::FieldName;
using lab::Request;
using lab::Response;

std::string hexOf(std::uint64_t number, std::size_t digits) {
    std::string text(digits, '0');
    for (std::size_t i = digits; i-- > 0; number >>= 4U)
        text[i] = lab::hexDigits[number & 15U];
    return text;
}

/// The sum of all bytes in 16 bits: any two texts of the same letters have the same.
std::uint64_t sumOf(std::string_view body) noexcept {
    std::uint64_t sum = 0;
    for (const char c : body)
        sum += static_cast<unsigned char>(c);
    return sum & 0xffffU;
}

const recipe::RecipeRow *recipeOf(std::string_view id) noexcept {
    const auto all = recipe::allRecipes();
    const auto found = std::find_if(all.begin(), all.end(), [id](const recipe::RecipeRow &row) {
        return row.id == id && row.recipe != recipe::RecipeId::None;
    });
    return found == all.end() ? nullptr : &*found;
}

/// Of all versions that clients wrote to one server, with what each takes up itself.
constexpr std::size_t mostWritten = std::size_t{64} << 20U;

bool isLiteral(std::string_view tag) noexcept {
    return tag.starts_with('"') || tag.starts_with("W/");
}

/// Within 1970 and 2262, as files' times are.
std::int64_t nanosecondsOf(Instant when) noexcept {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 1000;
    return std::clamp<std::int64_t>(when.time_since_epoch().count(), 0, most) * 1000;
}

/// The request without what asks conditionally or for a part.
std::vector<http::Field> unconditional(http::Fields fields) {
    std::vector<http::Field> kept;
    for (const http::Field &field : fields) {
        switch (field.known) {
        case FieldName::IfMatch:
        case FieldName::IfNoneMatch:
        case FieldName::IfModifiedSince:
        case FieldName::IfUnmodifiedSince:
        case FieldName::IfRange:
        case FieldName::Range:
            break;
        default:
            kept.push_back(field);
        }
    }
    return kept;
}

bool isWriting(std::string_view method) noexcept {
    constexpr std::array<std::string_view, 4> methods{"POST", "PUT", "PATCH", "DELETE"};
    return std::find(methods.begin(), methods.end(), method) != methods.end();
}

bool hasCondition(const Request &request) {
    return !lab::fieldOf(request, FieldName::IfMatch).empty() ||
           !lab::fieldOf(request, FieldName::IfUnmodifiedSince).empty() ||
           !lab::fieldOf(request, FieldName::IfNoneMatch).empty();
}

/// The first member of the request's list of that name, without its parameters.
std::string_view firstMember(const Request &request, std::string_view name) noexcept {
    const http::Field *field = http::find(request.fields, name);
    if (field == nullptr)
        return {};
    return http::trimmed(field->value.substr(0, field->value.find_first_of(",;")));
}

} // namespace

std::optional<std::uint8_t> markPlace(std::string_view word) noexcept {
    const auto *const found = std::find(marks.begin(), marks.end(), word);
    if (found == marks.end())
        return std::nullopt;
    return static_cast<std::uint8_t>(found - marks.begin());
}

ResourceServer::ResourceServer(const Scenario &scenario, const Actor &self)
    : m_start(scenario.start)
    , m_shift(self.clockShift) {
    for (const Resource &resource : scenario.resources) {
        if (std::find(resource.on.begin(), resource.on.end(), self.id) != resource.on.end())
            m_documents.push_back(documentOf(resource));
    }
}

ResourceServer::Document ResourceServer::documentOf(const Resource &resource) {
    Document document;
    document.resource = &resource;
    for (const ResourceVersion &version : resource.versions)
        document.versions.push_back(&version);
    return document;
}

const ResourceServer::Document *ResourceServer::find(std::string_view path) const noexcept {
    const auto found =
        std::find_if(m_documents.begin(), m_documents.end(),
                     [path](const Document &one) { return one.resource->path == path; });
    return found == m_documents.end() ? nullptr : &*found;
}

bool ResourceServer::has(std::string_view path) const noexcept { return find(path) != nullptr; }

std::size_t ResourceServer::placeOf(const Document &document, Instant now) const noexcept {
    std::size_t place = 0;
    for (std::size_t i = 1; i < document.versions.size(); ++i) {
        if (m_start + m_shift + document.versions[i]->from <= now)
            place = i;
    }
    return place;
}

std::uint32_t ResourceServer::versionOf(std::string_view path, std::string_view body,
                                        Instant now) const {
    const Document *document = find(path);
    if (document == nullptr)
        return 0;
    for (std::size_t i = 0; i < document->versions.size(); ++i) {
        if (document->versions[i]->body == body)
            return static_cast<std::uint32_t>(i + 1);
    }
    const auto &variants = document->resource->variants;
    const bool isVariant = std::any_of(variants.begin(), variants.end(),
                                       [body](const Variant &one) { return one.body == body; });
    return isVariant ? currentOf(path, now) : 0;
}

std::uint32_t ResourceServer::currentOf(std::string_view path, Instant now) const {
    const Document *document = find(path);
    if (document == nullptr || document->isDeleted || document->versions.empty())
        return 0;
    const std::string &body = document->versions[placeOf(*document, now)]->body;
    const auto same = std::find_if(document->versions.begin(), document->versions.end(),
                                   [&body](const auto *one) { return one->body == body; });
    return static_cast<std::uint32_t>(same - document->versions.begin() + 1);
}

std::string_view ResourceServer::textOf(std::string_view path, Instant now) const {
    const Document *document = find(path);
    if (document == nullptr || document->isDeleted || document->versions.empty())
        return {};
    return document->versions[placeOf(*document, now)]->body;
}

std::string ResourceServer::bodyFor(const Document &document, std::size_t version,
                                    const Request &request) const {
    const Resource &resource = *document.resource;
    if (!resource.varyBy.empty()) {
        const std::string_view asked = firstMember(request, resource.varyBy);
        for (const Variant &variant : resource.variants) {
            if (http::equalsIgnoringCase(variant.value, asked))
                return variant.body;
        }
    }
    return document.versions[version]->body;
}

std::string ResourceServer::tagFor(const Document &document, std::size_t version,
                                   std::string_view body) const {
    const Resource &resource = *document.resource;
    const ResourceVersion &shown = *document.versions[version];
    const std::string &word = shown.tag.empty() ? resource.tag : shown.tag;
    const Instant modified = m_start + m_shift + shown.modified.value_or(shown.from);
    std::string tag;
    if (isLiteral(word))
        tag = word;
    else if (word == "content-hash")
        tag = lab::quoted(hexOf(body::digestOf(body::Algorithm::Sha256, body).number(), 16));
    else if (word == "mtime")
        tag = lab::quoted(
            hexOf(static_cast<std::uint64_t>(nanosecondsOf(modified) / 1'000'000'000), 8));
    else if (word == "size")
        tag = lab::quoted(std::to_string(body.size()));
    else if (word == "revision")
        tag = lab::quoted("v" + std::to_string(version + 1));
    else if (word == "weak-checksum")
        tag = lab::quoted(hexOf(sumOf(body), 4));
    else if (word == "crc32")
        tag = lab::quoted(hexOf(body::digestOf(body::Algorithm::Crc32, body).number(), 8));
    else if (word == "random")
        tag = lab::quoted(lab::Random(++m_drawn).text(16, lab::hexDigits));
    return resource.isWeak && !tag.empty() && !tag.starts_with("W/") ? "W/" + tag : tag;
}

std::vector<FieldLine> ResourceServer::fieldsFor(const Document &document,
                                                 std::size_t version) const {
    const std::vector<FieldLine> &own = document.versions[version]->fields;
    std::vector<FieldLine> fields;
    for (const FieldLine &line : document.resource->fields) {
        const bool isReplaced = std::any_of(own.begin(), own.end(), [&line](const FieldLine &one) {
            return http::equalsIgnoringCase(one.first, line.first);
        });
        if (!isReplaced)
            fields.push_back(line);
    }
    fields.insert(fields.end(), own.begin(), own.end());
    return fields;
}

Response ResourceServer::fixed(const Document &document, const Request &request) const {
    const std::size_t version = placeOf(document, request.now);
    const lab::Validators validators = validatorsOf(document, version, request);
    Response response = lab::begin(request, document.resource->status);
    const bool hasBody = response.status != 204 && response.status != 304;
    if (hasBody)
        response.add("Content-Type", document.resource->mediaType);
    if (!validators.etag.empty())
        response.add("ETag", validators.etag);
    if (validators.lastModified)
        response.add("Last-Modified", http::formatHttpDate(*validators.lastModified));
    for (FieldLine &line : fieldsFor(document, version))
        response.add(std::move(line.first), std::move(line.second));
    if (hasBody)
        response.body = bodyFor(document, version, request);
    return response;
}

lab::FileServerOptions ResourceServer::optionsFor(const Document &document,
                                                  std::size_t place) const {
    const Resource &resource = *document.resource;
    const ResourceVersion &version = *document.versions[place];
    lab::FileServerOptions options;
    options.gzip = resource.gzip;
    const std::string &word = version.tag.empty() ? resource.tag : version.tag;
    const recipe::RecipeRow *recipe = isLiteral(word) ? nullptr : recipeOf(word);
    if (recipe != nullptr) {
        options.recipe = recipe->recipe;
        if (resource.lastModified)
            options.lastModified = true;
        if (resource.isWeak)
            options.makeTag = [recipe](const recipe::FileFacts &facts) {
                const std::string tag =
                    recipe::makeTag(recipe->recipe, facts).value_or(std::string());
                return tag.empty() || tag.starts_with("W/") ? tag : "W/" + tag;
            };
    } else {
        options.lastModified = resource.lastModified;
        options.manner = lab::Manner{};
        options.namesItself = false;
        options.mark = static_cast<lab::CodingMark>(markPlace(resource.mark).value_or(1));
        options.makeTag = [this, &document, place,
                           drawn = std::string()](const recipe::FileFacts &facts) mutable {
            if (drawn.empty()) // asked for more than once within one answer
                drawn = tagFor(document, place, facts.body);
            return drawn;
        };
    }
    return options;
}

lab::FileServer ResourceServer::serverOf(const Document &document, std::size_t place,
                                         const Request &request) const {
    const Resource &resource = *document.resource;
    const ResourceVersion &version = *document.versions[place];
    lab::Resource file;
    file.path = resource.path;
    file.mediaType = resource.mediaType;
    file.fields = fieldsFor(document, place);
    const Instant modified = m_start + m_shift + version.modified.value_or(version.from);
    file.versions = {{m_start, bodyFor(document, place, request), nanosecondsOf(modified)}};
    return {{std::move(file)}, optionsFor(document, place)};
}

lab::Validators ResourceServer::validatorsOf(const Document &document, std::size_t place,
                                             const Request &request) const {
    return serverOf(document, place, request).validatorsOf(0, request.now);
}

Response ResourceServer::read(const Document &document, const Request &request) const {
    lab::FileServer server = serverOf(document, placeOf(document, request.now), request);
    if (!document.resource->ignoresConditions)
        return server.answer(request);
    const std::vector<http::Field> fields = unconditional(request.fields);
    Request whole = request;
    whole.fields = fields;
    return server.answer(whole);
}

Response ResourceServer::write(Document &document, const Request &request) {
    const Resource &resource = *document.resource;
    if (resource.requiresCondition && !hasCondition(request))
        return lab::plainAnswer(request, 428, "Say which version you know: If-Match.\n");
    const std::size_t place = placeOf(document, request.now);
    lab::Validators current;
    if (document.isDeleted)
        current.exists = false;
    else
        current = validatorsOf(document, place, request);
    if (!resource.ignoresConditions &&
        lab::decideCondition(request, current) == lab::Outcome::PreconditionFailed)
        return lab::plainAnswer(request, 412, "It is another one by now.\n");
    // Over real sockets anybody may write, as often as they like.
    if (request.method != "DELETE" && m_writtenBytes + request.body.size() > mostWritten)
        return lab::plainAnswer(request, 507, "No room for more versions.\n");
    if (request.method == "DELETE" && document.isDeleted)
        return lab::plainAnswer(request, 404, "It was deleted.\n");
    if (request.method == "DELETE") {
        document.isDeleted = true;
        Response gone = lab::begin(request, 204);
        for (FieldLine &line : fieldsFor(document, place))
            gone.add(std::move(line.first), std::move(line.second));
        return gone;
    }
    Response response = lab::begin(request, document.isDeleted ? 201 : 204);
    document.isDeleted = false;
    ResourceVersion &written = document.written.emplace_back();
    written.from = request.now - m_start - m_shift;
    written.body = std::string(request.body);
    m_writtenBytes += written.body.size() + sizeof(ResourceVersion);
    // What is said later in the scenario comes to pass nonetheless, so it keeps its place in time.
    const auto later =
        std::find_if(document.versions.begin() + 1, document.versions.end(),
                     [&written](const auto *one) { return one->from > written.from; });
    const auto at = document.versions.insert(later, &written);
    const auto number = static_cast<std::size_t>(at - document.versions.begin());
    if (std::string tag = validatorsOf(document, number, request).etag; !tag.empty())
        response.add("ETag", std::move(tag));
    for (FieldLine &line : fieldsFor(document, number))
        response.add(std::move(line.first), std::move(line.second));
    return response;
}

Response ResourceServer::answer(const Request &request) {
    const auto *known = find(lab::pathOf(request));
    if (known == nullptr || known->versions.empty())
        return lab::plainAnswer(request, 404, "There is no such resource.\n");
    Document &document = m_documents[static_cast<std::size_t>(known - m_documents.data())];
    const Resource &resource = *document.resource;
    const bool isReading = lab::isReading(request);
    if (resource.isWritable && isWriting(request.method))
        return write(document, request);
    const bool isTaken = isReading || (request.method == "POST" && !resource.isWritable);
    if (!isTaken && resource.status == 200) {
        Response refusal = lab::plainAnswer(request, 405, "This is not done here.\n");
        refusal.add("Allow", resource.isWritable ? "GET, HEAD, POST, PUT, PATCH, DELETE"
                                                 : "GET, HEAD, POST");
        return refusal;
    }
    if (document.isDeleted)
        return lab::plainAnswer(request, 404, "It was deleted.\n");
    if (resource.status != 200 || !isReading)
        return fixed(document, request);
    return read(document, request);
}

} // namespace etagere::scenario
