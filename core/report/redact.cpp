// SPDX-License-Identifier: Apache-2.0
#include "core/report/redact.h"

#include "core/explain/rule_text.h"
#include "core/http/http_date.h"
#include "core/report/trial_names.h"
#include "core/url/url.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <utility>
#include <variant>

namespace etagere::report {

namespace {

using analysis::Argument;
using analysis::Evidence;
using analysis::ExplainedTags;
using analysis::Finding;
using explain::ArgumentKind;

using Change = std::function<void(ArgumentKind, std::string &)>;

void eachText(Evidence &evidence, const Change &change) {
    const explain::RuleText &words = explain::textOf(evidence.rule);
    for (std::size_t i = 0; i < evidence.arguments.size(); ++i) {
        const ArgumentKind kind =
            i < explain::maxArguments ? words.arguments[i] : ArgumentKind::None;
        if (auto *text = std::get_if<std::string>(&evidence.arguments[i]))
            change(kind, *text);
    }
}

void eachEvidence(Finding &finding, const Change &change) {
    for (auto *list :
         {&finding.evidence, &finding.against, &finding.next, &finding.raises, &finding.lowers}) {
        for (Evidence &evidence : *list)
            eachText(evidence, change);
    }
    for (analysis::Alternative &alternative : finding.alternatives)
        eachText(alternative.because, change);
}

void eachEvidence(ExplainedTags &tags, const Change &change) {
    for (Evidence &evidence : tags.evidence)
        eachText(evidence, change);
    for (analysis::Alternative &alternative : tags.because)
        eachText(alternative.because, change);
}

/// First everything that is an identifier by its place is replaced, which fills `names`; then every
/// other text is swept, because an identifier may stand in a path or a host name as well.
class Replacement {
public:
    explicit Replacement(const RedactionKey &key)
        : m_names(key) {}

    void replaceIn(Finding &finding) {
        for (std::string &value : finding.values)
            value = valueOf(value, finding.validator);
        for (std::string &url : finding.urls)
            url = m_names.ofUrl(url);
        eachEvidence(finding, [&](ArgumentKind kind, std::string &text) {
            text = replaced(kind, text, finding.validator);
        });
        if (finding.linkability) {
            for (std::string &token : finding.linkability->tokens)
                token = valueOf(token, finding.validator);
        }
        if (finding.provenance)
            finding.provenance->value.clear();
    }

    void replaceIn(ExplainedTags &tags) {
        for (std::string &value : tags.values)
            value = valueOf(value, tags.validator);
        for (std::string &url : tags.urls)
            url = m_names.ofUrl(url);
        eachEvidence(tags, [&](ArgumentKind kind, std::string &text) {
            // Such a derivation quotes the value, and there is no provenance to make it anew from.
            text = kind == ArgumentKind::Derivation ? std::string("\u2026")
                                                    : replaced(kind, text, tags.validator);
        });
    }

    void replaceIn(analysis::Respawn &respawn) {
        respawn.value = m_names.ofParts(respawn.value);
        respawn.tag = m_names.ofParts(respawn.tag);
    }

    void replaceIn(analysis::ConcurrencyNote &note) {
        note.url = m_names.ofUrl(note.url);
        // A date is one identifier, as in valueOf.
        const bool dated = http::parseHttpDate(note.value).time.has_value();
        note.value = dated ? m_names.of(note.value) : m_names.ofParts(note.value);
    }

    void replaceIn(audit::LiveRun &run) {
        run.url = m_names.ofUrl(run.url);
        for (audit::LiveVisit &visit : run.visits) {
            visit.url = m_names.ofUrl(visit.url);
            visit.summary.finalUrl = m_names.ofUrl(visit.summary.finalUrl);
            for (std::string &url : visit.summary.blindness.unseenUrls)
                url = m_names.ofUrl(url);
        }
        for (audit::FlushTrial &trial : run.trials)
            replaceIn(trial);
    }

    void replaceIn(audit::FlushTrial &trial) {
        eachName(trial, [this](std::string &name) { name = nameOf(name); });
        for (live::FlushFault &fault : trial.check.faults)
            fault.detail = m_names.ofParts(fault.detail);
        for (audit::SurvivingIdentity &identity : trial.survived)
            identity.value = m_names.ofParts(identity.value);
    }

    void replaceIn(audit::SurvivingTag &tag) {
        tag.url = m_names.ofUrl(tag.url);
        tag.value = valueOf(tag.value, tag.validator);
    }

    void replaceIn(audit::Place &place, const Finding &finding) {
        place.url = m_names.ofUrl(place.url);
        place.value = valueOf(place.value, finding.validator);
    }

    [[nodiscard]] std::string urlOf(const std::string &url) { return m_names.ofUrl(url); }

