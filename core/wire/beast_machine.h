// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/parser.h"

// One of its assertions (that five bytes have come of a last chunk, parse_chunk_header) does not
// hold for a sender who portions "0\r\n\r\n" so; the code behind it is right all the same.
#define BOOST_DISABLE_ASSERTS
#include <boost/beast/http/basic_parser.hpp>
#undef BOOST_DISABLE_ASSERTS

#include <limits>

namespace etagere::wire {

/// Boost.Beast's parser of one message, telling a Head and a view of the body.
template <bool isRequest>
class MessageParser::Machine final : public boost::beast::http::basic_parser<isRequest> {
    using Base = boost::beast::http::basic_parser<isRequest>;
    using View = boost::beast::string_view;
    using Code = boost::beast::error_code;
    using Verb = boost::beast::http::verb;
    using Name = boost::beast::http::field;

public:
    Machine(Head &head, const Limits &limits, bool noBody)
        : m_head(head)
        , m_fieldLimit(limits.headFields) {
        // Its limit is one of a line; the head as a whole is counted by who feeds it.
        Base::header_limit(static_cast<std::uint32_t>(limits.headBytes));
        Base::body_limit(std::numeric_limits<std::uint64_t>::max());
        Base::eager(false);
        Base::skip(noBody);
    }

    std::string_view body; ///< what the last step read of it; points into what it was given

private:
    static std::string_view view(View text) noexcept { return {text.data(), text.size()}; }

    void on_request_impl(Verb, View method, View target, int version, Code &) override {
        m_head.setRequest(view(method), view(target), version % 10);
    }
    void on_response_impl(int status, View reason, int version, Code &) override {
        m_head.setResponse(static_cast<std::uint16_t>(status), view(reason), version % 10);
    }
    void on_field_impl(Name, View name, View value, Code &code) override {
        if (m_headDone)
            return;
        if (m_head.fields().size() >= m_fieldLimit)
            code = boost::beast::http::error::buffer_overflow;
        else
            m_head.add(view(name), view(value));
    }
    void on_header_impl(Code &) override { m_headDone = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t> &, Code &) override {}
    std::size_t on_body_impl(View bytes, Code &) override {
        body = view(bytes);
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t, View, Code &) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, View bytes, Code &) override {
        body = view(bytes);
        return bytes.size();
    }
    void on_finish_impl(Code &) override {}

    Head &m_head;
    std::size_t m_fieldLimit;
    bool m_headDone = false;
};

} // namespace etagere::wire
