// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/probe/jar.h"
#include "core/probe/outcome.h"
#include "core/probe/plan.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace etagere::probe {

/// Why no more is asked.
enum class End : std::uint8_t {
    Done,
    Budget,      ///< some steps were left out
    Unreachable, ///< the first requests got no answer at all
    Refused,     ///< the server asks to be left alone: 429, or 503 with Retry-After
    Stopped
};

/// Makes the requests of a plan, one after the other, each from what was answered before. Knows no
/// sockets and no time: next() says what to send, take() is told what came. The same plan with the
/// same answers asks the same.
class Prober {
public:
    /// `earlier` are the outcomes of the run that is resumed; they are part of this one's.
    explicit Prober(Plan plan, std::vector<Outcome> earlier = {});

    /// What to ask now; none: everything is asked. The same until take().
    [[nodiscard]] const Question *next();
    /// What came of it.
    void take(Answer answer);
    /// No further questions.
    void stop() noexcept;

    [[nodiscard]] const Plan &plan() const noexcept { return m_plan; }
    [[nodiscard]] const std::vector<Outcome> &outcomes() const noexcept { return m_outcomes; }
    /// Requests of this run, and redirects among them.
    [[nodiscard]] std::uint32_t asked() const noexcept { return m_asked; }
    [[nodiscard]] std::uint32_t redirects() const noexcept { return m_redirects; }
    [[nodiscard]] End end() const noexcept { return m_end; }
    /// Where the first visit ended after its redirects: what the other probes ask.
    [[nodiscard]] const std::string &url() const noexcept { return m_url; }

private:
    /// One of this run's visitors.
    struct Visitor {
        Jar jar;
        std::uint32_t visits = 0;
        std::string tag; ///< the last that it was given; empty: none
        std::string time;
        bool other = false;    ///< of the other browser
        bool studied = false;  ///< one of P1's
        bool returned = false; ///< asked for a second visit
    };
    using Planned = std::vector<Question>;

    void advance();
    [[nodiscard]] bool isNeeded(const Step &step) const;
    [[nodiscard]] Planned questionsOf(const Step &step);
    void addNewVisitors(const Step &step, Planned &out);
    void addReturns(const Step &step, Planned &out);
    void addOwn(const Step &step, Planned &out);
    void addValues(const Step &step, const std::vector<std::string> &values, Planned &out);
    void addReplays(const Step &step, Planned &out);
    void addRounds(const Step &step, Planned &out);
    [[nodiscard]] std::vector<std::string> madeUp(tags::Validator validator, std::size_t count);
    [[nodiscard]] std::vector<std::string> valuesFor(const Step &step);
    [[nodiscard]] Question ask(const Step &step, std::uint32_t visitor, std::string sent) const;
    [[nodiscard]] std::uint32_t newVisitor(bool other);
    /// Who was given the value last.
    [[nodiscard]] std::uint32_t holderOf(const std::string &value) const;
    void prepare(Question &question);
    [[nodiscard]] bool isIssued(tags::Validator validator, std::string_view value) const;
    [[nodiscard]] std::vector<std::string> issued(tags::Validator validator) const;
    [[nodiscard]] std::vector<std::string> issuedEarlier(tags::Validator validator) const;
    [[nodiscard]] bool cameBack(tags::Validator validator) const;
    void learn(const Outcome &outcome);
    void follow(const Outcome &outcome);
    void giveUp(const Outcome &outcome);
    void finish(End end) noexcept;

    Plan m_plan;
    std::string m_url;
    std::vector<Outcome> m_outcomes;
    std::vector<Visitor> m_visitors;
    std::deque<Question> m_queue;
    std::size_t m_step = 0;
    std::mt19937_64 m_chance;
    std::uint32_t m_asked = 0;
    std::uint32_t m_redirects = 0;
    std::uint32_t m_failures = 0; ///< without an answer between them
    bool m_gated = false;         ///< validators come only to visitors that are known already
    bool m_ready = false;         ///< the front of the queue has its fields
    bool m_resolved = false;
    End m_end = End::Done;
};

} // namespace etagere::probe
