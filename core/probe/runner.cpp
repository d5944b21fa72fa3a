// SPDX-License-Identifier: Apache-2.0
#include "core/probe/runner.h"

#include <QTimer>

#include "core/url/url.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

namespace etagere::probe {

namespace {

/// Where a URL's server is, and what is asked of it.
struct Place {
    wire::Endpoint endpoint;
    std::string authority;
    std::string target;
};

Place placeOf(std::string_view text) {
    constexpr std::uint16_t plainPort = 80;
    constexpr std::uint16_t securePort = 443;
    const url::UrlView url = url::parseUrl(text);
    Place place;
    place.endpoint.secure = url.kind == url::UrlView::Kind::Https;
    std::string_view host = url.host;
    place.authority = host;
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    place.endpoint.host = host;
    place.endpoint.port = url.port.value_or(place.endpoint.secure ? securePort : plainPort);
    if (url.port)
        place.authority += ":" + std::to_string(*url.port);
    place.target = url.path.empty() ? "/" : std::string(url.path);
    if (!url.query.empty())
        place.target += "?" + std::string(url.query);
    return place;
}

constexpr std::size_t mostBody = std::size_t{16} << 20U;   // of one response
constexpr std::size_t mostBodies = std::size_t{96} << 20U; // of all different ones

} // namespace

class Runner::Inside final : private wire::ResponseHandler {
public:
    Inside(wire::Loop &loop, Prober &prober, RunOptions options)
        : m_loop(loop)
        , m_prober(prober)
        , m_options(std::move(options))
        , m_client(loop, clientOptions(m_options)) {
        m_pause.setSingleShot(true);
        m_pause.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_pause, &QTimer::timeout, [this] { ask(); });
        m_look.setInterval(lookEvery);
        QObject::connect(&m_look, &QTimer::timeout, [this] { look(); });
    }

    void start(std::function<void()> done) {
        m_done = std::move(done);
        m_look.start();
        m_pause.start(std::chrono::milliseconds(0));
    }

private:
    static constexpr std::chrono::milliseconds lookEvery{50};

    static wire::ClientOptions clientOptions(const RunOptions &options) {
        wire::ClientOptions client;
        client.trusted = options.trusted;
        client.acceptsAnyCertificate = options.acceptsAnyCertificate;
        return client;
    }

    /// A stop is asked for from another thread; it is looked for while waiting, too.
    void look() {
        if (!m_options.stop.stop_requested())
            return;
        m_asked.reset();
        m_prober.stop();
        finish();
    }

    void ask() {
        const wire::Loop::Turn turn(m_loop);
        m_asked.reset();
        if (m_options.stop.stop_requested())
            m_prober.stop();
        const Question *question = m_prober.next();
        if (question == nullptr)
            return finish();
        const Place place = placeOf(question->url);
        m_answer = Answer();
        m_isAnswered = false;
        m_body.clear();
        m_answer.started = m_options.clock();
        m_begun = m_loop.now();
        std::vector<http::Field> fields{{"Host", place.authority, http::FieldName::Host}};
        const auto own = fieldsOf(question->fields);
        fields.insert(fields.end(), own.begin(), own.end());
        wire::Question asked;
        asked.target = place.target;
        asked.fields = fields;
        asked.newConnection = true;
        asked.keepAlive = false;
        m_asked = m_client.ask(place.endpoint, asked, *this);
    }

    void onInterim(const wire::Head &) override {}
    void onHead(const wire::Head &head) override {
        m_answer.status = head.status();
        for (const http::Field &field : head.fields())
            m_answer.fields.emplace_back(field.name, field.value);
        m_answer.peer = m_asked->peerAddress();
    }
    void onBody(std::string_view bytes) override {
        const std::size_t room = mostBody - std::min(mostBody, m_body.size());
        m_answer.cut = m_answer.cut || bytes.size() > room;
        m_body.append(bytes.substr(0, room));
        if (m_answer.cut)
            answered(); // the rest is not worth the server's while
    }
    void onEnd() override { answered(); }
    void onError(const wire::WireError &error) override {
        if (m_answer.status != 0)
            m_answer.cut = true;
        m_answer.error = error;
        answered();
    }

    /// Each different body is kept once; what would be too much is not, and cannot be compared.
    void keepBody() {
        for (const auto &known : m_bodies) {
            if (*known == m_body) {
                m_answer.body = known;
                return;
            }
        }
        if (m_bodyBytes + m_body.size() > mostBodies) {
            m_answer.cut = true;
            return;
        }
        m_bodyBytes += m_body.size();
        m_bodies.push_back(std::make_shared<const std::string>(std::move(m_body)));
        m_answer.body = m_bodies.back();
    }

    void answered() {
        if (m_isAnswered)
            return;
        m_isAnswered = true;
        keepBody();
        const auto took = m_loop.now() - m_begun;
        m_answer.took = std::chrono::duration_cast<Duration>(took);
        m_prober.take(std::move(m_answer));
        m_options.progress.report(m_prober.asked(), m_prober.plan().most());
        // The question is destroyed outside of its own call.
        const auto every = std::chrono::duration<double>(1 / m_prober.plan().options.rate);
        const auto wait = m_prober.plan().options.waits
                              ? std::chrono::duration_cast<std::chrono::milliseconds>(every - took)
                              : std::chrono::milliseconds(0);
        m_pause.start(std::max(wait, std::chrono::milliseconds(0)));
    }

    void finish() {
        m_pause.stop();
        m_look.stop();
        if (auto done = std::exchange(m_done, nullptr))
            done();
    }

    wire::Loop &m_loop;
    Prober &m_prober;
    RunOptions m_options;
    wire::Client m_client;
    QTimer m_pause;
    QTimer m_look;
    std::function<void()> m_done;
    std::unique_ptr<wire::Asked> m_asked;
    Answer m_answer;
    std::string m_body;
    std::vector<std::shared_ptr<const std::string>> m_bodies;
    std::size_t m_bodyBytes = 0;
    wire::SteadyTime m_begun;
    bool m_isAnswered = false;
};

Runner::Runner(wire::Loop &loop, Prober &prober, RunOptions options)
    : m_inside(std::make_unique<Inside>(loop, prober, std::move(options))) {}

Runner::~Runner() = default;

void Runner::start(std::function<void()> done) { m_inside->start(std::move(done)); }

} // namespace etagere::probe
