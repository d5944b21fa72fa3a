// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSignalSpy>
#include <QTest>

#include "core/session/browsing.h"
#include "core/session/session.h"
#include "tests/live/browser_rig.h"
#include "tests/live/site.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace etagere::tests {

using session::Browsing;
using session::BrowsingPerson;
using session::BrowsingRow;
using session::PersonId;

[[nodiscard]] inline live::LaunchOptions launchOptions() {
    live::LaunchOptions options;
    const char *name = std::getenv("ETAGERE_BROWSER");
    options.engine = live::engineFrom(name == nullptr ? "" : name).value_or(live::usualEngine());
    if (const char *program = std::getenv("ETAGERE_BROWSER_PROGRAM"))
        options.program = program;
    return options;
}

/// Findings without what depends on where the capture lies.
[[nodiscard]] inline std::vector<std::string> linesOf(const audit::Report &report) {
    std::vector<std::string> lines;
    for (const analysis::Finding &finding : report.findings) {
        std::string line = std::to_string(static_cast<unsigned>(finding.grade)) + ' ' +
                           std::string(nameOf(finding.kind)) + ' ' + finding.origin;
        for (const std::string &value : finding.values)
            line += ' ' + value;
        for (const std::string &visitor : finding.visitors)
            line += ' ' + visitor;
        lines.push_back(std::move(line));
    }
    for (const analysis::Respawn &respawn : report.respawns)
        lines.push_back("respawn " + std::string(nameOf(respawn.cause)) + ' ' + respawn.cookie);
    return lines;
}

[[nodiscard]] inline std::string joined(const std::vector<std::string> &lines) {
    std::string text;
    for (const std::string &line : lines)
        text += line + '\n';
    return text;
}

[[nodiscard]] inline std::string faultsOf(const live::FlushCheck &check) {
    std::string text;
    for (const live::FlushFault &fault : check.faults)
        text += std::to_string(static_cast<int>(fault.kind)) + ' ' + fault.name + ' ' +
                fault.detail + '\n';
    return text;
}

/// People who browse by hand in a real browser, with a site, and calls that wait.
class BrowsingRig {
protected:
    std::unique_ptr<Site> m_site;
    std::unique_ptr<Browsing> m_browsing;

    [[nodiscard]] const BrowsingPerson &person(PersonId id) const { return *m_browsing->find(id); }

    PersonId add(const live::ProfileOptions &options = {}) {
        const std::size_t before = m_browsing->people().size();
        m_browsing->add(options);
        const bool isThere = waitFor([&] { return m_browsing->people().size() > before; });
        return isThere ? m_browsing->people().back().id : PersonId();
    }
    /// Until whatever goes on is over and judged.
    [[nodiscard]] bool settle(PersonId id) const {
        return waitFor(
            [&] {
                const BrowsingPerson &found = person(id);
                return !found.isVisiting && found.verdict.isKnown;
            },
            std::chrono::seconds(90));
    }
    [[nodiscard]] bool visit(PersonId id, const std::string &url) {
        m_browsing->visit(id, QString::fromStdString(url));
        return settle(id);
    }
    [[nodiscard]] bool again(PersonId id) {
        m_browsing->again(id);
        return settle(id);
    }
    /// The row of the visit that asked for the path first: they are in the order of their ends.
    [[nodiscard]] const BrowsingRow *row(std::uint32_t visit, std::string_view path) const {
        const BrowsingRow *first = nullptr;
        for (const BrowsingRow &one : m_browsing->rows()) {
            const bool asks = one.visit == visit && std::string_view(one.url).ends_with(path);
            if (asks && (first == nullptr || one.started < first->started))
                first = &one;
        }
        return first;
    }
    [[nodiscard]] std::string sentFor(std::uint32_t visit, std::string_view path) const {
        const BrowsingRow *found = row(visit, path);
        return found == nullptr ? "not asked for" : found->sentValidator;
    }
    /// The Cookie field of the last request for the path.
    [[nodiscard]] std::string cookieSentFor(std::string_view path) const {
        std::string cookie;
        for (const WireRow &one : m_site->log()) {
            if (std::string_view(one.url).ends_with(path))
                cookie = one.cookie;
        }
        return cookie;
    }
};

} // namespace etagere::tests
