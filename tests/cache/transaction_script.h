// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/cache.h"
#include "tests/cache/lines.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::tests {

/// The model of that name; "shared" is RFC 9111 for a shared cache, "audited" RFC 9111 in a cache
/// that asks whole whenever it validates.
inline cache::Model modelNamed(std::string_view name) {
    if (const cache::Model *model = cache::modelFrom(name))
        return *model;
    cache::Model shared = cache::rfc9111();
    shared.shared = name == "shared";
    return shared;
}

/// A cache and those who ask it, written down line by line; each line is a request, and the answer
/// that the server gives if it is asked:
///   SECONDS METHOD STATUS [WORD...] [< REQUEST FIELDS] [> RESPONSE FIELDS]
/// STATUS 0: the server gives none. Words: url=PATH of https://shop.test, mode=MODE of fetch(),
/// body=TEXT, bytes=NUMBER of them, cut (the connection ends before the promised length), late (the
/// answer comes after the next line's request was made), background (nobody asks: what the line
/// before left to be renewed is). Fields are as in Lines. What is sent a second time, because the
/// first answer was of no use, is answered with 200.
class TransactionScript {
public:
    static constexpr std::uint64_t entryLimit = 4000;

    TransactionScript(std::string_view model, std::string_view text)
        : m_cache(options(model)) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            read(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }

    /// Of the last line.
    [[nodiscard]] const cache::Decision &decision() const { return m_last->decision(); }
    [[nodiscard]] const cache::Transaction &last() const { return *m_last; }
    [[nodiscard]] const cache::Cache &cache() const { return m_cache; }

private:
    struct Line {
        std::int64_t at = 0;
        std::string_view method;
        std::uint16_t status = 0;
        std::string url = "https://shop.test/a";
        cache::Mode mode = cache::Mode::Default;
        std::string body;
        bool cut = false;
        bool late = false;
        bool background = false;
        std::string_view request;
        std::string_view response;
    };

    static cache::Cache::Options options(std::string_view model) {
        cache::Cache::Options options;
        options.model = modelNamed(model);
        options.limits.entry = Bytes{entryLimit};
        if (model == "audited") {
            options.audit.share = 1;
            options.audit.chance = [] { return 0.0; };
            options.audit.contradicts = differ;
        }
        return options;
    }

    static bool differ(const cache::StoredResponse &before, const cache::StoredResponse &now) {
        const http::ByteRange all{Bytes{0}, Bytes{entryLimit}};
        const auto first = before.content.slices(all);
        const auto second = now.content.slices(all);
        return !std::equal(
            first.begin(), first.end(), second.begin(), second.end(),
            [](const cache::Slice &a, const cache::Slice &b) { return a.view() == b.view(); });
    }

    void read(std::string_view text) {
        const Line line = parse(text);
        const Lines asked(line.request);
        if (line.background) {
            m_last.emplace(m_cache.beginBackground(*m_last, at(line.at)));
        } else {
            cache::Request request;
            request.method = line.method;
            request.url = line.url;
            request.fields = asked.fields();
            request.mode = line.mode;
            m_last.emplace(m_cache.begin(request, at(line.at)));
        }
        if (line.late) {
            m_late.emplace(std::move(*m_last));
            m_lateLine = line;
            return;
        }
        if (m_late) {
            serve(*m_late, m_lateLine);
            m_late.reset();
        }
        serve(*m_last, line);
    }

    static void serve(cache::Transaction &transaction, const Line &line) {
        using Step = cache::Transaction::Step;
        const Instant now = at(line.at);
        if (transaction.step() == Step::Wait)
            transaction.resume(now);
        const Lines answered(line.response);
        bool first = true;
        while (transaction.step() == Step::Send) {
            if (line.status == 0)
                transaction.fail(now);
            else if (first)
                transaction.receive(line.status, answered.fields(), now);
            else
                transaction.receive(200, {}, now);
            first = false;
        }
        if (transaction.wantsBody())
            transaction.append(line.body);
        transaction.finish(
            line.cut ? cache::Transaction::End::Truncated : cache::Transaction::End::Complete, now);
    }

    static Line parse(std::string_view text) {
        const std::size_t response = std::min(text.find(" >"), text.size());
        const std::size_t request = std::min(text.find(" <"), response);
        Line line;
        line.request = fieldsIn(text.substr(request, response - request));
        line.response = fieldsIn(text.substr(response));
        std::vector<std::string_view> words;
        for (std::string_view rest = http::trimmed(text.substr(0, request)); !rest.empty();) {
            words.push_back(rest.substr(0, rest.find(' ')));
            rest = http::trimmed(rest.substr(words.back().size()));
        }
        line.at = numberIn(words.at(0));
        line.method = words.at(1);
        line.status = static_cast<std::uint16_t>(numberIn(words.at(2)));
        for (std::size_t i = 3; i < words.size(); ++i)
            readWord(words[i], line);
        return line;
    }

    static void readWord(std::string_view word, Line &line) {
        const auto value = [word] { return std::string(word.substr(word.find('=') + 1)); };
        if (word.starts_with("url="))
            line.url = "https://shop.test" + value();
        else if (word.starts_with("mode="))
            line.mode = cache::modeFrom(value());
        else if (word.starts_with("body="))
            line.body = value();
        else if (word.starts_with("bytes="))
            line.body.assign(static_cast<std::size_t>(numberIn(value())), 'x');
        line.cut = line.cut || word == "cut";
        line.late = line.late || word == "late";
        line.background = line.background || word == "background";
    }

    static std::string_view fieldsIn(std::string_view marked) {
        return http::trimmed(marked.substr(std::min<std::size_t>(2, marked.size())));
    }
    static std::int64_t numberIn(std::string_view text) {
        return std::strtoll(std::string(text).c_str(), nullptr, 10);
    }

    cache::Cache m_cache;
    std::optional<cache::Transaction> m_last;
    std::optional<cache::Transaction> m_late;
    Line m_lateLine;
};

} // namespace etagere::tests
