// SPDX-License-Identifier: Apache-2.0
// Trackers whose number hides in what an honest validator would hold anyway.
#include "core/body/digest.h"
#include "core/body/text_code.h"
#include "core/http/http_date.h"
#include "core/lab/message.h"
#include "core/lab/random.h"
#include "core/lab/register.h"

#include <array>
#include <map>
#include <optional>

namespace etagere::lab {

namespace {

using http::FieldName;

constexpr std::uint64_t modifiedSecond = 1'709'296'496; // 2024-03-01T12:34:56Z
constexpr std::string_view modifiedDate = "Fri, 01 Mar 2024 12:34:56 GMT";
constexpr std::uint64_t micros = 1'000'000;
constexpr std::uint64_t nanos = 1'000'000'000;
constexpr std::size_t nanoDigits = 8;

std::string hex(std::uint64_t number, std::size_t digits = 1) {
    return body::encodeNumber(number, 16, digits);
}

/// The number in `text` when that is what `write` would write for a number below `count`.
template <class Write>
std::optional<std::uint64_t> readDigits(std::string_view text, std::size_t begin, std::size_t end,
                                        const Write &write) {
    if (begin > end || end > text.size())
        return std::nullopt;
    const auto number = body::decodeNumber(text.substr(begin, end - begin), 16);
    if (!number || write(*number) != text)
        return std::nullopt;
    return number;
}

/// A tag such as Apache httpd, tower-http or LiteSpeed would make of the pixel's file; the digits
/// that nobody can check are the visitor's number. 304 to any tag of that form.
class DigitTracker final : public TrackerBase {
public:
    DigitTracker(TrackerKind kind, std::uint64_t seed)
        : TrackerBase(kind)
        , m_random(seed) {}

private:
    Response track(const Request &request) override {
        const auto asked = read(askedTag(request));
        const std::uint64_t number = asked.value_or(mint());
        visitors().note(std::to_string(number), asked ? RecognisedBy::Tag : RecognisedBy::Nothing,
                        request.now);
        Response response = asked ? begin(request, 304) : pixelAnswer(request);
        response.add("Server", std::string(server()));
        response.add("ETag", quoted(write(number)));
        response.add("Last-Modified", std::string(modifiedDate));
        return response;
    }
    std::uint64_t mint() {
        if (kind() == TrackerKind::SubSecond)
            return m_random.below(micros);
        return kind() == TrackerKind::Nanoseconds ? m_random.below(nanos)
                                                  : m_random.below(std::uint64_t{1} << 32U);
    }
    [[nodiscard]] std::string write(std::uint64_t number) const {
        const std::string size = hex(pixel().size());
        if (kind() == TrackerKind::SubSecond)
            return size + "-" + hex(modifiedSecond * micros + number % micros);
        if (kind() == TrackerKind::Nanoseconds)
            return hex(modifiedSecond) + "." + hex(number % nanos, nanoDigits) + "-" + size;
        return size + "-" + hex(modifiedSecond) + "-" + hex(number) + ";;;";
    }
    [[nodiscard]] std::optional<std::uint64_t> read(std::string_view tag) const {
        const std::string zero = write(0);
        const auto same = [this](std::uint64_t number) { return write(number); };
        if (kind() == TrackerKind::SubSecond)
            return readDigits(tag, tag.find('-') + 1, tag.size(), [this](std::uint64_t time) {
                return time / micros == modifiedSecond ? write(time % micros) : std::string();
            });
        if (kind() == TrackerKind::Nanoseconds)
            return readDigits(tag, tag.find('.') + 1, tag.find('.') + 1 + nanoDigits, same);
        return readDigits(tag, tag.rfind('-') + 1, tag.find(';'), same);
    }
    [[nodiscard]] std::string_view server() const {
        if (kind() == TrackerKind::SubSecond)
            return "Apache/2.4.71 (Debian)";
        return kind() == TrackerKind::Nanoseconds ? "axum" : "LiteSpeed";
    }

    Random m_random;
};

/// No tag: a date of its own for each visitor, and 304 to any date.
class LastModifiedTwin final : public TrackerBase {
public:
    LastModifiedTwin(TrackerKind kind, std::uint64_t seed)
        : TrackerBase(kind)
        , m_random(seed) {}

private:
    Response track(const Request &request) override {
        constexpr std::uint64_t firstSecond = 1'262'304'000; // 2010-01-01
        constexpr std::uint64_t seconds = 300'000'000;       // nearly ten years
        const auto asked = http::parseHttpDate(fieldOf(request, FieldName::IfModifiedSince)).time;
        const Instant date = asked.value_or(Instant(std::chrono::seconds(
            static_cast<std::int64_t>(firstSecond + m_random.below(seconds)))));
        const std::string text = http::formatHttpDate(date);
        visitors().note(text, asked ? RecognisedBy::LastModified : RecognisedBy::Nothing,
                        request.now);
        Response response = asked ? begin(request, 304) : pixelAnswer(request);
        response.add("Last-Modified", text);
        response.add("Cache-Control", "private, no-cache");
        return response;
    }
    Random m_random;
};

/// The script holds the visitor's number, and the tag is an honest digest of the script.
class PersonalDigest final : public TrackerBase {
public:
    PersonalDigest(TrackerKind kind, std::uint64_t seed)
        : TrackerBase(kind)
        , m_random(seed) {}

private:
    Response track(const Request &request) override {
        const auto known = m_numbers.find(askedTag(request));
        const std::string number =
            known == m_numbers.end() ? m_random.text(20, base36Digits) : known->second;
        const std::string script = "var visitor = '" + number + "';\n";
        const std::string digest =
            body::encodeHex(body::digestOf(body::Algorithm::Md5, script).bytes());
        const bool isKnown = known != m_numbers.end();
        if (m_numbers.size() < mostRemembered)
            m_numbers.try_emplace(digest, number);
        visitors().note(number, isKnown ? RecognisedBy::Tag : RecognisedBy::Nothing, request.now);
        Response response = begin(request, isKnown ? 304 : 200);
        response.add("Content-Type", "text/javascript");
        response.add("ETag", quoted(digest));
        response.add("Cache-Control", "private, no-cache");
        if (!isKnown)
            response.body = script;
        return response;
    }
    Random m_random;
    std::map<std::string, std::string, std::less<>> m_numbers; ///< by digest
};

} // namespace

std::unique_ptr<Tracker> makeDigitTracker(TrackerKind kind, std::uint64_t seed) {
    switch (kind) {
    case TrackerKind::SubSecond:
    case TrackerKind::Nanoseconds:
    case TrackerKind::InodeDigits:
        return std::make_unique<DigitTracker>(kind, seed);
    case TrackerKind::LastModifiedTwin:
        return std::make_unique<LastModifiedTwin>(kind, seed);
    case TrackerKind::PersonalDigest:
        return std::make_unique<PersonalDigest>(kind, seed);
    default:
        return nullptr;
    }
}

} // namespace etagere::lab
