// SPDX-License-Identifier: Apache-2.0
#include "core/cache/answering.h"

#include "core/cache/part.h"
#include "core/http/conditional.h"
#include "core/http/etag.h"
#include "core/http/http_date.h"
#include "core/http/text.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace etagere::cache {

namespace {

using http::Field;
using http::FieldName;
using http::makeField;

/// Fields of the stored response, some left out or put in place of others.
class Head {
public:
    Head(const StoredResponse &stored, const Telling &telling)
        : m_age(std::to_string(std::chrono::floor<std::chrono::seconds>(telling.age).count())) {
        const bool writesAge = !telling.model.has(Difference::NoAge);
        for (const Field &field : stored.fields.fields()) {
            if (!writesAge || field.known != FieldName::Age)
                m_fields.push_back(field);
        }
        if (writesAge)
            m_fields.push_back(makeField(FieldName::Age, m_age));
    }
    void drop(FieldName name) {
        std::erase_if(m_fields, [name](const Field &field) { return field.known == name; });
    }
    /// `value` is borrowed until the block is made.
    void set(FieldName name, std::string_view value) {
        drop(name);
        m_fields.push_back(makeField(name, value));
    }
    template <class Predicate>
    void keepOnly(Predicate predicate) {
        std::erase_if(m_fields, [&predicate](const Field &field) { return !predicate(field); });
    }
    [[nodiscard]] http::FieldBlock block() const { return http::FieldBlock(m_fields); }

private:
    std::string m_age;
    std::vector<Field> m_fields;
};

http::ByteRange allOf(std::uint64_t length) noexcept { return {Bytes{0}, Bytes{length - 1}}; }

std::uint64_t lengthOf(const http::ByteRange &range) noexcept {
    return range.last.count - range.first.count + 1;
}

Slice sliceOf(std::string text) {
    auto bytes = std::make_shared<const std::string>(std::move(text));
    const std::size_t length = bytes->size();
    return {std::move(bytes), 0, length};
}

/// A text that none of the parts is likely to hold, the same for the same response.
std::string boundaryOf(const StoredResponse &stored) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : stored.url)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return "etagere-" + std::to_string(hash) + "-" + std::to_string(stored.number);
}

bool isForNotModified(const Field &field) noexcept {
    switch (field.known) {
    case FieldName::ContentLength:
    case FieldName::ContentEncoding:
    case FieldName::ContentRange:
    case FieldName::ContentType:
    case FieldName::ContentMd5:
    case FieldName::AcceptRanges:
        return false;
    default:
        return true;
    }
}

} // namespace

Answer wholeAnswer(const StoredResponse &stored, const Telling &telling) {
    Answer answer;
    answer.status = stored.facts.response.status;
    answer.fields = Head(stored, telling).block();
    answer.length = stored.length;
    if (stored.length && *stored.length > 0)
        answer.before = stored.content.slices(allOf(*stored.length));
    return answer;
}

Answer partAnswer(const StoredResponse &stored, const http::ByteRange &range,
                  const Telling &telling) {
    const std::string length = std::to_string(lengthOf(range));
    const std::string place = http::formatContentRange(range, stored.length);
    Head head(stored, telling);
    head.set(FieldName::ContentLength, length);
    head.set(FieldName::ContentRange, place);
    Answer answer;
    answer.status = 206;
    answer.fields = head.block();
    answer.length = lengthOf(range);
    answer.before = stored.content.slices(range);
    return answer;
}

Answer partsAnswer(const StoredResponse &stored, const std::vector<http::ByteRange> &ranges,
                   const Telling &telling) {
    const std::string boundary = boundaryOf(stored);
    const std::string_view type = http::valueOf(stored.fields.fields(), FieldName::ContentType);
    Answer answer;
    std::uint64_t total = 0;
    const auto add = [&answer, &total](Slice slice) {
        total += slice.length;
        answer.before.push_back(std::move(slice));
    };
    for (const http::ByteRange &range : ranges) {
        std::string line = "\r\n--" + boundary + "\r\n";
        if (!type.empty())
            line += "Content-Type: " + std::string(type) + "\r\n";
        line += "Content-Range: " + http::formatContentRange(range, stored.length) + "\r\n\r\n";
        add(sliceOf(std::move(line)));
        for (Slice &slice : stored.content.slices(range))
            add(std::move(slice));
    }
    add(sliceOf("\r\n--" + boundary + "--\r\n"));
    const std::string length = std::to_string(total);
    const std::string multipart = "multipart/byteranges; boundary=" + boundary;
    Head head(stored, telling);
    head.drop(FieldName::ContentRange);
    head.set(FieldName::ContentLength, length);
    head.set(FieldName::ContentType, multipart);
    answer.status = 206;
    answer.fields = head.block();
    answer.length = total;
    return answer;
}

Answer unsatisfiableAnswer(const StoredResponse &stored) {
    const std::string range =
        "bytes */" + (stored.length ? std::to_string(*stored.length) : std::string("*"));
    const std::vector<Field> fields{makeField(FieldName::ContentRange, range),
                                    makeField(FieldName::ContentLength, "0")};
    Answer answer;
    answer.status = 416;
    answer.fields = http::FieldBlock(fields);
    answer.length = 0;
    return answer;
}

Answer notModifiedAnswer(const StoredResponse &stored, const Telling &telling) {
    Head head(stored, telling);
    head.keepOnly(isForNotModified);
    Answer answer;
    answer.status = 304;
    answer.fields = head.block();
    return answer;
}

Answer ownAnswer(std::uint16_t status) {
    Answer answer;
    answer.status = status;
    const std::vector<Field> fields{makeField(FieldName::ContentLength, "0")};
    answer.fields = http::FieldBlock(fields);
    answer.length = 0;
    return answer;
}

bool isNotModified(http::Fields request, const StoredResponse &stored) {
    if (stored.facts.response.status != 200)
        return false;
    const http::Conditional asked = http::parseConditional(request);
    const http::Fields fields = stored.fields.fields();
    if (asked.ifNoneMatch) {
        const auto ours = http::parseETag(http::valueOf(fields, FieldName::ETag)).tag;
        if (asked.ifNoneMatch->any)
            return true;
        if (!ours)
            return false;
        for (const http::ETagView &theirs : asked.ifNoneMatch->tags) {
            if (http::equalsWeakly(*ours, theirs))
                return true;
        }
        return false;
    }
    if (!asked.ifModifiedSince || !asked.ifModifiedSince->time)
        return false;
    const ResponseFacts &facts = stored.facts.response;
    const Instant modified =
        facts.lastModified.value_or(facts.date.value_or(stored.facts.responseTime));
    return modified <= *asked.ifModifiedSince->time;
}

bool ifRangeMatches(http::Fields request, const StoredResponse &stored, const Model &model) {
    const Field *const field = http::find(request, FieldName::IfRange);
    if (field == nullptr)
        return true;
    const std::string_view ours =
        strongValidatorOf(stored.fields.fields(), stored.facts.response, model);
    return !ours.empty() && ours == http::trimmed(field->value);
}

} // namespace etagere::cache
