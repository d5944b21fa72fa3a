// SPDX-License-Identifier: Apache-2.0
#include "core/report/redact.h"

#include "core/explain/rule_text.h"

#include <filesystem>
#include <functional>
#include <utility>
#include <variant>

namespace etagere::report {

namespace {

using analysis::Argument;
using analysis::Evidence;
using analysis::Finding;
using explain::ArgumentKind;

/// First everything that is an identifier by its place is replaced, which fills `names`; then every
/// other text is swept, because an identifier may stand in a path or a host name as well.
class Redaction {
public:
    explicit Redaction(const RedactionKey &key)
        : m_names(key) {}

    void replaceIn(Finding &finding) {
        for (std::string &value : finding.values)
            value = valueOf(value, finding);
        for (std::string &url : finding.urls)
            url = m_names.ofUrl(url);
        eachEvidence(finding, [&](ArgumentKind kind, std::string &text) {
            text = replaced(kind, text, finding);
        });
        if (finding.provenance)
            finding.provenance->value.clear();
    }

    void sweep(Finding &finding) {
        for (std::string *text : {&finding.origin, &finding.site})
            *text = m_names.swept(*text);
        for (std::string &url : finding.urls)
            url = m_names.swept(url);
        for (std::string &visitor : finding.visitors)
            visitor = m_names.swept(visitor);
        eachEvidence(finding, [&](ArgumentKind, std::string &text) { text = m_names.swept(text); });
    }

    void sweep(audit::Report &report) {
        for (audit::Input &input : report.inputs) {
            input.file = m_names.swept(input.file);
            input.creator = m_names.swept(input.creator);
        }
        for (audit::VisitorSummary &visitor : report.visitors)
            visitor.name = m_names.swept(visitor.name);
    }

private:
    /// A date is one identifier: its parts are words that every date has.
    std::string valueOf(const std::string &value, const Finding &finding) {
        return finding.validator == tags::Validator::LastModified ? m_names.of(value)
                                                                  : m_names.ofParts(value);
    }

    std::string replaced(ArgumentKind kind, const std::string &text, const Finding &finding) {
        switch (kind) {
        case ArgumentKind::Value:
        case ArgumentKind::Token:
            return valueOf(text, finding);
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

    using Change = std::function<void(ArgumentKind, std::string &)>;
    static void eachEvidence(Finding &finding, const Change &change) {
        for (auto *list : {&finding.evidence, &finding.against, &finding.next}) {
            for (Evidence &evidence : *list)
                eachText(evidence, change);
        }
    }
    static void eachText(Evidence &evidence, const Change &change) {
        const explain::RuleText &words = explain::textOf(evidence.rule);
        for (std::size_t i = 0; i < evidence.arguments.size(); ++i) {
            const ArgumentKind kind =
                i < explain::maxArguments ? words.arguments[i] : ArgumentKind::None;
            if (auto *text = std::get_if<std::string>(&evidence.arguments[i]))
                change(kind, *text);
        }
    }

    Pseudonyms m_names;
};

std::string withoutFolder(const std::string &file) {
    const std::filesystem::path path(file);
    return path.has_filename() ? path.filename().string() : file;
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
    for (audit::Input &input : report.inputs) {
        const std::string file = std::exchange(input.file, withoutFolder(input.file));
        for (std::string *name : names) {
            if (name->starts_with(file))
                name->replace(0, file.size(), input.file);
        }
    }
}

} // namespace

audit::Report redacted(const audit::Report &report, const RedactionKey &key) {
    audit::Report copy = report;
    leaveOutFolders(copy);
    Redaction redaction(key);
    for (Finding &finding : copy.findings)
        redaction.replaceIn(finding);
    for (Finding &finding : copy.findings)
        redaction.sweep(finding);
    redaction.sweep(copy);
    return copy;
}

} // namespace etagere::report
