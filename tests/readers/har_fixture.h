// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/readers/har_reader.h"
#include "core/readers/har_writer.h"
#include "core/traffic/traffic.h"

#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace etagere::readers::fixture {

/// Bytes as a file that lies in memory only.
inline MappedFile mapped(std::string_view bytes) {
    const int descriptor = ::memfd_create("fixture", MFD_CLOEXEC);
    for (std::string_view rest = bytes; !rest.empty();) {
        const ssize_t written = ::write(descriptor, rest.data(), rest.size());
        if (written <= 0)
            throw std::runtime_error("memfd");
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    auto file = MappedFile::open("/proc/self/fd/" + std::to_string(descriptor));
    ::close(descriptor);
    return std::move(file).value();
}

/// A traffic, and what reading files into it said.
struct Capture {
    traffic::Traffic traffic;
    Result<Imported, ImportError> read(std::string_view bytes, const ReadOptions &options = {}) {
        return readHar(mapped(bytes), options, traffic);
    }
    [[nodiscard]] const traffic::Exchange &at(std::size_t i) const {
        return traffic.exchange(traffic::ExchangeId::fromSize(i));
    }
    [[nodiscard]] std::string_view url(std::size_t i) const { return traffic.urlText(at(i).url); }
    [[nodiscard]] std::string body(std::size_t i) const {
        return traffic.loadBody(at(i).responseBody, Bytes{1U << 24U}).value_or("(none)");
    }
    [[nodiscard]] std::string_view visitorOf(std::size_t i) const {
        return traffic.visitor(traffic.visit(at(i).visit).visitor).name;
    }
};

inline std::string fieldsText(http::Fields fields) {
    std::string text;
    for (const http::Field &field : fields)
        text += std::string(field.name) + "=" + std::string(field.value) + "|";
    return text;
}

/// A HAR around the text of its entries.
inline std::string har(const std::string &entries, const std::string &around = {}) {
    return R"({"log":{"version":"1.2","creator":{"name":"test","version":"1"},)" + around +
           R"("entries":[)" + entries + "]}}";
}

/// An entry with an URL and whatever else `members` adds, commas included.
inline std::string entry(const std::string &url, const std::string &members = {}) {
    return R"({"startedDateTime":"2024-05-01T10:00:00.000Z","time":5,"request":{"method":"GET","url":")" +
           url +
           R"(","headers":[]},"response":{"status":200,"headers":[{"name":"ETag","value":"\"t\""}],)"
           R"("content":{"size":2,"mimeType":"text/plain","text":"hi"}})" +
           members + "}";
}

inline std::string written(const traffic::Traffic &traffic, Privacy privacy = Privacy::Full) {
    std::string text;
    const auto done = writeHar(traffic,
                               [&text](std::string_view piece) -> Result<void, FileError> {
                                   text += piece;
                                   return {};
                               },
                               {privacy});
    return done ? text : "(failed)";
}

} // namespace etagere::readers::fixture
