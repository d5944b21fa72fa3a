// SPDX-License-Identifier: Apache-2.0
#include "core/readers/privacy_filter.h"

#include <strings.h>

#include <algorithm>
#include <array>

namespace etagere::readers {

using http::FieldName;

namespace {

constexpr std::array harmlessFields{FieldName::AcceptEncoding,
                                    FieldName::Age,
                                    FieldName::CacheControl,
                                    FieldName::ContentEncoding,
                                    FieldName::ContentLength,
                                    FieldName::ContentRange,
                                    FieldName::ContentType,
                                    FieldName::Date,
                                    FieldName::Expires,
                                    FieldName::Host,
                                    FieldName::IfModifiedSince,
                                    FieldName::IfUnmodifiedSince,
                                    FieldName::LastModified,
                                    FieldName::Pragma,
                                    FieldName::Range,
                                    FieldName::Server,
                                    FieldName::TransferEncoding,
                                    FieldName::UserAgent,
                                    FieldName::Vary};

constexpr std::array<std::string_view, 13> harmlessNames{"accept",
                                                         "accept-language",
                                                         "accept-ranges",
                                                         "connection",
                                                         "keep-alive",
                                                         "sec-fetch-dest",
                                                         "sec-fetch-mode",
                                                         "sec-fetch-site",
                                                         "sec-fetch-user",
                                                         "upgrade-insecure-requests",
                                                         "x-content-type-options",
                                                         "x-frame-options",
                                                         "allow"};

bool isHarmless(const http::Field &field) {
    if (field.known != FieldName::Other)
        return std::find(harmlessFields.begin(), harmlessFields.end(), field.known) !=
               harmlessFields.end();
    return std::any_of(harmlessNames.begin(), harmlessNames.end(), [&](std::string_view name) {
        return name.size() == field.name.size() &&
               ::strncasecmp(name.data(), field.name.data(), name.size()) == 0;
    });
}

bool isCredential(FieldName name) {
    return name == FieldName::Cookie || name == FieldName::SetCookie ||
           name == FieldName::Authorization;
}

} // namespace

std::string PrivacyFilter::strictValueOf(const http::Field &field) {
    switch (field.known) {
    case FieldName::Cookie:
        return m_pseudonyms.ofCookies(field.value);
    case FieldName::SetCookie:
        return m_pseudonyms.ofSetCookie(field.value);
    case FieldName::Authorization:
        return m_pseudonyms.ofCredentials(field.value);
    case FieldName::ETag:
    case FieldName::IfMatch:
    case FieldName::IfNoneMatch:
        return m_pseudonyms.ofTag(field.value);
    case FieldName::IfRange: // a date, or a tag
        return field.value.ends_with(" GMT") ? std::string(field.value)
                                             : m_pseudonyms.ofTag(field.value);
    case FieldName::ContentLocation:
    case FieldName::Location:
    case FieldName::Origin:
    case FieldName::Referer:
        return m_pseudonyms.ofUrl(field.value);
    default:
        return isHarmless(field) ? std::string(field.value) : m_pseudonyms.of(field.value);
    }
}

std::optional<std::string> PrivacyFilter::valueOf(const http::Field &field) {
    if (m_level == Privacy::Strict)
        return strictValueOf(field);
    if (m_level == Privacy::ChromeLike && isCredential(field.known))
        return std::nullopt;
    return std::string(field.value);
}

std::string PrivacyFilter::url(std::string_view text) {
    return m_level == Privacy::Strict ? m_pseudonyms.ofUrl(text) : std::string(text);
}

std::string PrivacyFilter::tag(std::string_view text) {
    return m_level == Privacy::Strict ? m_pseudonyms.ofTag(text) : std::string(text);
}

std::string PrivacyFilter::address(std::string_view text) {
    return m_level == Privacy::Strict ? m_pseudonyms.ofAddress(text) : std::string(text);
}

} // namespace etagere::readers
