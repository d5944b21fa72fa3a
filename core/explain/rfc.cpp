// SPDX-License-Identifier: Apache-2.0
#include "core/explain/rfc.h"

namespace etagere::explain {

namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view sectionSign = "\u00a7";

/// How the address of a section is made from what follows the name of its standard.
enum class Anchor : unsigned char { OfHeading, OfNumber, Fixed };
struct Standard {
    std::string_view prefix;
    std::string_view address;
    Anchor anchor{};
};
constexpr Standard standards[] = {
    {"Fetch, ", "https://fetch.spec.whatwg.org/#", Anchor::OfHeading},
    {"No-Vary-Search \u00a7",
     "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-no-vary-search#section-",
     Anchor::OfNumber},
    {"Clear-Site-Data \u00a73.1", "https://www.w3.org/TR/clear-site-data/#header", Anchor::Fixed}};

std::string headingAnchor(std::string_view heading) {
    std::string anchor;
    for (const char character : heading) {
        const bool upper = character >= 'A' && character <= 'Z';
        const char low = upper ? static_cast<char>(character - 'A' + 'a') : character;
        anchor += low == ' ' ? '-' : low;
    }
    return anchor;
}

} // namespace

std::string rfcLink(std::string_view citation) {
    constexpr std::string_view prefix = "RFC ";
    if (!citation.starts_with(prefix))
        return {};
    citation.remove_prefix(prefix.size());
    const std::size_t end = citation.find_first_not_of(digits);
    const std::string_view number = citation.substr(0, end);
    if (number.empty() || number.size() > 6)
        return {};
    std::string link = "https://www.rfc-editor.org/rfc/rfc" + std::string(number);
    if (end == std::string_view::npos)
        return link;
    citation.remove_prefix(end);
    if (!citation.starts_with(' ') || !citation.substr(1).starts_with(sectionSign))
        return {};
    const std::string_view section = citation.substr(1 + sectionSign.size());
    if (section.empty() || section.find_first_not_of("0123456789.") != std::string_view::npos)
        return {};
    return link + "#section-" + std::string(section);
}

std::string citationLink(std::string_view citation) {
    for (const Standard &standard : standards) {
        if (!citation.starts_with(standard.prefix))
            continue;
        std::string link(standard.address);
        if (standard.anchor == Anchor::OfHeading)
            link += headingAnchor(citation.substr(standard.prefix.size()));
        else if (standard.anchor == Anchor::OfNumber)
            link += citation.substr(standard.prefix.size());
        return link;
    }
    return rfcLink(citation);
}

} // namespace etagere::explain
