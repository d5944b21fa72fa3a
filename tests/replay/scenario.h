// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"
#include "core/traffic/traffic.h"
#include "tests/cache/lines.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::tests {

/// A small capture written down line by line, and the flushes in it:
///   SECONDS METHOD STATUS [WORD...] [< REQUEST FIELDS] [> RESPONSE FIELDS]
///   SECONDS flush BY [NAME...] [by=VISITOR]
/// SECONDS is "-" for an exchange without a time. Words: by=VISITOR, url=URL (or a path of
/// https://shop.test), took=SECONDS, and where the recorded browser had it from: network, cache,
/// 304as200, worker. Fields are as in Lines. Lines end in "\n".
class Scenario {
public:
    explicit Scenario(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            read(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }

    [[nodiscard]] const traffic::Traffic &traffic() const { return m_traffic; }
    [[nodiscard]] const std::vector<replay::Flush> &flushes() const { return m_flushes; }
    [[nodiscard]] replay::Log play(const cache::Model &model = cache::rfc9111()) const {
        return replay::replay(m_traffic, model, m_flushes);
    }
    [[nodiscard]] replay::Log playWithoutFlushes() const {
        return replay::replay(m_traffic, cache::rfc9111());
    }

private:
    using Words = std::vector<std::string_view>;

    void read(std::string_view line) {
        const std::size_t response = std::min(line.find(" >"), line.size());
        const std::size_t request = std::min(line.find(" <"), response);
        const Words words = split(line.substr(0, request));
        if (words.size() > 1 && words[1] == "flush")
            readFlush(words);
        else if (words.size() > 2)
            readExchange(words, fieldsIn(line.substr(request, response - request)),
                         fieldsIn(line.substr(response)));
    }

    static Words split(std::string_view text) {
        Words words;
        while (!(text = http::trimmed(text)).empty()) {
            words.push_back(text.substr(0, text.find(' ')));
            text.remove_prefix(words.back().size());
        }
        return words;
    }

    static std::string_view fieldsIn(std::string_view marked) {
        return http::trimmed(marked.substr(std::min<std::size_t>(2, marked.size())));
    }

    static std::int64_t numberIn(std::string_view text) {
        return std::strtoll(std::string(text).c_str(), nullptr, 10);
    }

    void readFlush(const Words &words) {
        static constexpr std::string_view choices[] = {"everything", "entry", "url", "origin",
                                                       "site"};
        replay::Flush flush;
        flush.at = at(numberIn(words[0]));
        for (std::size_t i = 0; i < std::size(choices); ++i) {
            if (choices[i] == words[2])
                flush.scope.by = static_cast<flush::By>(i);
        }
        for (std::size_t i = 3; i < words.size(); ++i) {
            if (words[i].starts_with("by="))
                flush.scope.visitor = words[i].substr(3);
            else
                flush.scope.names.emplace_back(words[i]);
        }
        m_flushes.push_back(flush);
    }

    void readExchange(const Words &words, std::string_view request, std::string_view response) {
        const Lines asked(request);
        const Lines answered(response);
        traffic::Exchange exchange;
        if (words[0] != "-")
            exchange.started = at(numberIn(words[0]));
        exchange.method = words[1];
        exchange.status = static_cast<std::uint16_t>(numberIn(words[2]));
        exchange.requestFields = asked.fields();
        exchange.responseFields = answered.fields();
        std::string url = "https://shop.test/a";
        std::string_view visitor = "ann";
        for (std::size_t i = 3; i < words.size(); ++i)
            readWord(words[i], exchange, url, visitor);
        exchange.url = m_traffic.internUrl(url);
        exchange.visit = visitOf(visitor);
        m_traffic.append(exchange);
    }

    static void readWord(std::string_view word, traffic::Exchange &exchange, std::string &url,
                         std::string_view &visitor) {
        using traffic::ServedFrom;
        if (word.starts_with("url=/"))
            url = "https://shop.test" + std::string(word.substr(4));
        else if (word.starts_with("url="))
            url = word.substr(4);
        else if (word.starts_with("by="))
            visitor = word.substr(3);
        else if (word.starts_with("took="))
            exchange.duration = std::chrono::seconds(numberIn(word.substr(5)));
        else if (word == "network")
            exchange.servedFrom = ServedFrom::Network;
        else if (word == "cache")
            exchange.servedFrom = ServedFrom::DiskCache;
        else if (word == "304as200")
            exchange.servedFrom = ServedFrom::ValidatedAs200;
        else if (word == "worker")
            exchange.servedFrom = ServedFrom::ServiceWorker;
    }

    traffic::VisitId visitOf(std::string_view visitor) {
        traffic::Visit visit;
        visit.visitor = m_traffic.visitor(visitor);
        return m_traffic.addVisit(visit);
    }

    traffic::Traffic m_traffic;
    std::vector<replay::Flush> m_flushes;
};

/// The outcomes by exchange, those that are inferred with a star: "stored fresh-hit revalidate*".
inline std::string outcomesOf(const replay::Log &log) {
    std::string text;
    for (const replay::Row &row : log.rows) {
        text += (text.empty() ? "" : " ") + std::string(cache::nameOf(row.decision.outcome));
        text += row.decision.inferred ? "*" : "";
    }
    return text;
}

/// Versions by the exchange that first stored them: "0 0 3".
inline std::string storedBy(const replay::Log &log,
                            const std::vector<replay::VersionId> &versions) {
    std::string text;
    for (const replay::VersionId id : versions) {
        text += text.empty() ? "" : " ";
        text += std::to_string(log.version(id).response.index());
    }
    return text;
}

/// The last exchange's row.
inline const replay::Row &lastOf(const replay::Log &log) { return log.rows.back(); }

} // namespace etagere::tests