    void sweep(audit::Place &place) {
        place.url = m_names.swept(place.url);
        place.file = m_names.swept(place.file);
    }

    void sweep(Finding &finding) {
        for (std::string *text : {&finding.origin, &finding.site})
            *text = m_names.swept(*text);
        for (std::string &url : finding.urls)
            url = m_names.swept(url);
        for (std::string &visitor : finding.visitors)
            visitor = m_names.swept(visitor);
        if (finding.linkability) {
            for (std::string &site : finding.linkability->sites)
                site = m_names.swept(site);
        }
        eachEvidence(finding, [&](ArgumentKind, std::string &text) { text = m_names.swept(text); });
    }

    void sweep(ExplainedTags &tags) {
        for (std::string *text : {&tags.origin, &tags.site})
            *text = m_names.swept(*text);
        for (std::string &url : tags.urls)
            url = m_names.swept(url);
        eachEvidence(tags, [&](ArgumentKind, std::string &text) { text = m_names.swept(text); });
    }

    void sweep(audit::Report &report) {
        for (audit::Input &input : report.inputs) {
            input.file = m_names.swept(input.file);
            input.creator = m_names.swept(input.creator);
        }
        for (audit::VisitorSummary &visitor : report.visitors)
            visitor.name = m_names.swept(visitor.name);
        for (ExplainedTags &tags : report.explainedTags)
            sweep(tags);
        for (analysis::Respawn &respawn : report.respawns) {
            respawn.origin = m_names.swept(respawn.origin);
            respawn.cookie = m_names.swept(respawn.cookie);
        }
        for (analysis::ConcurrencyNote &note : report.concurrency) {
            for (std::string *text : {&note.url, &note.writer, &note.loser})
                *text = m_names.swept(*text);
        }
        for (audit::LiveRun &run : report.live) {
            run.url = m_names.swept(run.url);
            for (audit::LiveVisit &visit : run.visits) {
                for (std::string *text : {&visit.visitor, &visit.url, &visit.summary.finalUrl})
                    *text = m_names.swept(*text);
            }
            for (audit::FlushTrial &trial : run.trials)
                eachName(trial, [this](std::string &name) { name = m_names.swept(name); });
        }
        for (audit::SurvivingTag &tag : report.flushProof.survivors)
            tag.url = m_names.swept(tag.url);
    }

private:
    /// A URL, or the name of a site or a cookie, which stays.
    std::string nameOf(const std::string &name) {
        const bool isUrl = name.starts_with("http://") || name.starts_with("https://");
        return isUrl ? m_names.ofUrl(name) : name;
    }

    /// A date is one identifier: its parts are words that every date has.
    std::string valueOf(const std::string &value, tags::Validator validator) {
        return validator == tags::Validator::LastModified ? m_names.of(value)
                                                          : m_names.ofParts(value);
    }

    std::string replaced(ArgumentKind kind, const std::string &text, tags::Validator validator) {
        switch (kind) {
        case ArgumentKind::Value:
        case ArgumentKind::Token:
            return valueOf(text, validator);
        case ArgumentKind::Date:
            return m_names.of(text);
        case ArgumentKind::Url:
            return m_names.ofUrl(text);
        case ArgumentKind::Derivation:
            return {}; // made anew from the provenance, by place
        case ArgumentKind::Name:
        case ArgumentKind::Origin:
        case ArgumentKind::Recipe:
            return text;
        default: // a text where none belongs is taken for an identifier
            return m_names.ofParts(text);
        }
    }

