// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/compare.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

namespace etagere::fidelity {

namespace {

std::set<std::string> namesOf(const Lines &lines) {
    std::set<std::string> names;
    for (const Line &line : lines)
        names.insert(line.name);
    return names;
}

/// "x only in the browser, y only in the model" for two sets of names.
std::string apart(const std::set<std::string> &browser, const std::set<std::string> &model) {
    std::string out;
    for (const std::string &name : browser) {
        if (!model.contains(name))
            out += " " + name + " only in the browser;";
    }
    for (const std::string &name : model) {
        if (!browser.contains(name))
            out += " " + name + " only in the model;";
    }
    return out;
}

std::string arrivalsApart(const Seen &browser, const Seen &model) {
    if (browser.arrivals.size() != model.arrivals.size())
        return "requests to the origin: " + std::to_string(browser.arrivals.size()) +
               " by the browser, " + std::to_string(model.arrivals.size()) + " by the model";
    for (std::size_t i = 0; i < browser.arrivals.size(); ++i) {
        const Arrival &b = browser.arrivals[i];
        const Arrival &m = model.arrivals[i];
        if (b == m)
            continue;
        if (b.what != m.what)
            return "request: " + b.what + " by the browser, " + m.what + " by the model";
        const std::string names = apart(namesOf(b.sent), namesOf(m.sent));
        if (!names.empty())
            return "sent:" + names;
        for (std::size_t j = 0; j < b.sent.size() && j < m.sent.size(); ++j) {
            if (b.sent[j] != m.sent[j])
                return "sent: another " + b.sent[j].name;
        }
        return "sent: lines";
    }
    return {};
}

std::string fieldsApart(const Seen &browser, const Seen &model) {
    std::set<std::string> inBrowser;
    std::set<std::string> inModel;
    for (const auto &[name, value] : browser.fields)
        inBrowser.insert(name);
    for (const auto &[name, value] : model.fields)
        inModel.insert(name);
    const std::string names = apart(inBrowser, inModel);
    if (!names.empty())
        return "fields:" + names;
    for (const auto &[name, value] : browser.fields) {
        if (model.fields.at(name) != value)
            return "fields: another " + name;
    }
    return {};
}

std::string kindOf(const Seen &browser, const Seen &model) {
    const std::string_view b = classOf(browser);
    const std::string_view m = classOf(model);
    if (b != m)
        return std::string(b) + " in the browser, " + std::string(m) + " by the model";
    const std::string prefix = std::string(b) + ": ";
    if (const std::string arrivals = arrivalsApart(browser, model); !arrivals.empty())
        return prefix + arrivals;
    if (browser.status != model.status)
        return prefix + "status " + std::to_string(browser.status) + " in the browser, " +
               std::to_string(model.status) + " by the model";
    if (browser.body != model.body)
        return prefix + "another body";
    return prefix + fieldsApart(browser, model);
}

void describeFields(std::string &out, const Seen &browser, const Seen &model) {
    std::set<std::string> names;
    for (const auto &[name, value] : browser.fields)
        names.insert(name);
    for (const auto &[name, value] : model.fields)
        names.insert(name);
    for (const std::string &name : names) {
        const auto b = browser.fields.find(name);
        const auto m = model.fields.find(name);
        const std::string inBrowser = b == browser.fields.end() ? "(none)" : b->second;
        const std::string inModel = m == model.fields.end() ? "(none)" : m->second;
        if (inBrowser == inModel)
            continue;
        out.append("        field ").append(name).append(": browser \"").append(inBrowser);
        out.append("\", model \"").append(inModel).append("\"\n");
    }
}

/// Which of the origin's words were heard in one request of the page.
struct Heard {
    std::array<bool, 2> reply{};
    std::array<bool, 2> notModified{};
    void add(const Seen &seen) {
        for (const Arrival &arrival : seen.arrivals) {
            const std::size_t which = arrival.what.find(" b") == std::string::npos ? 0 : 1;
            reply[which] = true;
            notModified[which] = notModified[which] || arrival.answered == "304";
        }
    }
};

void prune(Ask &ask, const Heard &heard) {
    for (std::size_t which = 0; which < ask.replies.size(); ++which) {
        Reply &reply = ask.replies[which];
        if (!heard.reply[which])
            reply = {};
        if (!heard.notModified[which])
            reply.notModifiedLines.clear();
    }
}

std::size_t sizeOf(const Sequence &sequence) {
    std::size_t size = 0;
    for (const Ask &ask : sequence.asks)
        size += 10 + ask.lines.size() + ask.replies[0].lines.size() +
                ask.replies[0].notModifiedLines.size();
    return size;
}

std::string percent(std::size_t part, std::size_t whole) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f %%",
                  whole == 0 ? 0.0 : 100.0 * double(part) / double(whole));
    return text;
}

/// A kind of disagreement with its cases by rules, the most frequent first.
struct Kind {
    std::string name;
    std::size_t count = 0;
    std::vector<std::pair<std::string, const std::vector<Case> *>> byRules;
};

