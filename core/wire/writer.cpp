// SPDX-License-Identifier: Apache-2.0
#include "core/wire/writer.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace etagere::wire {

namespace {

struct ReasonRow {
    std::uint16_t status = 0;
    std::string_view reason;
};

constexpr std::array reasons{
    ReasonRow{100, "Continue"},
    ReasonRow{101, "Switching Protocols"},
    ReasonRow{102, "Processing"},
    ReasonRow{103, "Early Hints"},
    ReasonRow{200, "OK"},
    ReasonRow{201, "Created"},
    ReasonRow{202, "Accepted"},
    ReasonRow{203, "Non-Authoritative Information"},
    ReasonRow{204, "No Content"},
    ReasonRow{205, "Reset Content"},
    ReasonRow{206, "Partial Content"},
    ReasonRow{300, "Multiple Choices"},
    ReasonRow{301, "Moved Permanently"},
    ReasonRow{302, "Found"},
    ReasonRow{303, "See Other"},
    ReasonRow{304, "Not Modified"},
    ReasonRow{307, "Temporary Redirect"},
    ReasonRow{308, "Permanent Redirect"},
    ReasonRow{400, "Bad Request"},
    ReasonRow{401, "Unauthorized"},
    ReasonRow{403, "Forbidden"},
    ReasonRow{404, "Not Found"},
    ReasonRow{405, "Method Not Allowed"},
    ReasonRow{408, "Request Timeout"},
    ReasonRow{410, "Gone"},
    ReasonRow{411, "Length Required"},
    ReasonRow{412, "Precondition Failed"},
    ReasonRow{413, "Content Too Large"},
    ReasonRow{414, "URI Too Long"},
    ReasonRow{416, "Range Not Satisfiable"},
    ReasonRow{417, "Expectation Failed"},
    ReasonRow{421, "Misdirected Request"},
    ReasonRow{426, "Upgrade Required"},
    ReasonRow{428, "Precondition Required"},
    ReasonRow{429, "Too Many Requests"},
    ReasonRow{431, "Request Header Fields Too Large"},
    ReasonRow{500, "Internal Server Error"},
    ReasonRow{501, "Not Implemented"},
    ReasonRow{502, "Bad Gateway"},
    ReasonRow{503, "Service Unavailable"},
    ReasonRow{504, "Gateway Timeout"},
    ReasonRow{505, "HTTP Version Not Supported"},
};

template <class Number>
void appendNumber(std::string &out, Number number, int base) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, base).ptr;
    out.append(digits.data(), end);
}

void writeLength(std::string &out, std::string_view name, std::uint64_t length) {
    out.append(name).append(": ");
    appendNumber(out, length, 10);
    out.append("\r\n");
}

} // namespace

std::string_view usualReason(std::uint16_t status) noexcept {
    const auto row =
        std::lower_bound(reasons.begin(), reasons.end(), status,
                         [](const ReasonRow &r, std::uint16_t s) { return r.status < s; });
    return row != reasons.end() && row->status == status ? row->reason : std::string_view();
}

void writeRequestLine(std::string &out, std::string_view method, std::string_view target) {
    out.append(method).append(" ").append(target).append(" HTTP/1.1\r\n");
}

void writeStatusLine(std::string &out, std::uint16_t status, std::string_view reason) {
    out.append("HTTP/1.1 ");
    out.push_back(static_cast<char>('0' + status / 100 % 10));
    out.push_back(static_cast<char>('0' + status / 10 % 10));
    out.push_back(static_cast<char>('0' + status % 10));
    out.append(" ").append(reason).append("\r\n");
}

void writeField(std::string &out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

void writeFields(std::string &out, http::Fields fields, const BodyPlan &plan) {
    using http::FieldName;
    bool lengthTold = plan.kind != BodyPlan::Kind::Length;
    for (const http::Field &field : fields) {
        if (field.known == FieldName::TransferEncoding)
            continue;
        if (field.known != FieldName::ContentLength || plan.kind == BodyPlan::Kind::None) {
            writeField(out, field.name, field.value);
        } else if (!lengthTold) {
            writeLength(out, field.name, plan.length);
            lengthTold = true;
        }
    }
    if (!lengthTold)
        writeLength(out, "Content-Length", plan.length);
}

void writeChunkSize(std::string &out, std::uint64_t size) {
    appendNumber(out, size, 16);
    out.append("\r\n");
}

} // namespace etagere::wire
