// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/server.h"

#include "tests/fidelity/board.h"
#include "tests/fidelity/page.h"
#include "tests/fidelity/text.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <mutex>
#include <set>
#include <string>
#include <system_error>
#include <thread>

namespace etagere::fidelity {

namespace {

struct Request {
    std::string method;
    std::string path; ///< without the query
    std::string query;
    Lines fields;
    std::string body;
};

/// Reads whole requests off a socket.
class Reader {
public:
    explicit Reader(int socket)
        : m_socket(socket) {}

    /// False at the end of the connection.
    bool read(Request &request) {
        std::size_t end = 0;
        while ((end = m_held.find("\r\n\r\n")) == std::string::npos) {
            if (!more())
                return false;
        }
        parse(m_held.substr(0, end + 2), request);
        m_held.erase(0, end + 4);
        std::size_t size = 0;
        if (const std::string *length = valueOf(request.fields, "Content-Length"))
            std::from_chars(length->data(), length->data() + length->size(), size);
        while (m_held.size() < size) {
            if (!more())
                return false;
        }
        request.body = m_held.substr(0, size);
        m_held.erase(0, size);
        return true;
    }

private:
    bool more() {
        char bytes[8192];
        const auto count = ::recv(m_socket, bytes, sizeof bytes, 0);
        if (count <= 0 || m_held.size() > 8U << 20U)
            return false;
        m_held.append(bytes, static_cast<std::size_t>(count));
        return true;
    }

    static void parse(std::string_view head, Request &request) {
        const auto first = head.find("\r\n");
        const std::string_view start = head.substr(0, first);
        const auto space = start.find(' ');
        const auto last = start.rfind(' ');
        if (space == std::string_view::npos || last == space)
            return;
        request.method = start.substr(0, space);
        const std::string_view url = start.substr(space + 1, last - space - 1);
        const auto mark = std::min(url.find('?'), url.size());
        request.path = url.substr(0, mark);
        request.query = url.substr(mark);
        head.remove_prefix(first + 2);
        while (!head.empty()) {
            const auto end = head.find("\r\n");
            const std::string_view line = head.substr(0, end);
            const auto colon = std::min(line.find(':'), line.size() - 1);
            request.fields.push_back(
                {std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))});
            head.remove_prefix(end + 2);
        }
    }

    int m_socket;
    std::string m_held;
};

bool sendAll(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::string headOf(const Outgoing &answer) {
    std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " Status\r\n";
    for (const Line &line : answer.fields)
        head += line.name + ": " + line.value + "\r\n";
    return head + "\r\n";
}

Outgoing plain(int status, std::string body, std::string_view type) {
    Outgoing out;
    out.status = status;
    out.fields = {{"Content-Type", std::string(type)},
                  {"Cache-Control", "no-store"},
                  {"Content-Length", std::to_string(body.size())}};
    out.body = std::move(body);
    return out;
}

/// "/x/12/a": the work's number and its target.
bool readPlace(std::string_view path, std::uint64_t &work, Target &target) {
    if (!path.starts_with("/x/") || path.size() < 6)
        return false;
    path.remove_prefix(3);
    const auto read = std::from_chars(path.data(), path.data() + path.size(), work);
    const std::string_view rest(read.ptr,
                                static_cast<std::size_t>(path.data() + path.size() - read.ptr));
    target = rest == "/b" ? Target::B : Target::A;
    return read.ec == std::errc() && (rest == "/a" || rest == "/b");
}

Outgoing played(Board &board, const Request &request) {
    std::uint64_t work = 0;
    Incoming incoming;
    const std::string *index = valueOf(request.fields, requestNumberField);
    if (!readPlace(request.path, work, incoming.target) || index == nullptr)
        return plain(404, "nothing here", "text/plain");
    std::from_chars(index->data(), index->data() + index->size(), incoming.index);
    incoming.method = request.method;
    incoming.query = request.query;
    incoming.fields = request.fields;
    auto answer = board.answer(work, incoming);
    return answer ? std::move(*answer) : plain(404, "no such work", "text/plain");
}

Outgoing route(Board &board, const Request &request) {
    if (request.path == "/")
        return plain(200, std::string(page()), "text/html; charset=utf-8");
    if (request.path == "/work")
        return plain(200, board.nextWork().toStdString(), "application/json");
    if (request.path == "/result") {
        board.takeResult(QByteArray::fromStdString(request.body));
        return plain(200, "{}", "application/json");
    }
    return played(board, request);
}

/// False when the connection is to be closed.
bool send(int socket, const Outgoing &answer) {
    if (answer.ending == Ending::Closed)
        return false;
    if (answer.ending == Ending::Truncated) {
        sendAll(socket, headOf(answer) + answer.body.substr(0, answer.body.size() / 2));
        return answer.body.empty();
    }
    return sendAll(socket, headOf(answer) + answer.body);
}

} // namespace

struct Server::State {
    Board *board = nullptr;
    int listener = -1;
    std::uint16_t port = 0;
    std::mutex mutex;
    std::set<int> sockets;
    std::vector<std::thread> threads;
    std::thread acceptor;

    void serve(int socket) {
        Reader reader(socket);
        Request request;
        while (reader.read(request) && send(socket, route(*board, request)))
            request = {};
        const std::lock_guard lock(mutex);
        sockets.erase(socket);
        ::close(socket);
    }

    void accept() {
        while (true) {
            const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket < 0)
                return;
            const int on = 1;
            ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            const std::lock_guard lock(mutex);
            sockets.insert(socket);
            threads.emplace_back([this, socket] { serve(socket); });
        }
    }
};

Server::Server(Board &board)
    : m_state(std::make_unique<State>()) {
    const auto check = [](int result, const char *what) {
        if (result < 0)
            throw std::system_error(errno, std::generic_category(), what);
        return result;
    };
    m_state->board = &board;
    m_state->listener = check(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    check(::bind(m_state->listener, reinterpret_cast<sockaddr *>(&address), sizeof address),
          "bind");
    check(::listen(m_state->listener, 64), "listen");
    socklen_t size = sizeof address;
    check(::getsockname(m_state->listener, reinterpret_cast<sockaddr *>(&address), &size),
          "getsockname");
    m_state->port = ntohs(address.sin_port);
    m_state->acceptor = std::thread([state = m_state.get()] { state->accept(); });
}

Server::~Server() {
    ::shutdown(m_state->listener, SHUT_RDWR);
    m_state->acceptor.join();
    ::close(m_state->listener);
    {
        const std::lock_guard lock(m_state->mutex);
        for (const int socket : m_state->sockets)
            ::shutdown(socket, SHUT_RDWR);
    }
    for (std::thread &thread : m_state->threads)
        thread.join();
}

std::uint16_t Server::port() const noexcept { return m_state->port; }

} // namespace etagere::fidelity
