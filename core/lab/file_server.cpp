// SPDX-License-Identifier: Apache-2.0
#include "core/lab/file_server.h"

#include "core/body/digest.h"
#include "core/body/text_code.h"
#include "core/http/conditional.h"
#include "core/http/etag.h"
#include "core/http/http_date.h"
#include "core/http/range.h"
#include "core/http/text.h"
#include "core/lab/gzip.h"
#include "core/lab/message.h"

#include <algorithm>
#include <utility>

namespace etagere::lab {

namespace {

using http::FieldName;
using recipe::RecipeId;

constexpr std::int64_t nanos = 1'000'000'000;
constexpr std::uint64_t multipartSize = 1024;
constexpr std::uint64_t microsecond = 1000;

std::int64_t modifiedOn(const Machine &machine, const Version &version) {
    const std::int64_t shifted = version.modifiedNs + machine.modifiedShiftNs;
    return machine.subSecondNs < 0 ? shifted : shifted / nanos * nanos + machine.subSecondNs;
}

/// Java's String.hashCode.
std::int32_t javaHash(std::string_view text) {
    std::uint32_t hash = 0;
    for (const char c : text)
        hash = hash * 31 + static_cast<unsigned char>(c);
    return static_cast<std::int32_t>(hash);
}

std::uint64_t generationOf(const Version &version) {
    return static_cast<std::uint64_t>(version.modifiedNs) / microsecond;
}

// Fields by which the recipe's own servers state what their tag is made of.
void addStatements(Response &response, RecipeId recipe, const Version &version) {
    if (recipe == RecipeId::GoogleStorage) {
        const auto md5 = body::digestOf(body::Algorithm::Md5, version.body);
        response.add("x-goog-hash", "md5=" + body::encodeBase64(md5.bytes()));
    } else if (recipe == RecipeId::GoogleGeneration) {
        response.add("x-goog-generation", std::to_string(generationOf(version)));
        response.add("x-goog-metageneration", "1");
    } else if (recipe == RecipeId::DockerDigest) {
        const auto sha256 = body::digestOf(body::Algorithm::Sha256, version.body);
        response.add("Docker-Content-Digest", "sha256:" + body::encodeHex(sha256.bytes()));
    }
}

bool wantsParts(const Request &request, const Validators &validators) {
    const std::string_view condition = fieldOf(request, FieldName::IfRange);
    if (condition.empty())
        return true;
    const http::IfRange asked = http::parseIfRange(condition);
    const http::ParsedETag current = http::parseETag(validators.etag);
    if (asked.tag)
        return current.tag && http::equalsStrongly(*asked.tag, *current.tag);
    return asked.date && validators.lastModified &&
           *asked.date == std::chrono::floor<std::chrono::seconds>(*validators.lastModified);
}

// One range of bytes, or the whole (RFC 9110 §14.2); several are answered as a whole.
void cutToRange(Response &response, const Request &request) {
    const auto asked = http::parseRange(fieldOf(request, FieldName::Range));
    if (!asked.valid || !asked.bytes || asked.members.size() != 1)
        return;
    const auto range = http::satisfy(asked.members.front(), response.body.size());
    if (!range) {
        response.status = 416;
        response.add("Content-Range", "bytes */" + std::to_string(response.body.size()));
        response.body.clear();
        return;
    }
    response.status = 206;
    response.add("Content-Range", http::formatContentRange(*range, response.body.size()));
    response.body =
        response.body.substr(range->first.count, range->last.count - range->first.count + 1);
}

} // namespace

struct FileServer::Shown {
    const Resource &file;
    const Version &version;
    bool coded = false;
    Validators plain;  ///< of the uncoded representation
    Validators chosen; ///< of what this client is shown
};

std::string marked(std::string_view etag, CodingMark mark) {
    std::string tag(etag);
    const bool isQuoted = tag.ends_with('"');
    const auto insert = [&](std::string_view text) {
        tag.insert(tag.size() - (isQuoted ? 1 : 0), text);
        return tag;
    };
    if (tag.empty())
        return tag;
    switch (mark) {
    case CodingMark::Keep:
        return tag;
    case CodingMark::Weaken:
        return tag.starts_with("W/") || !isQuoted ? tag : "W/" + tag;
    case CodingMark::DashGzip:
        return insert("-gzip");
    case CodingMark::DoubleDash:
        return insert("--gzip");
    case CodingMark::SemicolonGz:
        return tag.size() < 4 ? tag : tag.replace(tag.size() - 4, 3, ";gz");
    case CodingMark::Drop:
        return {};
    }
    return tag;
}

FileServer::FileServer(std::vector<Resource> files, const FileServerOptions &options)
    : m_files(std::move(files))
    , m_options(options)
    , m_family(familyOf(options.recipe))
    , m_manner(options.manner.value_or(m_family.manner))
    , m_mark(options.mark.value_or(m_family.mark)) {}

Validators FileServer::validatorsOf(std::size_t file, Instant now) const {
    const Resource &resource = m_files[file];
    const Version &version = resource.versionAt(now);
    const std::string diskPath = "/srv/www" + resource.path;
    const std::string key = resource.path + "/" + std::to_string(version.modifiedNs);
    recipe::FileFacts facts;
    facts.size = version.body.size();
    facts.modifiedNs = modifiedOn(m_options.machine, version);
    facts.inode = m_options.machine.firstInode + file;
    facts.path = resource.path;
    facts.diskPath = diskPath;
    facts.body = version.body;
    facts.nameHash = javaHash(diskPath);
    facts.partSize = multipartSize;
    facts.changeNumber = m_options.machine.changeNumber;
    facts.generation = generationOf(version);
    facts.metageneration = 1;
    facts.key = key;
    Validators validators;
    validators.etag = m_options.makeTag
                          ? m_options.makeTag(facts)
                          : recipe::makeTag(m_options.recipe, facts).value_or(std::string());
    if (!m_copiedTail.empty())
        validators.etag.replace(validators.etag.size() - m_copiedTail.size(), std::string::npos,
                                m_copiedTail);
    if (m_options.lastModified.value_or(m_family.sendsLastModified))
        validators.lastModified = Instant(std::chrono::microseconds(facts.modifiedNs / 1000));
    return validators;
}

std::optional<std::size_t> FileServer::find(std::string_view path) const noexcept {
    const auto file = std::find_if(m_files.begin(), m_files.end(),
                                   [path](const Resource &one) { return one.path == path; });
    if (file == m_files.end())
        return std::nullopt;
    return static_cast<std::size_t>(file - m_files.begin());
}

FileServer::Shown FileServer::show(std::size_t file, const Request &request) const {
    const Resource &resource = m_files[file];
    Shown shown{
        resource, resource.versionAt(request.now), false, validatorsOf(file, request.now), {}};
    shown.coded = m_options.gzip && acceptsGzip(request);
    shown.chosen = shown.plain;
    if (shown.coded)
        shown.chosen.etag = marked(shown.plain.etag, m_mark);
    return shown;
}

Response FileServer::answer(const Request &request) {
    const auto file = find(pathOf(request));
    if (!file)
        return plainAnswer(request, 404, "There is no such file.\n");
    if (!isReading(request)) {
        Response refusal = plainAnswer(request, 405, "Files are only read here.\n");
        refusal.add("Allow", "GET, HEAD");
        return refusal;
    }
    const Shown shown = show(*file, request);
    const Validators &compared = m_family.comparesCoded ? shown.chosen : shown.plain;
    switch (decideCondition(request, compared, m_manner)) {
    case Outcome::PreconditionFailed:
        return plainAnswer(request, 412, "The file is another one by now.\n");
    case Outcome::NotModified:
        copyTail(shown, request);
        return notModified(show(*file, request), request);
    case Outcome::Proceed:
        break;
    }
    return full(shown, request);
}

void FileServer::copyTail(const Shown &shown, const Request &request) {
    const std::string_view asked = fieldOf(request, FieldName::IfNoneMatch);
    const std::size_t tail = m_manner.ignoredTail;
    if (tail > 0 && !shown.coded && asked.size() == shown.plain.etag.size())
        m_copiedTail = asked.substr(asked.size() - tail);
}

Response FileServer::notModified(const Shown &shown, const Request &request) const {
    Response response = begin(request, 304);
    if (m_options.namesItself && !m_family.server.empty())
        response.add("Server", std::string(m_family.server));
    // A coder that weakens does not see what has no body: nginx's 304 bears the strong tag.
    const bool plain = shown.coded && m_mark == CodingMark::Weaken;
    std::string tag = plain ? shown.plain.etag : shown.chosen.etag;
    if (m_family.echoesWeakness && fieldOf(request, FieldName::IfNoneMatch).starts_with("W/") &&
        !tag.starts_with("W/"))
        tag.insert(0, "W/");
    if (m_family.tagIn304 && !tag.empty())
        response.add("ETag", tag);
    if (shown.chosen.lastModified)
        response.add("Last-Modified", http::formatHttpDate(*shown.chosen.lastModified));
    for (const auto &[name, value] : shown.file.fields)
        response.add(name, value);
    if (m_options.gzip)
        response.add("Vary", "Accept-Encoding");
    return response;
}

Response FileServer::full(const Shown &shown, const Request &request) const {
    Response response = begin(request, 200);
    if (m_options.namesItself && !m_family.server.empty())
        response.add("Server", std::string(m_family.server));
    response.add("Content-Type", shown.file.mediaType);
    if (!shown.chosen.etag.empty())
        response.add("ETag", shown.chosen.etag);
    if (shown.chosen.lastModified)
        response.add("Last-Modified", http::formatHttpDate(*shown.chosen.lastModified));
    for (const auto &[name, value] : shown.file.fields)
        response.add(name, value);
    if (m_options.gzip)
        response.add("Vary", "Accept-Encoding");
    addStatements(response, m_options.recipe, shown.version);
    response.body = shown.version.body;
    if (shown.coded) {
        response.add("Content-Encoding", "gzip");
        response.body = gzipped(response.body);
    } else if (request.method == "GET" && wantsParts(request, shown.chosen)) {
        cutToRange(response, request);
    }
    return response;
}

} // namespace etagere::lab
