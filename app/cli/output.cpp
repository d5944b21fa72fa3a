// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output.h"

#include "app/cli/console.h"
#include "core/explain/cli_text.h"
#include "core/explain/error_text.h"

#include <array>
#include <cerrno>
#include <cstdio>

namespace etagere::cli {

std::optional<Output> Output::open(const std::string &path) {
    Output output;
    if (path.empty() || path == "-")
        return output;
    auto file = AtomicFile::create(path);
    if (!file) {
        complain(explain::sentenceOf(file.error()));
        return std::nullopt;
    }
    output.m_file = std::move(*file);
    return output;
}

bool Output::fail(int systemError) {
    m_closed = true;
    if (systemError == EPIPE)
        return false;
    m_failed = true;
    complain(text(explain::cli_text::outputFailed, explain::systemErrorText(systemError)));
    return false;
}

bool Output::write(std::string_view bytes) {
    if (m_closed)
        return false;
    if (!m_file)
        return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() || fail(errno);
    const auto written = m_file->append(bytes);
    if (!written) {
        complain(explain::sentenceOf(written.error()));
        m_failed = m_closed = true;
    }
    return !m_closed;
}

bool Output::finish() {
    if (m_closed)
        return false;
    if (!m_file)
        return std::fflush(stdout) == 0 || fail(errno);
    const auto done = m_file->commit();
    if (!done) {
        complain(explain::sentenceOf(done.error()));
        m_failed = true;
    }
    return !m_failed;
}

std::string formatFor(const std::string &asked, const std::string &path, std::string_view usual) {
    if (!asked.empty())
        return asked;
    constexpr std::array<std::string_view, 5> endings{"json", "csv", "html", "sarif", "text"};
    for (const std::string_view ending : endings) {
        const std::string suffix = ending == "text" ? ".txt" : "." + std::string(ending);
        if (path.ends_with(suffix))
            return std::string(ending);
    }
    return std::string(usual);
}

} // namespace etagere::cli
