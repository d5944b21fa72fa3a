// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_graph.h"

#include "core/explain/printable.h"
#include "core/explain/report_text.h"
#include "core/report/html.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace etagere::report {

namespace {

namespace words = explain::report_text;
using analysis::Linkability;

constexpr std::size_t mostSites = 12;
constexpr std::size_t labelLimit = 34;
constexpr int rowHeight = 34;
constexpr int siteColumn = 400; ///< where the sites' labels begin
constexpr int originRight = 270;

std::string number(int value) { return std::to_string(value); }

/// Tokens that were met on more than one site: they are what links.
std::set<std::uint32_t> sharedTokens(const Linkability &linkability) {
    std::map<std::uint32_t, std::set<std::uint32_t>> sites;
    for (const analysis::LinkabilityEdge &edge : linkability.edges)
        sites[edge.token].insert(edge.site);
    std::set<std::uint32_t> shared;
    for (const auto &[token, met] : sites) {
        if (met.size() > 1)
            shared.insert(token);
    }
    return shared;
}

std::string box(int x, int y, int width, std::string_view label) {
    return "<g><rect x=\"" + number(x) + "\" y=\"" + number(y - 12) + "\" width=\"" +
           number(width) + "\" height=\"24\" rx=\"5\"/><text x=\"" + number(x + 10) + "\" y=\"" +
           number(y + 4) + "\">" + htmlText(explain::shortened(label, labelLimit)) +
           "</text></g>\n";
}

std::string line(int y, int middle, bool shared) {
    return "<path class=\"" + std::string(shared ? "shared" : "single") + "\" d=\"M" +
           number(originRight) + " " + number(middle) + " C" + number(originRight + 70) + " " +
           number(middle) + " " + number(siteColumn - 70) + " " + number(y) + " " +
           number(siteColumn) + " " + number(y) + "\"/>\n";
}

} // namespace

std::string htmlGraph(const Linkability &linkability, std::string_view origin) {
    const std::size_t shown = std::min(linkability.sites.size(), mostSites);
    if (shown < 2)
        return {};
    const std::set<std::uint32_t> shared = sharedTokens(linkability);
    std::vector<bool> linked(shown, false);
    for (const analysis::LinkabilityEdge &edge : linkability.edges) {
        if (edge.site < shown && shared.contains(edge.token))
            linked[edge.site] = true;
    }
    const int height = static_cast<int>(shown) * rowHeight + 16;
    const int middle = height / 2;
    std::string html = "<svg class=\"graph\" role=\"img\" viewBox=\"0 0 680 " + number(height) +
                       "\" aria-label=\"" + htmlText(text(words::graphLabel)) + "\">\n";
    for (std::size_t i = 0; i < shown; ++i)
        html += line(8 + rowHeight / 2 + static_cast<int>(i) * rowHeight, middle, linked[i]);
    html += box(4, middle, originRight - 4, origin);
    for (std::size_t i = 0; i < shown; ++i)
        html += box(siteColumn, 8 + rowHeight / 2 + static_cast<int>(i) * rowHeight, 270,
                    linkability.sites[i]);
    html += "</svg>\n" + htmlElement("p", "note", text(words::graphLegend));
    const std::size_t all = std::max(linkability.siteCount, linkability.sites.size());
    if (all > shown)
        html += htmlElement("p", "note", text(words::andMore, all - shown));
    return html + "\n";
}

} // namespace etagere::report
