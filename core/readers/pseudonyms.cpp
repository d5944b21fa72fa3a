// SPDX-License-Identifier: Apache-2.0
#include "core/readers/pseudonyms.h"

#include "core/url/url.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

namespace etagere::readers {

namespace {

bool isRunCharacter(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalnum(byte) != 0;
}

bool isPercentEscape(std::string_view text, std::size_t at) noexcept {
    const auto isHex = [&](std::size_t i) {
        return i < text.size() && std::isxdigit(static_cast<unsigned char>(text[i])) != 0;
    };
    return text[at] == '%' && isHex(at + 1) && isHex(at + 2);
}

} // namespace

void Pseudonyms::appendRun(std::string_view run, std::string &out) {
    const auto [known, isNew] = m_digits.try_emplace(std::string(run));
    if (isNew)
        known->second = m_key.digitsOf(run).substr(0, std::min<std::size_t>(run.size(), 16));
    out += known->second;
}

std::string Pseudonyms::of(std::string_view value) {
    std::string out;
    for (std::size_t at = 0; at < value.size();) {
        if (isPercentEscape(value, at)) {
            out += value.substr(at, 3);
            at += 3;
            continue;
        }
        std::size_t end = at;
        while (end < value.size() && isRunCharacter(value[end]))
            ++end;
        if (end == at)
            out += value[end++];
        else
            appendRun(value.substr(at, end - at), out);
        at = end;
    }
    return out;
}

std::string Pseudonyms::ofTag(std::string_view value) {
    std::string out;
    // A list of tags is taken apart, for the sake of each one's W/.
    while (!value.empty()) {
        const std::size_t comma = std::min(value.find(','), value.size() - 1);
        std::string_view tag = value.substr(0, comma + 1);
        value.remove_prefix(comma + 1);
        const std::size_t weak = tag.find("W/\"");
        if (weak != std::string_view::npos && tag.find_first_not_of(' ') == weak) {
            out += tag.substr(0, weak + 2);
            tag.remove_prefix(weak + 2);
        }
        out += of(tag);
    }
    return out;
}

std::string Pseudonyms::ofCookies(std::string_view value) {
    std::string out;
    while (!value.empty()) {
        const std::size_t end = std::min(value.find(';'), value.size() - 1) + 1;
        const std::string_view pair = value.substr(0, end);
        const std::size_t equals = pair.find('=');
        // Without a name, all of it is the value.
        const std::size_t name = equals == std::string_view::npos ? 0 : equals + 1;
        out += pair.substr(0, name);
        out += of(pair.substr(name));
        value.remove_prefix(end);
    }
    return out;
}

std::string Pseudonyms::ofSetCookie(std::string_view value) {
    const std::size_t end = std::min(value.find(';'), value.size());
    return ofCookies(value.substr(0, end)) + std::string(value.substr(end));
}

std::string Pseudonyms::ofCredentials(std::string_view value) {
    const std::size_t end = value.find(' ');
    if (end == std::string_view::npos)
        return of(value);
    return std::string(value.substr(0, end)) + of(value.substr(end));
}

std::string Pseudonyms::ofUrl(std::string_view text) {
    const url::UrlView url = url::parseUrl(text);
    const auto opaque = {std::string_view("data"), std::string_view("javascript")};
    for (const std::string_view scheme : opaque) {
        if (url.kind != url::UrlView::Kind::Relative && url.scheme.size() == scheme.size() &&
            std::equal(scheme.begin(), scheme.end(), url.scheme.begin(),
                       [](char a, char b) { return a == (b | 0x20); }))
            return std::string(scheme) + ":";
    }
    std::string out(text.substr(0, text.find('#')));
    if (const std::size_t question = out.find('?'); question != std::string::npos) {
        std::string query = out.substr(question + 1);
        out.resize(question + 1);
        std::string_view rest = query;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('&'), rest.size() - 1) + 1;
            const std::string_view pair = rest.substr(0, end);
            const std::size_t equals = pair.find('=');
            const std::size_t name = equals == std::string_view::npos ? 0 : equals + 1;
            out += std::string(pair.substr(0, name)) + of(pair.substr(name));
            rest.remove_prefix(end);
        }
    }
    if (!url.userinfo.empty()) {
        const auto begin = static_cast<std::size_t>(url.userinfo.data() - text.data());
        out.replace(begin, url.userinfo.size(), of(url.userinfo));
    }
    return out;
}

std::string Pseudonyms::ofAddress(std::string_view address) {
    if (address.empty())
        return {};
    const auto next = static_cast<std::uint32_t>(m_addresses.size() + 1);
    const std::uint32_t number = m_addresses.try_emplace(std::string(address), next).first->second;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "10.%u.%u.%u", number >> 16U & 0xffU,
                  number >> 8U & 0xffU, number & 0xffU);
    return text.data();
}

} // namespace etagere::readers
