// SPDX-License-Identifier: Apache-2.0
#include "core/wire/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>

namespace etagere::wire {

namespace {

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = sizeof(sockaddr_storage);
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): how the system's addresses work
    sockaddr *any() noexcept { return reinterpret_cast<sockaddr *>(&storage); }
    sockaddr_in *four() noexcept { return reinterpret_cast<sockaddr_in *>(&storage); }
    sockaddr_in6 *six() noexcept { return reinterpret_cast<sockaddr_in6 *>(&storage); }
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
};

std::optional<SocketAddress> socketAddressFrom(const Address &address) {
    SocketAddress made;
    if (::inet_pton(AF_INET, address.text.c_str(), &made.four()->sin_addr) == 1) {
        made.four()->sin_family = AF_INET;
        made.four()->sin_port = htons(address.port);
        made.size = sizeof(sockaddr_in);
        return made;
    }
    if (::inet_pton(AF_INET6, address.text.c_str(), &made.six()->sin6_addr) == 1) {
        made.six()->sin6_family = AF_INET6;
        made.six()->sin6_port = htons(address.port);
        made.size = sizeof(sockaddr_in6);
        return made;
    }
    return std::nullopt;
}

Address addressOf(SocketAddress &from) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (from.storage.ss_family == AF_INET) {
        ::inet_ntop(AF_INET, &from.four()->sin_addr, text.data(), text.size());
        return {text.data(), ntohs(from.four()->sin_port)};
    }
    if (from.storage.ss_family == AF_INET6) {
        ::inet_ntop(AF_INET6, &from.six()->sin6_addr, text.data(), text.size());
        return {text.data(), ntohs(from.six()->sin6_port)};
    }
    return {};
}

WireError failure(WireError::Kind kind, int systemError = 0) {
    return {WireError::Step::Listen, kind, Fault::None, 0, 0, systemError};
}

WireError::Kind kindOf(int systemError) noexcept {
    switch (systemError) {
    case EADDRINUSE:
        return WireError::Kind::AddressInUse;
    case EACCES:
    case EPERM:
        return WireError::Kind::NotPermitted;
    case EMFILE:
    case ENFILE:
        return WireError::Kind::TooManyStreams;
    case EADDRNOTAVAIL:
        return WireError::Kind::BadAddress;
    default:
        return WireError::Kind::Unreachable;
    }
}

} // namespace

Result<Address, WireError> addressFrom(std::string_view text) {
    std::string_view host = text;
    std::string_view port;
    const bool bracketed = text.starts_with('[');
    const std::size_t close = bracketed ? text.find(']') : 0;
    const std::size_t colon = text.find(':', close == std::string_view::npos ? 0 : close);
    const bool bareSix = !bracketed && colon != text.rfind(':');
    if (colon != std::string_view::npos && !bareSix) {
        host = text.substr(0, colon);
        port = text.substr(colon + 1);
    }
    if (bracketed && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    Address address{std::string(host == "localhost" ? "127.0.0.1" : host), 0};
    const auto read = std::from_chars(port.data(), port.data() + port.size(), address.port);
    const bool portFine = port.empty() ? colon == std::string_view::npos || bareSix
                                       : read.ec == std::errc() && read.ptr == port.end();
    if (!portFine || !socketAddressFrom(address))
        return Failure<WireError>(failure(WireError::Kind::BadAddress));
    return address;
}

std::string textOf(const Address &address) {
    const bool six = address.text.find(':') != std::string::npos;
    return (six ? "[" + address.text + "]" : address.text) + ":" + std::to_string(address.port);
}

bool isLoopback(std::string_view address) noexcept {
    in_addr four{};
    const std::string text(address);
    if (::inet_pton(AF_INET, text.c_str(), &four) == 1)
        return (ntohl(four.s_addr) >> 24U) == 127U;
    in6_addr six{};
    return ::inet_pton(AF_INET6, text.c_str(), &six) == 1 &&
           std::memcmp(&six, &in6addr_loopback, sizeof six) == 0;
}

Address peerAddressOf(int descriptor) {
    SocketAddress peer;
    return ::getpeername(descriptor, peer.any(), &peer.size) == 0 ? addressOf(peer) : Address();
}

Address localAddressOf(int descriptor) {
    SocketAddress local;
    return ::getsockname(descriptor, local.any(), &local.size) == 0 ? addressOf(local) : Address();
}

Result<int, WireError> listenOn(const Address &address) {
    auto where = socketAddressFrom(address);
    if (!where)
        return Failure<WireError>(failure(WireError::Kind::BadAddress));
    const int descriptor =
        ::socket(where->storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return Failure<WireError>(failure(kindOf(errno), errno));
    const int on = 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    constexpr int waiting = 511;
    if (::bind(descriptor, where->any(), where->size) == 0 && ::listen(descriptor, waiting) == 0)
        return descriptor;
    const int error = errno;
    ::close(descriptor);
    return Failure<WireError>(failure(kindOf(error), error));
}

} // namespace etagere::wire