Kind kindOf(const std::string &name, const std::map<std::string, std::vector<Case>> &byRules) {
    Kind kind;
    kind.name = name;
    for (const auto &[rules, cases] : byRules) {
        kind.byRules.emplace_back(rules, &cases);
        kind.count += cases.size();
    }
    std::stable_sort(kind.byRules.begin(), kind.byRules.end(), [](const auto &a, const auto &b) {
        return a.second->size() > b.second->size();
    });
    return kind;
}

const Case &shortestOf(const std::vector<Case> &cases) {
    return *std::min_element(cases.begin(), cases.end(), [](const Case &a, const Case &b) {
        return sizeOf(a.sequence) < sizeOf(b.sequence);
    });
}

void describe(std::string &out, const Kind &kind) {
    static constexpr std::size_t seedsShown = 8;
    static constexpr std::size_t casesShown = 3;
    out += "\n=== " + std::to_string(kind.count) + " times: " + kind.name + "\n";
    for (const auto &[rules, cases] : kind.byRules) {
        out += "    " + std::to_string(cases->size()) + " x [" + rules + "] seeds";
        for (std::size_t i = 0; i < std::min(cases->size(), seedsShown); ++i)
            out += " " + std::to_string((*cases)[i].sequence.seed);
        out += "\n";
    }
    for (std::size_t i = 0; i < std::min(kind.byRules.size(), casesShown); ++i)
        out += "--\n" + describe(shortestOf(*kind.byRules[i].second));
}

} // namespace

std::optional<Disagreement> firstDisagreement(const Outcome &browser, const Outcome &model) {
    for (std::size_t i = 0; i < browser.asks.size() && i < model.asks.size(); ++i) {
        if (!(browser.asks[i] == model.asks[i]))
            return Disagreement{i, kindOf(browser.asks[i], model.asks[i])};
    }
    return std::nullopt;
}

void Comparison::add(Case one) {
    if (one.browser.late) {
        ++late;
        return;
    }
    ++sequences;
    for (std::size_t i = 0; i < one.browser.asks.size() && i < one.model.asks.size(); ++i) {
        ++asks;
        agreeingAsks += one.browser.asks[i] == one.model.asks[i] ? 1U : 0U;
    }
    const auto difference = firstDisagreement(one.browser, one.model);
    if (!difference) {
        ++agreeing;
        return;
    }
    const auto &rules = one.model.rules;
    const std::string weighed =
        difference->ask < rules.size() ? rules[difference->ask] : std::string();
    groups[difference->kind][weighed].push_back(std::move(one));
}

double Comparison::agreement() const noexcept {
    return asks == 0 ? 0.0 : 100.0 * static_cast<double>(agreeingAsks) / static_cast<double>(asks);
}

std::string summaryOf(const Comparison &comparison) {
    return "requests " + std::to_string(comparison.agreeingAsks) + " of " +
           std::to_string(comparison.asks) + " agree (" +
           percent(comparison.agreeingAsks, comparison.asks) + "), sequences " +
           std::to_string(comparison.agreeing) + " of " + std::to_string(comparison.sequences) +
           " (" + percent(comparison.agreeing, comparison.sequences) + ")" +
           (comparison.late == 0
                ? ""
                : ", " + std::to_string(comparison.late) + " came too late to be judged");
}

Case pruned(Case one) {
    if (const auto difference = firstDisagreement(one.browser, one.model)) {
        one.sequence.asks.resize(difference->ask + 1);
        one.browser.asks.resize(difference->ask + 1);
        one.model.asks.resize(difference->ask + 1);
    }
    for (std::size_t i = 0; i < one.sequence.asks.size(); ++i) {
        Heard heard;
        heard.add(one.browser.asks[i]);
        heard.add(one.model.asks[i]);
        prune(one.sequence.asks[i], heard);
    }
    return one;
}

std::string describe(const Case &whole) {
    const Case one = pruned(whole);
    std::string out = describe(one.sequence);
    for (std::size_t i = 0; i < one.model.asks.size(); ++i) {
        const bool same = one.browser.asks[i] == one.model.asks[i];
        out += "  " + std::to_string(i + 1) + (same ? ". both:    " : ". browser: ") +
               describe(one.browser.asks[i]) + "\n";
        if (!same) {
            out += "     model:   " + describe(one.model.asks[i]) + "\n";
            describeFields(out, one.browser.asks[i], one.model.asks[i]);
        }
        if (i < one.model.rules.size())
            out += "     rules:   " + one.model.rules[i] + "\n";
    }
    return out;
}

std::string describe(const Comparison &comparison) {
    std::vector<Kind> kinds;
    for (const auto &[name, byRules] : comparison.groups)
        kinds.push_back(kindOf(name, byRules));
    std::stable_sort(kinds.begin(), kinds.end(),
                     [](const Kind &a, const Kind &b) { return a.count > b.count; });
    std::string out = summaryOf(comparison) + "\n";
    for (const Kind &kind : kinds)
        describe(out, kind);
    return out;
}

} // namespace etagere::fidelity
