// SPDX-License-Identifier: Apache-2.0
#include "app/cli/lab_targets.h"

#include "core/explain/gateway_text.h"
#include "core/explain/lab_site_text.h"
#include "core/session/demo_site.h"
#include "core/session/lab.h"

#include <utility>

namespace etagere::cli {

namespace {

constexpr std::string_view demo = "demo:";
constexpr std::string_view lab = "lab:";

} // namespace

bool LabTargets::isOne(std::string_view target) noexcept {
    return target == demo || target.starts_with(lab);
}

Result<std::string, std::string> LabTargets::serve(std::string_view target) {
    const std::string_view name = target == demo ? session::demoName : target.substr(lab.size());
    const auto document = session::openLab(name);
    if (!document)
        return Failure<std::string>(session::sentencesOf(document.error()).front());
    auto host = session::LabHost::open(document->scenario);
    if (!host)
        return Failure<std::string>(explain::sentenceOf(host.error(), "127.0.0.1"));
    std::string url = (*host)->firstPage();
    if (url.empty())
        return Failure<std::string>(text(explain::lab_site_text::nothingToVisit, document->name));
    m_hosts.push_back(*std::move(host));
    return url;
}

} // namespace etagere::cli
