// SPDX-License-Identifier: Apache-2.0
#include "core/lab/server.h"

#include "core/http/text.h"
#include "core/lab/message.h"

#include <utility>
#include <vector>

namespace etagere::lab {

Instant systemTime() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
}

struct Server::Inside {
    ServerOptions options;
    std::map<std::string, std::shared_ptr<Origin>, std::less<>> origins;
    std::unique_ptr<wire::Listener> listener;
    std::uint64_t answered = 0;

    [[nodiscard]] std::shared_ptr<Origin> originOf(std::string_view host) const {
        // The port stands after the last colon, unless that is part of an IPv6 address.
        const std::size_t colon = host.rfind(':');
        if (colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos)
            host = host.substr(0, colon);
        std::string name(host);
        for (char &c : name)
            c = http::lowered(c);
        auto found = origins.find(name);
        if (found == origins.end())
            found = origins.find(std::string_view());
        return found == origins.end() ? nullptr : found->second;
    }
};

/// Answers one connection's requests: each when it is whole.
class Server::Handler final : public wire::RequestHandler {
public:
    Handler(Inside &inside, wire::ServerConnection &connection)
        : m_inside(inside)
        , m_connection(connection) {}

private:
    static constexpr std::size_t longestBody = std::size_t{1} << 20U;

    void onRequest(const wire::Head &head) override {
        m_head = &head;
        m_body.clear();
        m_tooLong = false;
    }
    void onRequestBody(std::string_view bytes) override {
        m_tooLong = m_tooLong || m_body.size() + bytes.size() > longestBody;
        if (!m_tooLong)
            m_body += bytes;
    }
    void onRequestEnd() override {
        Request request;
        request.method = m_head->method();
        request.target = m_head->target();
        request.fields = m_head->fields();
        request.body = m_body;
        request.client = m_connection.peer().address;
        if (!m_inside.options.addressField.empty()) {
            if (const auto *field = http::find(request.fields, m_inside.options.addressField))
                request.client = field->value;
        }
        request.now = m_inside.options.clock();
        ++m_inside.answered;
        send(answerTo(request));
    }
    void onAbort(const wire::WireError &) override {}
    std::string refusalOf(const wire::WireError &) override {
        return "This is no request that HTTP knows.\n";
    }

    Response answerTo(const Request &request) {
        if (m_tooLong)
            return plainAnswer(request, 413, "That is too long.\n");
        const auto origin = m_inside.originOf(fieldOf(request, http::FieldName::Host));
        return origin ? origin->answer(request)
                      : plainAnswer(request, 421, "Nobody of that name is here.\n");
    }
    void send(const Response &response) {
        std::vector<http::Field> fields;
        fields.reserve(response.fields.size());
        for (const auto &[name, value] : response.fields)
            fields.push_back({name, value, http::fieldNameFrom(name)});
        const bool hasLength = response.status != 304 && response.status != 204;
        const auto plan =
            hasLength ? wire::BodyPlan::ofLength(response.body.size()) : wire::BodyPlan::none();
        if (hasLength && response.cutAfter && *response.cutAfter < response.body.size() &&
            m_head->method() != "HEAD")
            return sendCut(response, fields, plan);
        m_connection.respond(response.status, wire::usualReason(response.status), fields, plan);
        m_connection.send(response.body);
        m_connection.finish();
    }
    /// The whole head, part of the body, and an orderly end of the connection: a reset could take
    /// from the client what it has not read yet.
    void sendCut(const Response &response, http::Fields fields, const wire::BodyPlan &plan) {
        std::string text;
        wire::writeStatusLine(text, response.status, wire::usualReason(response.status));
        wire::writeFields(text, fields, plan);
        text.append("Connection: close\r\n\r\n").append(response.body, 0, *response.cutAfter);
        m_connection.sendRaw(text);
        m_connection.finish();
    }

    Inside &m_inside;
    wire::ServerConnection &m_connection;
    const wire::Head *m_head = nullptr;
    std::string m_body;
    bool m_tooLong = false;
};

Server::Server(ServerOptions options)
    : m_inside(std::make_unique<Inside>()) {
    m_inside->options = std::move(options);
}

Server::~Server() = default;

Result<std::unique_ptr<Server>, wire::WireError> Server::open(wire::Loop &loop,
                                                              ServerOptions options) {
    std::unique_ptr<Server> server(new Server(std::move(options)));
    Inside &inside = *server->m_inside;
    auto listener = wire::Listener::open(loop, inside.options.listen,
                                         [&inside](wire::ServerConnection &connection) {
                                             return std::make_unique<Handler>(inside, connection);
                                         });
    if (!listener)
        return Failure<wire::WireError>(listener.error());
    inside.listener = std::move(*listener);
    return server;
}

void Server::serve(std::string host, std::shared_ptr<Origin> origin) {
    if (origin)
        m_inside->origins.insert_or_assign(std::move(host), std::move(origin));
    else
        m_inside->origins.erase(host);
}

const wire::Address &Server::address() const noexcept { return m_inside->listener->address(); }

std::uint64_t Server::answered() const noexcept { return m_inside->answered; }

} // namespace etagere::lab
