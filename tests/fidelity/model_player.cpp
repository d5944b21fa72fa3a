// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/model_player.h"

#include "core/cache/cache.h"
#include "core/cache/transaction.h"
#include "core/http/field_block.h"
#include "tests/fidelity/fetch_layer.h"
#include "tests/fidelity/instants.h"
#include "tests/fidelity/origin.h"
#include "tests/fidelity/text.h"

#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

namespace etagere::fidelity {

namespace {

using cache::Transaction;

/// Any whole second will do; this one is a Thursday noon.
constexpr Second zero{std::chrono::sys_days{std::chrono::year{2030} / 8 / 15} +
                      std::chrono::hours{12}};

std::vector<http::Field> fieldsOf(const Lines &lines) {
    std::vector<http::Field> fields;
    fields.reserve(lines.size());
    for (const Line &line : lines)
        fields.push_back(http::makeField(line.name, trimmed(line.value)));
    return fields;
}

Lines linesOf(http::Fields fields) {
    Lines lines;
    for (const http::Field &field : fields)
        lines.push_back({std::string(field.name), std::string(field.value)});
    return lines;
}

/// Firefox joins the lines of one field as they come, and passes over what is empty by then
/// (measured).
Lines asRead(std::string_view model, const Lines &lines) {
    Lines read;
    for (const Line &line : lines) {
        if (model != "firefox" || !line.value.empty() || valueOf(read, line.name) == nullptr)
            read.push_back(line);
    }
    return read;
}

bool hasNoBody(int status) noexcept { return status == 204 || status == 205 || status == 304; }

/// A page, its fetch(), and the model's cache.
class Player {
public:
    Player(const Sequence &sequence, const cache::Model &model)
        : m_sequence(sequence)
        , m_model(model)
        , m_instants(sequence, zero)
        , m_cache({model}) {}

    Outcome play() {
        Outcome outcome;
        for (std::size_t i = 0; i < m_sequence.asks.size(); ++i) {
            m_seen = {};
            m_rules.clear();
            m_index = i;
            m_now = zero + startPhase + dueAt(m_sequence, i);
            fetch(m_sequence.asks[i]);
            outcome.asks.push_back(std::move(m_seen));
            outcome.rules.push_back(std::move(m_rules));
        }
        settle(outcome, m_sequence);
        return outcome;
    }

private:
    /// What the page gets of one exchange.
    struct Reached {
        bool failed = false;
        int status = 0;
        Lines fields;
        std::string body;
    };

    /// A URL on the way of a request, and how it is asked for.
    struct Hop {
        std::string method;
        Target target = Target::A;
        std::string query;
    };
    /// Who waits for the answer: the page, or nobody, because a stale one was good enough for it.
    enum class For : std::uint8_t { Page, Renewal };

    void fetch(const Ask &ask);
    void renewStale(const Ask &ask);
    Reached follow(const Ask &ask, Hop hop, For whom);
    Reached exchange(const Fetched &request, const Hop &hop, For whom);
    /// Sends until there is an answer; the origin's last answer is kept in m_last.
    void drive(Transaction &transaction, const Hop &hop, For whom);
    void finish(Transaction &transaction);
    Reached reached(const Transaction &transaction, const Hop &hop) const;
    void noteRules(const Transaction &transaction);
    void takeCookies(const Lines &fields);
    void deliver(Reached reached);

