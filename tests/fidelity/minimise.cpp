// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/minimise.h"

#include "tests/fidelity/model_player.h"

#include <algorithm>

namespace etagere::fidelity {

namespace {

/// Something that can be taken away. Several are applied at once: each names its place in the
/// sequence as it was.
struct Reduction {
    enum class What : std::uint8_t {
        Request,
        Mode,
        Pause,
        Query,
        RequestLine,
        Line,
        NotModifiedLine,
        Condition,
        Ending,
        Status,
        Ranges
    };
    What what = What::Request;
    std::size_t ask = 0;
    std::size_t reply = 0;
    std::size_t line = 0;
};
using Reductions = std::vector<Reduction>;
using What = Reduction::What;

void addReply(Reductions &out, const Reply &reply, std::size_t ask, std::size_t which) {
    const auto add = [&](What what, std::size_t line = 0) {
        out.push_back({what, ask, which, line});
    };
    for (std::size_t i = 0; i < reply.lines.size(); ++i)
        add(What::Line, i);
    for (std::size_t i = 0; i < reply.notModifiedLines.size(); ++i)
        add(What::NotModifiedLine, i);
    if (reply.onCondition != OnCondition::Compare)
        add(What::Condition);
    if (reply.ending != Ending::Whole)
        add(What::Ending);
    if (reply.status != 200)
        add(What::Status);
    if (reply.ranges)
        add(What::Ranges);
}

Reductions reductionsOf(const Sequence &sequence) {
    Reductions out;
    for (std::size_t i = 0; i < sequence.asks.size(); ++i) {
        const Ask &ask = sequence.asks[i];
        if (sequence.asks.size() > 1)
            out.push_back({What::Request, i, 0, 0});
        if (ask.mode != "default")
            out.push_back({What::Mode, i, 0, 0});
        if (ask.pause.count() > 0)
            out.push_back({What::Pause, i, 0, 0});
        if (!ask.query.empty())
            out.push_back({What::Query, i, 0, 0});
        for (std::size_t line = 0; line < ask.lines.size(); ++line)
            out.push_back({What::RequestLine, i, 0, line});
        for (std::size_t reply = 0; reply < ask.replies.size(); ++reply)
            addReply(out, ask.replies[reply], i, reply);
    }
    return out;
}

void apply(Sequence &sequence, const Reduction &reduction) {
    Ask &ask = sequence.asks[reduction.ask];
    Reply &reply = ask.replies[reduction.reply];
    // Lines and requests are only marked here: other reductions count on their places.
    switch (reduction.what) {
    case What::Request:
        ask.method.clear();
        break;
    case What::Mode:
        ask.mode = "default";
        break;
    case What::Pause:
        ask.pause = std::chrono::milliseconds(0);
        break;
    case What::Query:
        ask.query.clear();
        break;
    case What::RequestLine:
        ask.lines[reduction.line].name.clear();
        break;
    case What::Line:
        reply.lines[reduction.line].name.clear();
        break;
    case What::NotModifiedLine:
        reply.notModifiedLines[reduction.line].name.clear();
        break;
    case What::Condition:
        reply.onCondition = OnCondition::Compare;
        break;
    case What::Ending:
        reply.ending = Ending::Whole;
        break;
    case What::Status:
        reply.status = 200;
        break;
    case What::Ranges:
        reply.ranges = false;
        break;
    }
}

Sequence reduced(Sequence sequence, const Reductions &reductions) {
    for (const Reduction &reduction : reductions)
        apply(sequence, reduction);
    const auto marked = [](const Line &line) { return line.name.empty(); };
    std::erase_if(sequence.asks, [](const Ask &ask) { return ask.method.empty(); });
    for (Ask &ask : sequence.asks) {
        std::erase_if(ask.lines, marked);
        for (Reply &reply : ask.replies) {
            std::erase_if(reply.lines, marked);
            std::erase_if(reply.notModifiedLines, marked);
        }
    }
    return sequence;
}

struct Attempt {
    std::size_t of = 0; ///< the case
    Reductions reductions;
    Case result;
    bool holds = false; ///< disagrees in the same way
};

class Minimiser {
public:
    Minimiser(std::vector<Case> cases, const cache::Model &model, const BrowserRun &browser)
        : m_model(model)
        , m_browser(browser) {
        for (Case &one : cases) {
            m_kinds.push_back(
                firstDisagreement(one.browser, one.model).value_or(Disagreement{}).kind);
            m_cases.push_back(pruned(std::move(one)));
        }
        m_open.assign(m_cases.size(), true);
    }

