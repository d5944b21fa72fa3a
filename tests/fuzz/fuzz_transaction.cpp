// SPDX-License-Identifier: Apache-2.0
// Requests, answers and clocks of any kind through each model's cache. Whatever happens, a body
// that is told to its end is the body that the server gives under the answer's tag.
#include "core/cache/cache.h"
#include "core/http/conditional.h"
#include "core/http/range.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace etagere;
using cache::Transaction;
using http::Field;
using http::FieldName;

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

class Bytes8 {
public:
    explicit Bytes8(std::string_view bytes) noexcept
        : m_bytes(bytes) {}
    [[nodiscard]] bool empty() const noexcept { return m_bytes.empty(); }
    unsigned next() noexcept {
        if (m_bytes.empty())
            return 0;
        const auto byte = static_cast<unsigned char>(m_bytes.front());
        m_bytes.remove_prefix(1);
        return byte;
    }
    template <std::size_t size>
    std::string_view pick(const std::array<std::string_view, size> &choices) noexcept {
        return choices[next() % size];
    }

private:
    std::string_view m_bytes;
};

constexpr std::array<std::string_view, 10> controls{"max-age=60",
                                                    "max-age=0",
                                                    "no-cache",
                                                    "no-store",
                                                    "max-age=60, stale-while-revalidate=60",
                                                    "must-revalidate",
                                                    "private",
                                                    "junk;;\"",
                                                    "max-age=1, stale-if-error=100",
                                                    "immutable, max-age=9"};
constexpr std::array<std::string_view, 8> asked{
    "",         "no-cache",       "max-age=0",   "max-stale",
    "no-store", "only-if-cached", "min-fresh=5", "max-age=9"};
constexpr std::array<std::string_view, 9> ranges{"",          "",          "bytes=0-3",
                                                 "bytes=4-",  "bytes=-5",  "bytes=0-0,4-5",
                                                 "bytes=90-", "bytes=2-9", "lines=1"};
constexpr std::array<std::string_view, 6> methods{"GET", "GET", "GET", "HEAD", "POST", "PATCH"};
constexpr std::array<std::string_view, 3> urls{"http://a.test/", "http://a.test/?x=1",
                                               "http://a.test/b"};

std::string bodyOf(unsigned version) {
    std::string body;
    for (unsigned i = 0; i < 24 + version % 3; ++i)
        body += static_cast<char>('a' + (i + version) % 26);
    return body;
}

/// What the server sends, and how it goes on.
struct Sent {
    std::uint16_t status = 200;
    std::vector<std::string> texts;
    std::vector<Field> fields;
    std::string body;
    bool cut = false;

    void add(std::string_view name, std::string value) {
        texts.push_back(std::move(value));
        names.emplace_back(name);
    }
    void seal() {
        for (std::size_t i = 0; i < texts.size(); ++i)
            fields.push_back(http::makeField(names[i], texts[i]));
    }
    std::vector<std::string_view> names;
};

std::string_view valueIn(http::Fields fields, FieldName name) {
    return http::valueOf(fields, name);
}

/// An honest server: what it sends under a tag is always the same.
Sent serve(http::Fields request, unsigned version, Bytes8 &bytes) {
    Sent sent;
    const std::string tag = "\"v" + std::to_string(version) + "\"";
    sent.body = bodyOf(version);
    const std::string_view range = valueIn(request, FieldName::Range);
    const std::string_view ifRange = valueIn(request, FieldName::IfRange);
    if (valueIn(request, FieldName::IfNoneMatch) == tag) {
        sent.status = 304;
        sent.body.clear();
    } else if (!range.empty() && (ifRange.empty() || ifRange == tag)) {
        const http::RequestedRanges parsed = http::parseRange(range);
        const auto part = parsed.valid && parsed.members.size() == 1
                              ? http::satisfy(parsed.members.front(), sent.body.size())
                              : std::nullopt;
        if (part) {
            sent.status = 206;
            sent.add("Content-Range", http::formatContentRange(*part, sent.body.size()));
            sent.body =
                sent.body.substr(part->first.count, part->last.count - part->first.count + 1);
        }
    } else if (bytes.next() % 8 == 0) {
        sent.status = bytes.next() % 2 == 0 ? 503 : 410;
    }
    if (sent.status != 304)
        sent.add("Content-Length", std::to_string(sent.body.size()));
    if (sent.status < 400)
        sent.add("ETag", tag);
    sent.add("Cache-Control", std::string(bytes.pick(controls)));
    if (bytes.next() % 3 == 0)
        sent.add("Accept-Ranges", "bytes");
    if (bytes.next() % 4 == 0)
        sent.add("Vary", bytes.next() % 8 == 0 ? "*" : "X-Key");
    if (bytes.next() % 8 == 0)
        sent.add("No-Vary-Search", "params");
    sent.cut = bytes.next() % 5 == 0 && sent.body.size() > 1;
    sent.seal();
    return sent;
}

