// SPDX-License-Identifier: Apache-2.0
#include "core/session/lab_network.h"

#include "core/http/text.h"
#include "core/lab/server.h"
#include "core/session/event_loop.h"
#include "core/wire/client.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace etagere::session {

namespace {

/// Tells the server which of the scenario's clients asks; no origin sees it.
constexpr std::string_view addressField = "Etagere-Client";

bool isOfConnection(std::string_view name) {
    constexpr std::array<std::string_view, 3> names{"connection", "keep-alive",
                                                    "transfer-encoding"};
    return std::any_of(names.begin(), names.end(), [name](std::string_view one) {
        return http::equalsIgnoringCase(one, name);
    });
}

/// What differs from one question to the next, and does not go over the wire.
struct Asking {
    Instant now{};
    std::optional<std::uint64_t> cutAfter{};
    bool namesHost = false; ///< the request's own fields do
};

/// The door to one origin: what came over the wire becomes the request that was meant.
class Door final : public lab::Origin {
public:
    Door(std::shared_ptr<lab::Origin> origin, const Asking &asking)
        : m_origin(std::move(origin))
        , m_asking(asking) {}

    [[nodiscard]] lab::Response answer(const lab::Request &request) override {
        std::vector<http::Field> fields;
        for (const http::Field &field : request.fields) {
            const bool isOurs = field.name == addressField || isOfConnection(field.name) ||
                                field.known == http::FieldName::ContentLength ||
                                (field.known == http::FieldName::Host && !m_asking.namesHost);
            if (!isOurs)
                fields.push_back(field);
        }
        lab::Request meant = request;
        meant.fields = fields;
        lab::Response response = m_origin->answer(meant);
        response.cutAfter = m_asking.cutAfter;
        return response;
    }

private:
    std::shared_ptr<lab::Origin> m_origin;
    const Asking &m_asking;
};

/// Keeps what comes back, and ends the event loop when nothing more will.
class Listening final : public wire::ResponseHandler {
public:
    explicit Listening(EventLoop &events)
        : m_events(events) {}
    [[nodiscard]] scenario::Reply take() { return std::move(m_reply); }

private:
    void onInterim(const wire::Head &) override {}
    void onHead(const wire::Head &head) override {
        m_reply.came = true;
        m_reply.status = head.status();
        for (const http::Field &field : head.fields()) {
            if (!isOfConnection(field.name))
                m_reply.fields.emplace_back(field.name, field.value);
        }
    }
    void onBody(std::string_view bytes) override { m_reply.body += bytes; }
    void onEnd() override { m_events.end(); }
    void onError(const wire::WireError &) override {
        m_reply.isCut = m_reply.came;
        m_events.end();
    }

    EventLoop &m_events;
    scenario::Reply m_reply;
};

class SocketNetwork final : public scenario::Network {
public:
    explicit SocketNetwork(const scenario::World &world)
        : m_client(m_loop, {}) {
        lab::ServerOptions options;
        options.addressField = addressField;
        options.clock = [this] { return m_asking.now; };
        auto server = lab::Server::open(m_loop, std::move(options));
        if (!server)
            return;
        m_server = *std::move(server);
        for (const scenario::World::Place &place : world.places())
            m_server->serve(place.host, std::make_shared<Door>(place.origin, m_asking));
    }

    [[nodiscard]] scenario::Reply ask(std::string_view host, const lab::Request &request,
                                      std::optional<std::uint64_t> cutAfter) override {
        if (!m_server)
            return {};
        std::vector<http::Field> fields;
        for (const http::Field &field : request.fields) {
            if (field.known != http::FieldName::ContentLength && !isOfConnection(field.name))
                fields.push_back(field);
        }
        const auto *named = http::find(fields, "Host");
        m_asking = {request.now, cutAfter, named != nullptr};
        if (named == nullptr)
            fields.push_back({"Host", host, http::FieldName::Host});
        fields.push_back({addressField, request.client, http::FieldName::Other});
        return asked(request, fields);
    }

private:
    scenario::Reply asked(const lab::Request &request, http::Fields fields) {
        wire::Question question;
        question.method = request.method;
        question.target = request.target;
        question.fields = fields;
        if (!request.body.empty())
            question.body = wire::BodyPlan::ofLength(request.body.size());
        Listening listening(m_events);
        const auto asked = m_client.ask({false, m_server->address().text, m_server->address().port},
                                        question, listening);
        if (!request.body.empty()) {
            asked->send(request.body);
            asked->finish();
        }
        m_events.run({});
        return listening.take();
    }

    EventLoop m_events;
    wire::Loop m_loop;
    Asking m_asking;
    std::unique_ptr<lab::Server> m_server;
    wire::Client m_client;
};

} // namespace

std::function<std::unique_ptr<scenario::Network>(scenario::World &)> socketNetwork() {
    return [](scenario::World &world) { return std::make_unique<SocketNetwork>(world); };
}

} // namespace etagere::session