    std::vector<Case> run() {
        while (std::find(m_open.begin(), m_open.end(), true) != m_open.end()) {
            if (!round())
                break;
        }
        return std::move(m_cases);
    }

private:
    /// Tries every reduction by itself, then those that hold together; false when the browser
    /// failed.
    bool round();
    bool tryAll(std::vector<Attempt> &attempts);
    [[nodiscard]] std::vector<Attempt> together(const std::vector<Attempt> &singles) const;

    const cache::Model &m_model;
    const BrowserRun &m_browser;
    std::vector<Case> m_cases;
    std::vector<std::string> m_kinds;
    std::vector<bool> m_open;
};

bool Minimiser::tryAll(std::vector<Attempt> &attempts) {
    std::vector<Sequence> sequences;
    sequences.reserve(attempts.size());
    for (const Attempt &attempt : attempts)
        sequences.push_back(reduced(m_cases[attempt.of].sequence, attempt.reductions));
    auto outcomes = m_browser(sequences);
    if (!outcomes)
        return false;
    for (std::size_t i = 0; i < attempts.size(); ++i) {
        Case one{sequences[i], std::move((*outcomes)[i]), playOnModel(sequences[i], m_model)};
        const auto difference = firstDisagreement(one.browser, one.model);
        attempts[i].holds = difference && difference->kind == m_kinds[attempts[i].of];
        attempts[i].result = pruned(std::move(one));
    }
    return true;
}

/// What held alone: all of it together, each half, each quarter, and so on down to one by one.
void addTogether(std::vector<Attempt> &out, std::size_t of, const Reductions &held) {
    for (std::size_t size = held.size(); size > 0; size /= 2) {
        for (std::size_t at = 0; at + size <= held.size() && at < 4 * size; at += size) {
            const auto from = held.begin() + static_cast<std::ptrdiff_t>(at);
            const auto to = from + static_cast<std::ptrdiff_t>(size);
            out.push_back({of, Reductions(from, to), {}, false});
        }
    }
}

std::vector<Attempt> Minimiser::together(const std::vector<Attempt> &singles) const {
    std::vector<Attempt> out;
    for (std::size_t of = 0; of < m_cases.size(); ++of) {
        Reductions held;
        for (const Attempt &single : singles) {
            if (single.of == of && single.holds)
                held.push_back(single.reductions.front());
        }
        addTogether(out, of, held);
    }
    return out;
}

bool Minimiser::round() {
    std::vector<Attempt> singles;
    for (std::size_t of = 0; of < m_cases.size(); ++of) {
        if (!m_open[of])
            continue;
        for (const Reduction &reduction : reductionsOf(m_cases[of].sequence))
            singles.push_back({of, {reduction}, {}, false});
    }
    if (singles.empty() || !tryAll(singles))
        return false;
    std::vector<Attempt> joint = together(singles);
    m_open.assign(m_cases.size(), false);
    if (joint.empty())
        return true;
    if (!tryAll(joint))
        return false;
    std::stable_sort(joint.begin(), joint.end(), [](const Attempt &a, const Attempt &b) {
        return a.reductions.size() > b.reductions.size();
    });
    for (Attempt &attempt : joint) {
        if (!attempt.holds || m_open[attempt.of])
            continue;
        m_cases[attempt.of] = std::move(attempt.result);
        m_open[attempt.of] = true;
    }
    return true;
}

} // namespace

std::vector<Case> minimised(std::vector<Case> cases, const cache::Model &model,
                            const BrowserRun &browser) {
    return Minimiser(std::move(cases), model, browser).run();
}

} // namespace etagere::fidelity
