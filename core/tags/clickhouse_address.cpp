// SPDX-License-Identifier: Apache-2.0
#include "core/tags/clickhouse_address.h"

#include <algorithm>
#include <charconv>

namespace etagere::tags {

namespace {

template <class Number>
std::optional<Number> numberFrom(std::string_view text, Number least, Number most) {
    Number number{};
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end || number < least || number > most)
        return std::nullopt;
    return number;
}

std::optional<std::string> decoded(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            bytes += text[i];
            continue;
        }
        unsigned char byte = 0;
        const char *digits = text.data() + i + 1;
        if (text.size() - i < 3 || std::from_chars(digits, digits + 2, byte, 16).ptr != digits + 2)
            return std::nullopt;
        bytes += static_cast<char>(byte);
        i += 2;
    }
    return bytes;
}

/// Names of databases and clusters go into SQL.
bool isName(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
}

bool takeUser(std::string_view text, ClickHouseAddress &address) {
    const std::size_t colon = text.find(':');
    const auto user = decoded(text.substr(0, colon));
    const auto password =
        decoded(colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1));
    if (!user || !password)
        return false;
    address.user = *user;
    address.password = *password;
    return true;
}

bool takeHost(std::string_view text, ClickHouseAddress &address) {
    std::string_view rest;
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos)
            return false;
        address.host = text.substr(1, end - 1);
        rest = text.substr(end + 1);
    } else {
        const std::size_t colon = std::min(text.find(':'), text.size());
        address.host = text.substr(0, colon);
        rest = text.substr(colon);
    }
    // Brackets stand around an address, never in one.
    const bool plain = std::all_of(address.host.begin(), address.host.end(), [](char c) {
        return c > ' ' && c < 0x7f && c != '[' && c != ']';
    });
    if (address.host.empty() || !plain || (!rest.empty() && rest.front() != ':'))
        return false;
    if (rest.empty())
        return true;
    const auto port = numberFrom<std::uint16_t>(rest.substr(1), 1, 65535);
    address.port = port.value_or(0);
    return port.has_value();
}

bool takeParameter(std::string_view text, ClickHouseAddress &address) {
    const std::size_t equals = std::min(text.find('='), text.size());
    const std::string_view name = text.substr(0, equals);
    const std::string_view value = text.substr(std::min(equals + 1, text.size()));
    if (name == "cluster" && isName(value)) {
        address.cluster = value;
        return true;
    }
    if (name == "secure" && (value == "0" || value == "1")) {
        address.secure = value == "1";
        return true;
    }
    const auto seconds = numberFrom<int>(value, 1, 86400);
    if (name != "timeout" || !seconds)
        return false;
    address.timeout = std::chrono::seconds(*seconds);
    return true;
}

bool takeParameters(std::string_view text, ClickHouseAddress &address) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        if (!takeParameter(text.substr(0, end), address))
            return false;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return true;
}

} // namespace

std::optional<ClickHouseAddress> ClickHouseAddress::parse(std::string_view text) {
    if (!text.starts_with(scheme))
        return std::nullopt;
    text.remove_prefix(scheme.size());
    ClickHouseAddress address;
    const std::size_t question = std::min(text.find('?'), text.size());
    if (!takeParameters(text.substr(std::min(question + 1, text.size())), address))
        return std::nullopt;
    text = text.substr(0, question);
    const std::size_t slash = std::min(text.find('/'), text.size());
    const std::string_view database = text.substr(std::min(slash + 1, text.size()));
    if (!database.empty() && !isName(database))
        return std::nullopt;
    if (!database.empty())
        address.database = database;
    text = text.substr(0, slash);
    const std::size_t at = text.rfind('@');
    if (at != std::string_view::npos && !takeUser(text.substr(0, at), address))
        return std::nullopt;
    if (!takeHost(at == std::string_view::npos ? text : text.substr(at + 1), address))
        return std::nullopt;
    return address;
}

std::string ClickHouseAddress::forPeople() const {
    const bool v6 = host.find(':') != std::string::npos;
    std::string text = std::string(scheme) + (v6 ? "[" + host + "]" : host) + ":" +
                       std::to_string(port) + "/" + database;
    if (!cluster.empty())
        text += "?cluster=" + cluster;
    return text;
}

} // namespace etagere::tags