    Pseudonyms m_names;
};

std::string withoutFolder(const std::string &file) {
    if (file.starts_with("http://") || file.starts_with("https://"))
        return file; // a site that was visited
    const std::filesystem::path path(file);
    return path.has_filename() ? path.filename().string() : file;
}

std::vector<audit::Place *> placesOf(audit::Report &report) {
    std::vector<audit::Place *> all;
    for (std::vector<audit::Place> &ofFinding : report.places) {
        for (audit::Place &place : ofFinding)
            all.push_back(&place);
    }
    return all;
}

/// Folders tell whose machine it was. A run's visitor is named after its file.
void leaveOutFolders(audit::Report &report) {
    std::vector<std::string *> names;
    for (audit::VisitorSummary &visitor : report.visitors)
        names.push_back(&visitor.name);
    for (Finding &finding : report.findings) {
        for (std::string &visitor : finding.visitors)
            names.push_back(&visitor);
    }
    for (analysis::ConcurrencyNote &note : report.concurrency) {
        names.push_back(&note.writer);
        names.push_back(&note.loser);
    }
    const std::vector<audit::Place *> places = placesOf(report);
    for (audit::Input &input : report.inputs) {
        const std::string file = std::exchange(input.file, withoutFolder(input.file));
        for (audit::Place *place : places) {
            if (place->file == file)
                place->file = input.file;
        }
        for (std::string *name : names) {
            if (name->starts_with(file))
                name->replace(0, file.size(), input.file);
        }
    }
}

std::string withoutUserinfo(const std::string &text) {
    const url::UrlView parsed = url::parseUrl(text);
    if (parsed.userinfo.empty())
        return text;
    const auto begin = static_cast<std::size_t>(parsed.userinfo.data() - text.data());
    return text.substr(0, begin) +
           text.substr(std::min(begin + parsed.userinfo.size() + 1, text.size()));
}

/// Takes out user information of URLs.
void withoutUserinfo(ArgumentKind kind, std::string &text) {
    if (kind == ArgumentKind::Url)
        text = withoutUserinfo(text);
}

/// Takes out what a cookie's value told.
void withoutCookie(Evidence &evidence) {
    if (evidence.rule != analysis::Rule::EqualsCookie)
        return;
    eachText(evidence, [](ArgumentKind kind, std::string &text) {
        if (kind == ArgumentKind::Token)
            text = "\u2026";
    });
}

/// What was in a profile stays there, and pictures show more than anybody can replace.
void emptyProfiles(audit::Report &report) {
    for (audit::LiveRun &run : report.live) {
        for (audit::LiveVisit &visit : run.visits) {
            for (live::Cookie &cookie : visit.summary.cookies)
                cookie.name = cookie.value = std::string();
            visit.summary.title.clear();
            visit.summary.storage.clear();
            visit.summary.links.clear();
            visit.summary.screenshot.clear();
        }
    }
}

} // namespace

audit::Report redacted(const audit::Report &report, const RedactionKey &key) {
    audit::Report copy = report;
    leaveOutFolders(copy);
    emptyProfiles(copy);
    Replacement replacement(key);
    for (Finding &finding : copy.findings)
        replacement.replaceIn(finding);
    for (ExplainedTags &tags : copy.explainedTags)
        replacement.replaceIn(tags);
    for (analysis::Respawn &respawn : copy.respawns)
        replacement.replaceIn(respawn);
    for (analysis::ConcurrencyNote &note : copy.concurrency)
        replacement.replaceIn(note);
    for (audit::LiveRun &run : copy.live)
        replacement.replaceIn(run);
    for (audit::SurvivingTag &tag : copy.flushProof.survivors)
        replacement.replaceIn(tag);
    for (audit::Disagreement &one : copy.prediction.disagreements)
        one.url = replacement.urlOf(one.url);
    for (std::size_t i = 0; i < copy.places.size(); ++i) {
        for (audit::Place &place : copy.places[i])
            replacement.replaceIn(place, copy.findings[i]);
    }
    for (Finding &finding : copy.findings)
        replacement.sweep(finding);
    for (audit::Place *place : placesOf(copy))
        replacement.sweep(*place);
    replacement.sweep(copy);
    return copy;
}

audit::Report sanitised(const audit::Report &report) {
    audit::Report copy = report;
    emptyProfiles(copy);
    for (analysis::ConcurrencyNote &note : copy.concurrency)
        note.url = withoutUserinfo(note.url);
    for (Finding &finding : copy.findings) {
        for (std::string &url : finding.urls)
            url = withoutUserinfo(url);
        for (Evidence &evidence : finding.evidence)
            withoutCookie(evidence);
        eachEvidence(finding,
                     [](ArgumentKind kind, std::string &text) { withoutUserinfo(kind, text); });
    }
    for (ExplainedTags &tags : copy.explainedTags) {
        for (std::string &url : tags.urls)
            url = withoutUserinfo(url);
        eachEvidence(tags,
                     [](ArgumentKind kind, std::string &text) { withoutUserinfo(kind, text); });
    }
    for (analysis::Respawn &respawn : copy.respawns)
        respawn.value = "\u2026";
    for (audit::Place *place : placesOf(copy))
        place->url = withoutUserinfo(place->url);
    return copy;
}

audit::Report redacted(const audit::Report &report, const Redaction &how) {
    switch (how.level) {
    case Identifiers::Redacted:
        return redacted(report, how.key);
    case Identifiers::Sanitised:
        return sanitised(report);
    case Identifiers::Shown:
        break;
    }
    return report;
}

readers::Privacy privacyOf(Identifiers level) noexcept {
    switch (level) {
    case Identifiers::Redacted:
        return readers::Privacy::Strict;
    case Identifiers::Sanitised:
        return readers::Privacy::ChromeLike;
    case Identifiers::Shown:
        break;
    }
    return readers::Privacy::Full;
}

} // namespace etagere::report
