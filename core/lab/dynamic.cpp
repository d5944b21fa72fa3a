// SPDX-License-Identifier: Apache-2.0
#include "core/lab/dynamic.h"

#include "core/body/digest.h"
#include "core/http/http_date.h"
#include "core/lab/message.h"
#include "core/lab/random.h"

#include <utility>

namespace etagere::lab {

namespace {

using http::FieldName;

constexpr std::chrono::minutes pageLife{10};

std::string page(std::string_view text) {
    return "<!doctype html>\n<title>Shop</title>\n<p>" + std::string(text) + "</p>\n" +
           std::string(400, '.') + "\n";
}

std::string digestTag(recipe::RecipeId recipe, std::string_view body) {
    recipe::FileFacts facts;
    facts.size = body.size();
    facts.body = body;
    facts.path = "/";
    facts.diskPath = "/";
    facts.key = body;
    return recipe::makeTag(recipe, facts).value_or(std::string());
}

Response answerWith(const Request &request, const Validators &validators, Response response,
                    std::string body) {
    if (decideCondition(request, validators) == Outcome::NotModified)
        response.status = 304;
    else
        response.body = std::move(body);
    if (!validators.etag.empty())
        response.add("ETag", validators.etag);
    if (validators.lastModified)
        response.add("Last-Modified", http::formatHttpDate(*validators.lastModified));
    return response;
}

} // namespace

DynamicOrigin::DynamicOrigin(DynamicKind kind, recipe::RecipeId recipe, std::uint64_t seed)
    : m_kind(kind)
    , m_recipe(recipe)
    , m_seed(seed)
    , m_random(seed) {}

std::string DynamicOrigin::basketOf(const Request &request, Response &response) {
    std::string session(cookieOf(request, "session"));
    if (session.empty()) {
        session = Random(m_seed + ++m_sessions).text(32, hexDigits);
        response.add("Set-Cookie", "session=" + session + "; Path=/; HttpOnly");
    }
    const auto number = body::digestOf(body::Algorithm::Xxh64, session).number();
    return Random(m_seed ^ number).text(24, "0123456789 ");
}

DynamicOrigin::Page DynamicOrigin::cachedPage(Instant now) {
    if (m_filled == Instant{} || now - m_filled >= pageLife)
        m_filled = std::chrono::floor<std::chrono::seconds>(now);
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(m_filled.time_since_epoch()).count();
    Page made;
    made.body = page("The news of today.");
    made.validators.lastModified = m_filled;
    made.validators.etag = quoted(std::to_string(seconds));
    return made;
}

DynamicOrigin::Page DynamicOrigin::pageFor(const Request &request, Response &response) {
    Page made;
    switch (m_kind) {
    case DynamicKind::PersonalPage:
        made.body = page("Welcome back! Things in your basket: " + basketOf(request, response));
        break;
    case DynamicKind::ByUserAgent: {
        const std::string_view agent = fieldOf(request, FieldName::UserAgent);
        const bool small = agent.find("Mobile") != std::string_view::npos;
        response.add("Vary", "User-Agent");
        made.body = page(small ? "Our shop, for small screens." : "Our shop.");
        break;
    }
    case DynamicKind::Buckets:
        made.body = page("One of a thousand experiments.");
        made.validators.etag =
            quoted("1405 / " + std::to_string(m_random.below(1000)) + " of 1000");
        return made;
    case DynamicKind::ServingTime:
        return cachedPage(request.now);
    case DynamicKind::Counter:
    case DynamicKind::Count:
        made.body = page("Pages served so far: " + std::to_string(++m_visits));
        break;
    }
    made.validators.etag = digestTag(m_recipe, made.body);
    return made;
}

Response DynamicOrigin::answer(const Request &request) {
    if (pathOf(request) != "/" || !isReading(request))
        return plainAnswer(request, 404, "There is nothing else here.\n");
    Response response = begin(request, 200);
    response.add("Content-Type", "text/html; charset=utf-8");
    response.add("Cache-Control",
                 m_kind == DynamicKind::PersonalPage ? "private, no-cache" : "no-cache");
    const Page made = pageFor(request, response);
    return answerWith(request, made.validators, std::move(response), made.body);
}

EditableOrigin::EditableOrigin(const Options &options)
    : m_options(options) {}

std::string_view EditableOrigin::textOf(std::string_view path) const {
    const auto found = m_documents.find(path);
    return found == m_documents.end() ? std::string_view() : std::string_view(found->second.text);
}

Validators EditableOrigin::validatorsOf(const Document &document) const {
    Validators validators;
    validators.exists = document.version > 0;
    if (!validators.exists)
        return validators;
    validators.etag =
        (m_options.weakTags ? "W/" : "") + quoted("v" + std::to_string(document.version));
    validators.lastModified = document.modified;
    return validators;
}

Response EditableOrigin::write(const Request &request) {
    const std::string path(pathOf(request));
    constexpr std::size_t mostDocuments = 1000;
    if (m_documents.size() == mostDocuments && !m_documents.contains(path))
        return plainAnswer(request, 507, "There is no room for another document.\n");
    Document &document = m_documents[path];
    const bool existed = document.version > 0;
    if (request.method == "DELETE") {
        m_documents.erase(path);
        return begin(request, existed ? 204 : 404);
    }
    document.text = request.body;
    document.version = ++m_writes;
    document.modified = request.now;
    Response response = begin(request, existed ? 204 : 201);
    response.add("ETag", validatorsOf(document).etag);
    return response;
}

Response EditableOrigin::answer(const Request &request) {
    const bool writes = request.method == "PUT" || request.method == "DELETE";
    if (!writes && !isReading(request))
        return plainAnswer(request, 405, "Documents are read, written and deleted here.\n");
    const auto found = m_documents.find(pathOf(request));
    const Document document = found == m_documents.end() ? Document{} : found->second;
    const Validators current = validatorsOf(document);
    const bool conditional = http::find(request.fields, FieldName::IfMatch) != nullptr ||
                             http::find(request.fields, FieldName::IfNoneMatch) != nullptr ||
                             http::find(request.fields, FieldName::IfUnmodifiedSince) != nullptr;
    if (writes && m_options.requiresCondition && !conditional)
        return plainAnswer(request, 428, "Say which state you have changed (If-Match).\n");
    const Outcome outcome = decideCondition(request, current, m_options.manner);
    if (outcome == Outcome::PreconditionFailed)
        return plainAnswer(request, 412, "Somebody else has changed the document.\n");
    if (writes)
        return write(request);
    if (!current.exists)
        return plainAnswer(request, 404, "There is no such document.\n");
    Response response = begin(request, 200);
    response.add("Content-Type", "text/plain; charset=utf-8");
    return answerWith(request, current, std::move(response), document.text);
}

} // namespace etagere::lab
