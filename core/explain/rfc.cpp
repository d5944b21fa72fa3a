// SPDX-License-Identifier: Apache-2.0
#include "core/explain/rfc.h"

namespace etagere::explain {

namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view sectionSign = "\u00a7";

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
    constexpr std::string_view fetch = "Fetch, ";
    if (!citation.starts_with(fetch))
        return rfcLink(citation);
    std::string link = "https://fetch.spec.whatwg.org/#";
    for (const char character : citation.substr(fetch.size())) {
        const bool upper = character >= 'A' && character <= 'Z';
        const char low = upper ? static_cast<char>(character - 'A' + 'a') : character;
        link += low == ' ' ? '-' : low;
    }
    return link;
}

} // namespace etagere::explain
