// SPDX-License-Identifier: Apache-2.0
#include "tests/live/site.h"

#include "core/lab/message.h"
#include "core/lab/server.h"
#include "tests/live/site_answers.h"

#include <algorithm>
#include <set>
#include <utility>

namespace etagere::tests {

struct Site::Inside {
    SiteAnswers answers;
    std::set<Handler *> listening; ///< whose answers are open
    std::vector<WireRow> log;
    std::set<std::string> agents;
    std::uint16_t port = 0;
};

/// Answers one connection's requests, and writes them down.
class Site::Handler final : public wire::RequestHandler {
public:
    Handler(Inside &inside, wire::ServerConnection &connection)
        : m_inside(inside)
        , m_connection(connection) {}
    Handler(const Handler &) = delete;
    Handler &operator=(const Handler &) = delete;
    ~Handler() override { m_inside.listening.erase(this); }

    void say(std::string_view word) { m_connection.send("data: " + std::string(word) + "\n\n"); }

private:
    void onRequest(const wire::Head &head) override {
        m_head = &head;
        m_body.clear();
    }
    void onRequestBody(std::string_view bytes) override { m_body += bytes; }
    void onAbort(const wire::WireError &) override { m_inside.listening.erase(this); }
    std::string refusalOf(const wire::WireError &) override { return "no request"; }

    void onRequestEnd() override {
        lab::Request request;
        request.method = m_head->method();
        request.target = m_head->target();
        request.fields = m_head->fields();
        request.body = m_body;
        request.now = lab::systemTime();
        const SiteAnswer answer = m_inside.answers.answer(request, m_inside.port);
        writeDown(request, answer.response.status);
        send(answer);
        if (answer.ending == Ending::Open && lab::pathOf(request) == "/events")
            m_inside.listening.insert(this);
    }

    void writeDown(const lab::Request &request, std::uint16_t status) {
        using http::FieldName;
        WireRow row;
        row.method = request.method;
        row.url = "http://" + std::string(lab::fieldOf(request, FieldName::Host)) +
                  std::string(request.target);
        row.ifNoneMatch = lab::fieldOf(request, FieldName::IfNoneMatch);
        row.ifModifiedSince = lab::fieldOf(request, FieldName::IfModifiedSince);
        row.status = status;
        row.cookie = lab::fieldOf(request, FieldName::Cookie);
        m_inside.log.push_back(std::move(row));
        m_inside.agents.emplace(lab::fieldOf(request, FieldName::UserAgent));
    }

    void send(const SiteAnswer &answer) {
        if (answer.ending == Ending::Never)
            return;
        if (answer.ending == Ending::Switched)
            return sendSwitch(answer.response);
        std::vector<http::Field> fields;
        for (const auto &[name, value] : answer.response.fields)
            fields.push_back({name, value, http::fieldNameFrom(name)});
        const bool isOpen = answer.ending == Ending::Open;
        const bool hasLength = answer.response.status != 304;
        m_connection.respond(answer.response.status, wire::usualReason(answer.response.status),
                             fields,
                             isOpen      ? wire::BodyPlan::unknown()
                             : hasLength ? wire::BodyPlan::ofLength(answer.response.body.size())
                                         : wire::BodyPlan::none());
        m_connection.send(answer.response.body);
        if (!isOpen)
            m_connection.finish();
    }

    void sendSwitch(const lab::Response &response) {
        std::string text;
        wire::writeStatusLine(text, response.status, "Switching Protocols");
        for (const auto &[name, value] : response.fields)
            wire::writeField(text, name, value);
        m_connection.sendRaw(text + "\r\n");
    }

    Inside &m_inside;
    wire::ServerConnection &m_connection;
    const wire::Head *m_head = nullptr;
    std::string m_body;
};

Site::Site()
    : m_inside(std::make_unique<Inside>()) {
    wire::ListenOptions options;
    options.limits.progress = std::chrono::minutes(10); // answers that never end do not end
    auto made = wire::Listener::open(m_loop, options, [this](wire::ServerConnection &connection) {
        return std::make_unique<Handler>(*m_inside, connection);
    });
    if (!made)
        return;
    m_listener = std::move(*made);
    m_inside->port = m_listener->address().port;
}

Site::~Site() = default;

bool Site::isOpen() const noexcept { return m_listener != nullptr; }

std::uint16_t Site::port() const noexcept { return m_inside->port; }

std::string Site::url(std::string_view path, std::string_view host) const {
    return "http://" + std::string(host) + ":" + std::to_string(port()) + std::string(path);
}

const std::vector<WireRow> &Site::log() const noexcept { return m_inside->log; }

const std::set<std::string> &Site::agents() const noexcept { return m_inside->agents; }

void Site::clearLog() {
    m_inside->log.clear();
    m_inside->agents.clear();
}

void Site::change() { m_inside->answers.change(); }

void Site::say(std::string_view word) {
    for (Handler *listening : m_inside->listening)
        listening->say(word);
}

std::size_t Site::listeners() const noexcept { return m_inside->listening.size(); }

std::size_t Site::countOf(std::string_view path) const {
    return static_cast<std::size_t>(
        std::count_if(log().begin(), log().end(), [path](const WireRow &row) {
            const std::string_view url = row.url;
            const std::string_view target = url.substr(std::min(url.find('/', 7), url.size()));
            return target.substr(0, target.find('?')) == path;
        }));
}

} // namespace etagere::tests
