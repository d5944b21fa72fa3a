// SPDX-License-Identifier: Apache-2.0
// What a client sends to a server, and a server to a client: the first byte picks the end and how
// the bytes are portioned, the rest is what comes. Whatever the portions, the same is read, within
// the limits.
#include "core/wire/address.h"
#include "core/wire/parser.h"
#include "core/wire/writer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace etagere::wire;

namespace {

void require(bool condition) {
    if (!condition)
        std::abort();
}

constexpr std::size_t headLimit = 2000;
constexpr std::size_t fieldLimit = 30;

Limits limits() {
    Limits made;
    made.headBytes = headLimit;
    made.headFields = fieldLimit;
    return made;
}

/// What was read, written so that it can be compared.
struct Reading {
    std::string text;
    bool failed = false;
};

class Reader {
public:
    Reader(MessageParser::Side side, bool noBody)
        : m_parser(side, limits())
        , m_isRequests(side == MessageParser::Side::Requests)
        , m_noBody(noBody) {
        expect();
    }

    void give(std::string_view bytes) {
        if (m_reading.failed)
            return;
        m_input.append(bytes);
        std::size_t used = 0;
        while (true) {
            const std::string_view rest = std::string_view(m_input).substr(used);
            const ParserStep step = m_parser.next(rest);
            require(step.consumed <= rest.size());
            require(step.body.empty() ||
                    (step.body.data() >= rest.data() &&
                     step.body.data() + step.body.size() <= rest.data() + step.consumed));
            used += step.consumed;
            take(step);
            if (step.event == ParserEvent::NeedMore || step.event == ParserEvent::Failed)
                break;
        }
        m_input.erase(0, used);
        // What waits for more is a line of a head or of a chunk, never a body.
        require(m_reading.failed || m_input.size() <= headLimit + 2 || m_inBody);
    }
    Reading close() {
        if (m_reading.failed)
            return m_reading;
        const ParserEvent event = m_parser.close(m_input);
        if (event == ParserEvent::Failed)
            require(m_parser.error().kind == WireError::Kind::Truncated);
        m_reading.text += event == ParserEvent::End ? "<end>" : "<closed>";
        return m_reading;
    }

private:
    void expect() {
        if (m_noBody)
            m_parser.expectNoBody();
    }
    void take(const ParserStep &step) {
        switch (step.event) {
        case ParserEvent::Head:
            m_inBody = true;
            takeHead();
            break;
        case ParserEvent::Body:
            require(m_parser.framing() != Framing::None);
            m_reading.text.append(step.body);
            break;
        case ParserEvent::End:
            m_inBody = false;
            m_reading.text += "<end>";
            expect();
            break;
        case ParserEvent::Failed:
            m_reading.failed = true;
            require(m_parser.error().kind == WireError::Kind::Malformed);
            require(m_parser.error().fault != Fault::None && m_parser.error().fault < Fault::Count);
            break;
        case ParserEvent::NeedMore:
            break;
        }
    }
    void takeHead() {
        const Head &head = m_parser.head();
        require(head.size() <= headLimit && head.fields().size() <= fieldLimit);
        require(!m_isRequests || (!head.method().empty() && !head.target().empty()));
        require(m_isRequests || head.status() <= 999);
        std::string written;
        if (m_isRequests)
            writeRequestLine(written, head.method(), head.target());
        else
            writeStatusLine(written, head.status(), head.reason());
        writeFields(written, head.fields(), BodyPlan::none());
        // Nothing that was read can break out of its line when it is written again.
        require(static_cast<std::size_t>(std::count(written.begin(), written.end(), '\n')) <=
                head.fields().size() + 1);
        require(written.find('\0') == std::string::npos);
        m_reading.text += written;
    }

    MessageParser m_parser;
    bool m_isRequests;
    bool m_noBody;
    bool m_inBody = false;
    std::string m_input;
    Reading m_reading;
};

Reading readIn(std::string_view bytes, std::size_t portion, std::uint8_t choice) {
    const auto side =
        (choice & 1U) != 0 ? MessageParser::Side::Responses : MessageParser::Side::Requests;
    Reader reader(side, (choice & 3U) == 3U);
    for (std::size_t at = 0; at < bytes.size(); at += portion)
        reader.give(bytes.substr(at, portion));
    return reader.close();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size == 0)
        return 0;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    const std::size_t portion = (data[0] >> 2U) + std::size_t{1};
    const Reading whole = readIn(bytes, std::max<std::size_t>(bytes.size(), 1), data[0]);
    const Reading parts = readIn(bytes, portion, data[0]);
    // Where it failed, the one may have noticed before the other; what was read before is the same.
    const std::size_t common = std::min(whole.text.size(), parts.text.size());
    if (whole.failed || parts.failed)
        require(whole.text.substr(0, common / 2) == parts.text.substr(0, common / 2));
    else
        require(whole.text == parts.text);
    (void)addressFrom(bytes);
    return 0;
}