std::string textOf(const cache::Slices &slices) {
    std::string text;
    for (const cache::Slice &slice : slices)
        text += slice.view();
    return text;
}

class Run {
public:
    Run(const cache::Model &model, std::string_view bytes)
        : m_bytes(bytes)
        , m_cache(options(model)) {}

    void go() {
        while (!m_bytes.empty())
            ask();
        std::uint64_t kept = 0;
        m_cache.forEach([&kept](const cache::Kept &) { ++kept; });
        require(kept == m_cache.totals().entries);
        m_cache.clear();
        require(m_cache.totals().entries == 0 && m_cache.totals().bytes == 0);
    }

private:
    static cache::Cache::Options options(const cache::Model &model) {
        cache::Cache::Options options;
        options.model = model;
        options.limits.capacity = Bytes{4096};
        return options;
    }

    void ask() {
        m_now += std::chrono::seconds(m_bytes.next() % 32);
        m_version += m_bytes.next() % 4 == 0 ? 1U : 0U;
        const std::string_view control = m_bytes.pick(asked);
        const std::string_view range = m_bytes.pick(ranges);
        std::vector<Field> fields;
        if (!control.empty())
            fields.push_back(http::makeField(FieldName::CacheControl, control));
        if (!range.empty())
            fields.push_back(http::makeField(FieldName::Range, range));
        if (m_bytes.next() % 3 == 0)
            fields.push_back(http::makeField("X-Key", "1"));
        if (m_bytes.next() % 8 == 0)
            fields.push_back(http::makeField(FieldName::IfNoneMatch, "\"v1\""));
        cache::Request request;
        request.method = m_bytes.pick(methods);
        request.url = m_bytes.pick(urls);
        request.fields = fields;
        request.mode = static_cast<cache::Mode>(m_bytes.next() % 6);
        Transaction transaction = m_cache.begin(request, m_now);
        answer(transaction, request.method);
        if (!transaction.wantsBackground())
            return;
        Transaction background = m_cache.beginBackground(transaction, m_now);
        answer(background, request.method);
    }

    void answer(Transaction &transaction, std::string_view method) {
        std::string told;
        bool whole = true;
        for (int round = 0; round < 8; ++round) {
            require(transaction.step() != Transaction::Step::Wait);
            const bool sends = transaction.step() == Transaction::Step::Send;
            Sent sent;
            if (sends && m_bytes.next() % 9 == 0) {
                transaction.fail(m_now);
            } else if (sends) {
                sent = serve(transaction.outgoing(), m_version, m_bytes);
                transaction.receive(sent.status, sent.fields, m_now);
            }
            if (transaction.step() == Transaction::Step::Send)
                continue;
            whole = tell(transaction, sent, told) && whole;
            if (transaction.step() == Transaction::Step::Answer)
                break;
        }
        require(transaction.step() == Transaction::Step::Answer);
        if (whole && method != "HEAD")
            compare(transaction.answer(), told);
    }

    /// False when the answer broke off.
    bool tell(Transaction &transaction, const Sent &sent, std::string &told) {
        const cache::Answer &answer = transaction.answer();
        const bool broken = answer.broken;
        told += textOf(answer.before);
        const bool reads = transaction.wantsBody();
        const bool cut = reads && sent.cut;
        const std::string_view body =
            std::string_view(sent.body).substr(0, cut ? sent.body.size() / 2 : sent.body.size());
        if (reads)
            transaction.append(body);
        if (answer.network)
            told += body;
        told += textOf(answer.after);
        transaction.finish(cut ? Transaction::End::Truncated : Transaction::End::Complete, m_now);
        return !cut && !broken;
    }

    static void compare(const cache::Answer &answer, std::string_view told) {
        const std::string_view tag = valueIn(answer.fields.fields(), FieldName::ETag);
        if (tag.size() < 4 || (answer.status != 200 && answer.status != 206))
            return;
        const auto version =
            static_cast<unsigned>(std::strtoul(std::string(tag.substr(2)).c_str(), nullptr, 10));
        const std::string body = bodyOf(version);
        if (answer.status == 200) {
            require(told == body);
            return;
        }
        const auto part =
            http::parseContentRange(valueIn(answer.fields.fields(), FieldName::ContentRange));
        if (!part.range)
            return;
        require(part.range->last.count < body.size());
        require(told == body.substr(part.range->first.count,
                                    part.range->last.count - part.range->first.count + 1));
    }

    Bytes8 m_bytes;
    cache::Cache m_cache;
    Instant m_now = std::chrono::sys_days(std::chrono::year{2026} / 3 / 1);
    unsigned m_version = 1;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    for (const cache::Model &model : cache::models())
        Run(model, bytes).go();
    return 0;
}
