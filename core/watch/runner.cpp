// SPDX-License-Identifier: Apache-2.0
#include "core/watch/runner.h"

#include "core/http/field_block.h"
#include "core/url/url.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace etagere::watch {

namespace {

using http::FieldName;

constexpr std::chrono::milliseconds lookAgain{100};
constexpr std::uint16_t httpPort = 80;
constexpr std::uint16_t httpsPort = 443;

wire::Endpoint endpointOf(const url::UrlView &url) {
    const bool secure = url.kind == url::UrlView::Kind::Https;
    std::string_view host = url.host;
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    return {secure, std::string(host), url.port.value_or(secure ? httpsPort : httpPort)};
}

std::string targetOf(const url::UrlView &url) {
    std::string target = url.path.empty() ? "/" : std::string(url.path);
    if (!url.query.empty())
        target.append("?").append(url.query);
    return target;
}

} // namespace

/// One request on its way, its answer gathered.
class Runner::Fetch final : public wire::ResponseHandler, public wire::Disposable {
public:
    Fetch(Runner &runner, std::size_t page)
        : m_runner(runner)
        , m_page(page) {}

    void begin(const Ask &ask) {
        const url::UrlView url = url::parseUrl(ask.url);
        const std::string origin = url::originOf(url);
        const std::string authority = origin.substr(origin.find("://") + 3);
        std::vector<http::Field> fields{
            http::makeField(FieldName::Host, authority),
            http::makeField(FieldName::UserAgent, m_runner.m_options.userAgent),
            http::makeField("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
            http::makeField(FieldName::AcceptEncoding, "gzip")};
        if (!ask.ifNoneMatch.empty())
            fields.push_back(http::makeField(FieldName::IfNoneMatch, ask.ifNoneMatch));
        if (!ask.ifModifiedSince.empty())
            fields.push_back(http::makeField(FieldName::IfModifiedSince, ask.ifModifiedSince));
        const std::string target = targetOf(url);
        wire::Question question;
        question.target = target;
        question.fields = fields;
        m_asked = m_runner.m_client.ask(endpointOf(url), question, *this);
    }

    [[nodiscard]] std::size_t page() const noexcept { return m_page; }
    [[nodiscard]] Reply reply() const {
        Reply reply;
        reply.status = m_failure ? 0 : m_head.status();
        reply.fields = m_head.fields();
        reply.body = m_body;
        reply.received = m_received;
        reply.failure = m_failure;
        return reply;
    }

private:
    void onInterim(const wire::Head &) override {}
    void onHead(const wire::Head &head) override { m_head = head.copy(); }
    void onBody(std::string_view bytes) override {
        m_received += bytes.size();
        if (m_body.size() + bytes.size() > m_runner.m_options.mostBody) {
            m_failure = VisitFailure{VisitFailure::Kind::TooLarge, std::nullopt};
            return over();
        }
        m_body.append(bytes);
    }
    void onEnd() override { over(); }
    void onError(const wire::WireError &error) override {
        m_failure = VisitFailure{VisitFailure::Kind::Network, error};
        over();
    }
    void over() {
        m_asked.reset();
        m_runner.finished(*this);
    }

    Runner &m_runner;
    std::size_t m_page;
    std::unique_ptr<wire::Asked> m_asked;
    wire::Head m_head;
    std::string m_body;
    std::uint64_t m_received = 0;
    std::optional<VisitFailure> m_failure;
};

Runner::Runner(wire::Loop &loop, Monitor &monitor, RunnerOptions options)
    : m_loop(loop)
    , m_monitor(monitor)
    , m_options(std::move(options))
    , m_client(loop, m_options.client) {
    m_loop.addTicking(*this, lookAgain);
}

Runner::~Runner() { m_loop.removeTicking(*this); }

void Runner::start() {
    const wire::Loop::Turn turn(m_loop);
    pump();
}

void Runner::stop() noexcept {
    m_stopped = true;
    m_fetches.clear();
}

void Runner::onTick(wire::SteadyTime) { pump(); }

void Runner::pump() {
    while (!m_stopped && m_fetches.size() < m_options.atOnce) {
        const auto ask = m_monitor.next(m_options.clock(), m_options.chance());
        if (!ask)
            return;
        m_fetches.push_back(std::make_unique<Fetch>(*this, ask->page));
        m_fetches.back()->begin(*ask);
    }
}

void Runner::finished(Fetch &fetch) {
    const auto visit =
        m_monitor.hear(fetch.page(), fetch.reply(), m_options.clock(), m_options.chance());
    const auto place = std::find_if(m_fetches.begin(), m_fetches.end(),
                                    [&fetch](const auto &each) { return each.get() == &fetch; });
    if (place != m_fetches.end()) { // it stands in its own call: it goes at the end of the turn
        m_loop.dispose(std::move(*place));
        m_fetches.erase(place);
    }
    if (visit)
        m_options.onVisit(*visit);
    pump();
}

} // namespace etagere::watch
