// SPDX-License-Identifier: Apache-2.0
#include "app/cli/probe_options.h"

#include "core/base/file.h"
#include "core/explain/cli_text.h"
#include "core/explain/error_text.h"
#include "core/explain/gateway_text.h"
#include "core/explain/probe_text.h"
#include "core/report/version.h"
#include "core/traffic/document.h"

#include <algorithm>
#include <filesystem>
#include <random>

namespace etagere::cli {

namespace {

namespace words = explain::probe_text;

using explain::text;
using Wrong = Failure<std::string>;

constexpr std::int64_t mostBudget = 1000;
constexpr double mostRate = 50;

Result<probe::Probes, std::string> probesFrom(std::string_view only) {
    if (only.empty())
        return probe::Probes::all();
    probe::Probes probes;
    for (std::string_view rest = only; !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const auto one = probe::probeFrom(rest.substr(0, comma));
        if (!one)
            return Wrong(text(words::badOnly, only));
        probes.add(*one);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return probes;
}

bool isPrintable(std::string_view contact) {
    return std::all_of(contact.begin(), contact.end(),
                       [](char c) { return c > ' ' && c < '\x7f' && c != '(' && c != ')'; });
}

Result<void, std::string> setOptions(const ProbeArguments &arguments, probe::Options &options) {
    if (arguments.visits < 2 || arguments.visits > probe::mostVisits)
        return Wrong(text(words::badVisits, probe::mostVisits, arguments.visits));
    if (!(arguments.rate > 0) || arguments.rate > mostRate)
        return Wrong(
            text(words::badRate, explain::decimal(mostRate), explain::decimal(arguments.rate)));
    if (arguments.budget < 1 || arguments.budget > mostBudget)
        return Wrong(text(words::badBudget, mostBudget, arguments.budget));
    if (!isPrintable(arguments.identify))
        return Wrong(text(words::badIdentity, arguments.identify));
    const auto probes = probesFrom(arguments.only);
    if (!probes)
        return Wrong(probes.error());
    options.probes = *probes;
    options.visits = static_cast<std::uint32_t>(arguments.visits);
    options.rate = arguments.rate;
    options.budget = static_cast<std::uint32_t>(arguments.budget);
    options.page = arguments.page;
    options.seed = arguments.seed ? *arguments.seed : std::random_device()();
    if (!arguments.identify.empty())
        options.identity =
            "etagere/" + std::string(report::toolVersion()) + " (+" + arguments.identify + ")";
    return {};
}

Result<void, std::string> setFiles(const ProbeArguments &arguments,
                                   session::ProbeRequest &request) {
    request.resume = arguments.resume;
    request.save = arguments.save;
    const std::filesystem::path extension = request.save.extension();
    if (!arguments.save.empty() && extension != ".har" && extension != traffic::documentExtension)
        return Wrong(text(words::badSave, arguments.save));
    request.acceptsAnyCertificate = arguments.insecure;
    if (arguments.trust.empty())
        return {};
    const auto file = MappedFile::open(arguments.trust);
    if (!file)
        return Wrong(explain::sentenceOf(file.error()));
    request.trusted = file->bytes();
    if (request.trusted.find("-----BEGIN CERTIFICATE-----") == std::string::npos)
        return Wrong(text(explain::gateway_text::trustUnread, arguments.trust));
    return {};
}

} // namespace

std::optional<int> failGradeFrom(std::string_view text) noexcept {
    constexpr int aboveAll = 6;
    if (text == "never")
        return aboveAll;
    if (text.size() == 1 && text[0] >= '0' && text[0] <= '5')
        return text[0] - '0';
    return std::nullopt;
}

Result<session::ProbeRequest, std::string> requestFrom(const ProbeArguments &arguments) {
    session::ProbeRequest request;
    if (arguments.url.empty() && arguments.resume.empty())
        return Wrong(text(words::noUrl));
    if (!arguments.url.empty() && !arguments.resume.empty())
        return Wrong(text(words::urlAndResume));
    if (!failGradeFrom(arguments.failAt))
        return Wrong(text(explain::cli_text::badFailAt, arguments.failAt));
    request.url = arguments.url;
    if (auto set = setOptions(arguments, request.options); !set)
        return Wrong(std::move(set.error()));
    if (auto set = setFiles(arguments, request); !set)
        return Wrong(std::move(set.error()));
    return request;
}

} // namespace etagere::cli
