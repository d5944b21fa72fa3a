// SPDX-License-Identifier: Apache-2.0
#include "core/lab/intermediary.h"

#include "core/body/digest.h"
#include "core/lab/gzip.h"
#include "core/lab/message.h"

#include <utility>

namespace etagere::lab {

namespace {

using http::FieldName;

constexpr std::uint16_t ok = 200;
constexpr std::uint16_t partialContent = 206;
constexpr std::uint16_t notModified = 304;

/// The same request with another value of one field.
class Rewritten {
public:
    Rewritten(const Request &request, FieldName name, std::string value)
        : m_value(std::move(value))
        , m_fields(request.fields.begin(), request.fields.end())
        , m_request(request) {
        for (http::Field &field : m_fields) {
            if (field.known == name)
                field.value = m_value;
        }
        m_request.fields = m_fields;
    }
    [[nodiscard]] const Request &request() const noexcept { return m_request; }

private:
    std::string m_value;
    std::vector<http::Field> m_fields;
    Request m_request;
};

std::string withoutSuffix(std::string_view asked, std::string_view suffix) {
    std::string text(asked);
    const std::string end = std::string(suffix) + '"';
    for (std::size_t at = text.find(end); at != std::string::npos; at = text.find(end, at))
        text.erase(at, suffix.size());
    return text;
}

} // namespace

CodingProxy::CodingProxy(std::unique_ptr<Origin> origin, const CodingProxyOptions &options)
    : m_origin(std::move(origin))
    , m_options(options) {}

Response CodingProxy::answer(const Request &request) {
    Response response = acceptsGzip(request) ? coded(request) : m_origin->answer(request);
    // What is not coded was chosen by Accept-Encoding as well (RFC 9110 §12.5.5).
    if (response.status == ok || response.status == partialContent ||
        response.status == notModified)
        response.add("Vary", "Accept-Encoding");
    return response;
}

Response CodingProxy::coded(const Request &request) {
    std::string asked = listOf(request, FieldName::IfNoneMatch);
    if (m_options.undoesMark && m_options.mark == CodingMark::DashGzip)
        asked = withoutSuffix(asked, "-gzip");
    if (m_options.undoesMark && m_options.mark == CodingMark::DoubleDash)
        asked = withoutSuffix(asked, "--gzip");
    const Rewritten rewritten(request, FieldName::IfNoneMatch, std::move(asked));
    Response response = m_origin->answer(rewritten.request());
    const bool isCodedAlready = find(response, FieldName::ContentEncoding) != nullptr;
    if ((response.status != ok && response.status != notModified) || isCodedAlready)
        return response;
    if (std::string *tag = find(response, FieldName::ETag)) {
        *tag = marked(*tag, m_options.mark);
        if (tag->empty())
            remove(response, FieldName::ETag);
    }
    if (response.status == ok) {
        response.body = gzipped(response.body);
        response.add("Content-Encoding", "gzip");
    }
    return response;
}

WeakeningNetwork::WeakeningNetwork(std::unique_ptr<Origin> origin, unsigned share)
    : m_origin(std::move(origin))
    , m_share(share) {}

Response WeakeningNetwork::answer(const Request &request) {
    Response response = m_origin->answer(request);
    const auto place = body::digestOf(body::Algorithm::Xxh64, request.client).number() % 100;
    std::string *tag = find(response, FieldName::ETag);
    if (tag == nullptr || place >= m_share)
        return response;
    // What has no quotes is no tag to such a network, and is dropped.
    *tag = marked(*tag, CodingMark::Weaken);
    if (!tag->ends_with('"'))
        remove(response, FieldName::ETag);
    return response;
}

Changeover::Changeover(std::unique_ptr<Origin> before, std::unique_ptr<Origin> after, Instant when)
    : m_before(std::move(before))
    , m_after(std::move(after))
    , m_when(when) {}

Response Changeover::answer(const Request &request) {
    return (request.now < m_when ? m_before : m_after)->answer(request);
}

FieldRemover::FieldRemover(std::unique_ptr<Origin> origin, FieldName field)
    : m_origin(std::move(origin))
    , m_field(field) {}

Response FieldRemover::answer(const Request &request) {
    Response response = m_origin->answer(request);
    remove(response, m_field);
    return response;
}

} // namespace etagere::lab