    const Sequence &m_sequence;
    const cache::Model &m_model;
    Instants m_instants;
    cache::Cache m_cache;
    std::size_t m_index = 0;
    Instant m_now{};
    Seen m_seen;
    std::string m_rules;
    std::string m_cookie;
    std::optional<Outgoing> m_last;
    std::vector<Hop> m_stale;                             ///< answered stale and to be renewed
    std::set<std::pair<Target, std::string>> m_permanent; ///< redirections taken from the cache
};

void Player::fetch(const Ask &ask) {
    m_stale.clear();
    deliver(follow(ask, {ask.method, ask.target, ask.query}, For::Page));
    renewStale(ask);
}

/// What was answered stale is renewed, and the page does not wait for it (RFC 5861 §3). Chromium
/// makes the page's whole request again, redirects and all; the others renew each URL.
void Player::renewStale(const Ask &ask) {
    std::vector<Hop> hops = std::exchange(m_stale, {});
    if (!hops.empty() && m_model.name == "chromium")
        hops = {{ask.method, ask.target, ask.query}};
    for (Hop &hop : hops)
        follow(ask, std::move(hop), For::Renewal);
}

Player::Reached Player::follow(const Ask &ask, Hop hop, For whom) {
    bool cachedPermanent = false;
    for (int hops = 0; hops < 21; ++hops) {
        Lines fields = m_instants.rendered(ask.lines, m_index);
        if (!m_cookie.empty())
            fields.push_back({"Cookie", m_cookie});
        Fetched request = fetched(m_model.name, hop.method, ask.mode, std::move(fields));
        // Firefox asks the network for what a permanent redirection leads to that it takes from its
        // cache for the first time (measured).
        if (cachedPermanent && m_model.name == "firefox" && request.mode == cache::Mode::Default)
            request.mode = cache::Mode::Reload;
        Reached reached = exchange(request, hop, whom);
        cachedPermanent = !m_last && (reached.status == 301 || reached.status == 308) &&
                          m_permanent.emplace(hop.target, hop.query).second;
        // Of a redirection only the head is read.
        const std::string *location = valueOf(reached.fields, "Location");
        if (!isRedirect(reached.status) || location == nullptr)
            return reached;
        // Firefox does not follow where a renewal leads (measured), Chromium does.
        if (whom == For::Renewal && m_model.name == "firefox")
            return reached;
        hop.target = *location == "b" ? Target::B : Target::A;
        hop.query.clear();
        hop.method = redirectedMethod(reached.status, hop.method);
    }
    Reached endless;
    endless.failed = true;
    return endless;
}

Player::Reached Player::exchange(const Fetched &request, const Hop &hop, For whom) {
    const std::string url =
        std::string("http://origin.test/x/1/") + (hop.target == Target::A ? "a" : "b") + hop.query;
    const std::vector<http::Field> fields = fieldsOf(request.fields);
    cache::Request asked;
    asked.method = request.method;
    asked.url = url;
    asked.partition = "http://origin.test";
    asked.fields = fields;
    asked.mode = request.mode;
    m_last.reset();
    Transaction transaction = m_cache.begin(asked, m_now);
    drive(transaction, hop, For::Page);
    Reached result = reached(transaction, hop);
    finish(transaction);
    while (transaction.step() == Transaction::Step::Send) { // the body goes on
        drive(transaction, hop, For::Page);
        Reached more = reached(transaction, hop);
        result.body += more.body;
        result.failed |= more.failed;
        finish(transaction);
    }
    noteRules(transaction);
    if (!transaction.wantsBackground())
        return result;
    if (whom == For::Page) {
        m_stale.push_back(hop);
        return result;
    }
    m_last.reset();
    Transaction background = m_cache.beginBackground(transaction, m_now);
    drive(background, hop, For::Renewal);
    result = reached(background, hop);
    finish(background);
    noteRules(background);
    return result;
}

void Player::drive(Transaction &transaction, const Hop &hop, For whom) {
    for (int sent = 0; transaction.step() != Transaction::Step::Answer; ++sent) {
        if (sent == 50)
            throw std::runtime_error("sequence " + std::to_string(m_sequence.seed) +
                                     ": the model asks the origin without end");
        if (transaction.step() == Transaction::Step::Wait) {
            // Nothing else is under way here: a wait is a fault of the model, and told.
            m_rules += "waits ";
            transaction.resume(m_now, false);
            continue;
        }
        const std::string_view sentTo = transaction.outgoingUrl();
        const std::size_t mark = sentTo.find('?');
        std::string query(mark == std::string_view::npos ? "" : sentTo.substr(mark));
        Incoming incoming{m_index, hop.method, hop.target, std::move(query),
                          linesOf(transaction.outgoing())};
        // Firefox marks what it renews behind the page's back (measured), Chromium does not.
        if (whom == For::Renewal && m_model.name == "firefox" &&
            valueOf(incoming.fields, "Cache-Control") == nullptr)
            incoming.fields.push_back({"Cache-Control", "max-age=0"});
        m_last = answerTo(m_sequence, m_instants, incoming);
        m_last->fields = asRead(m_model.name, m_last->fields);
        addArrival(m_seen, arrivalOf(incoming, *m_last, m_instants));
        if (m_last->ending == Ending::Closed) {
            transaction.fail(m_now);
            continue;
        }
        takeCookies(m_last->fields);
        const std::vector<http::Field> fields = fieldsOf(m_last->fields);
        transaction.receive(static_cast<std::uint16_t>(m_last->status), fields, m_now);
    }
}

void Player::finish(Transaction &transaction) {
    auto end = Transaction::End::Complete;
    if (transaction.wantsBody() && m_last) {
        const bool cut = m_last->ending == Ending::Truncated && !m_last->body.empty();
        transaction.append(std::string_view(m_last->body)
                               .substr(0, cut ? m_last->body.size() / 2 : std::string::npos));
        if (cut)
            end = Transaction::End::Truncated;
    }
    transaction.finish(end, m_now);
}

Player::Reached Player::reached(const Transaction &transaction, const Hop &hop) const {
    const cache::Answer &answer = transaction.answer();
    Reached out;
    const auto outcome = transaction.decision().outcome;
    const bool closed = m_last && m_last->ending == Ending::Closed;
    out.failed = outcome == cache::Outcome::OnlyIfCachedFailure ||
                 (closed && (outcome == cache::Outcome::Error || answer.status == 504));
    out.status = answer.status;
    out.fields = linesOf(answer.fields.fields());
    for (const cache::Slice &slice : answer.before)
        out.body += slice.view();
    if (answer.network && m_last) {
        const bool cut = m_last->ending == Ending::Truncated && !m_last->body.empty();
        out.body += cut ? m_last->body.substr(0, m_last->body.size() / 2) : m_last->body;
        // Firefox takes what there is, but for a success (measured).
        const bool taken = m_model.name == "firefox" && answer.status >= 300;
        out.failed |= cut && hop.method != "HEAD" && !taken;
    }
    for (const cache::Slice &slice : answer.after)
        out.body += slice.view();
    // What only passes by reaches the page as it came, connection fields and all.
    const bool renewed = outcome == cache::Outcome::Validated && answer.status != 304;
    const bool whole = !renewed && answer.before.empty() && answer.after.empty();
    const bool passes = m_last && m_last->status == answer.status && answer.network && whole;
    if (passes)
        out.fields = m_last->fields;
    if (hasNoBody(out.status) || hop.method == "HEAD")
        out.body.clear();
    return out;
}

void Player::noteRules(const Transaction &transaction) {
    if (!m_rules.empty())
        m_rules += " | ";
    m_rules += cache::nameOf(transaction.decision().outcome);
    for (const cache::Rule rule : transaction.decision().reasons)
        m_rules += " " + std::string(cache::rowOf(rule).id);
}

void Player::takeCookies(const Lines &fields) {
    if (const std::string *cookie = valueOf(fields, "Set-Cookie"))
        m_cookie = *cookie;
}

void Player::deliver(Reached reached) {
    m_seen.failed = reached.failed;
    if (reached.failed)
        return;
    m_seen.status = reached.status;
    m_seen.body = std::move(reached.body);
    for (const Line &line : reached.fields) {
        const std::string name = lowered(line.name);
        if (!isCompared(name))
            continue;
        std::string value = m_instants.timeless(trimmed(line.value));
        const auto [at, fresh] = m_seen.fields.try_emplace(name, value);
        if (!fresh)
            at->second += ", " + value;
    }
}

} // namespace

Outcome playOnModel(const Sequence &sequence, const cache::Model &model) {
    return Player(sequence, model).play();
}

} // namespace etagere::fidelity
