// SPDX-License-Identifier: Apache-2.0
#include "core/session/lab_names.h"

#include "core/http/text.h"

#include <utility>
#include <vector>

namespace etagere::session {

namespace {

using scenario::Scenario;

constexpr std::string_view testing = ".test";

/// Hosts, and what stands in links to them.
using Names = std::vector<std::pair<std::string, std::string>>;

bool continuesHost(char c) {
    return http::isAlpha(c) || http::isDigit(c) || c == '-' || c == '.' || c == ':';
}

/// The pair whose host stands at the beginning, and ends there; null without one.
const Names::value_type *nameAt(const Names &names, std::string_view text) {
    for (const auto &pair : names) {
        const std::string &host = pair.first;
        if (text.starts_with(host) &&
            (text.size() == host.size() || !continuesHost(text[host.size()])))
            return &pair;
    }
    return nullptr;
}

/// Links to hosts changed; "https:" before them as well, for all is served without encryption.
std::string relinked(std::string_view text, const Names &names) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t slashes = text.find("//", i);
        const std::size_t behind = slashes == std::string_view::npos ? text.size() : slashes + 2;
        out.append(text.substr(i, behind - i));
        i = behind;
        const auto *const pair = nameAt(names, text.substr(i));
        if (pair == nullptr)
            continue;
        if (out.ends_with("https://"))
            out.erase(out.size() - 4, 1);
        out.append(pair->second);
        i += pair->first.size();
    }
    return out;
}

void relink(std::vector<scenario::FieldLine> &fields, const Names &names) {
    for (auto &[name, value] : fields)
        value = relinked(value, names);
}

} // namespace

std::string localNameOf(std::string_view host) {
    if (host.size() > testing.size() && host.ends_with(testing))
        host.remove_suffix(testing.size());
    return std::string(host) + ".localhost";
}

Scenario withLocalNames(Scenario scenario, std::uint16_t port) {
    Names names;
    for (scenario::Actor &actor : scenario.actors) {
        if (actor.host.empty())
            continue;
        const std::string local = localNameOf(actor.host);
        names.emplace_back(actor.host, local + ":" + std::to_string(port));
        actor.host = local;
    }
    for (scenario::Resource &resource : scenario.resources) {
        relink(resource.fields, names);
        for (scenario::ResourceVersion &version : resource.versions) {
            version.body = relinked(version.body, names);
            relink(version.fields, names);
        }
        for (scenario::Variant &variant : resource.variants)
            variant.body = relinked(variant.body, names);
    }
    return scenario;
}

} // namespace etagere::session
