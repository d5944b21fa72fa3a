// SPDX-License-Identifier: Apache-2.0
#include "core/http/no_vary_search.h"

#include "core/http/text.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace etagere::http {

namespace {

/// A member of the dictionary: a boolean, or a list of strings (RFC 8941 §3.2).
struct Member {
    std::string key;
    bool isList = false;
    bool flag = true;
    std::vector<std::string> strings;
};

/// Reads as much of RFC 8941's dictionaries as this field may hold.
class DictionaryReader {
public:
    explicit DictionaryReader(std::string_view text) noexcept
        : m_text(text) {}

    /// None when it is no such dictionary.
    std::optional<std::vector<Member>> read() {
        std::vector<Member> members;
        skip(" ");
        while (m_at < m_text.size()) {
            auto member = readMember();
            if (!member)
                return std::nullopt;
            members.push_back(std::move(*member));
            skip(" \t");
            if (m_at == m_text.size())
                break;
            if (!take(','))
                return std::nullopt;
            skip(" \t");
            if (m_at == m_text.size())
                return std::nullopt;
        }
        return members;
    }

private:
    void skip(std::string_view blanks) noexcept {
        while (m_at < m_text.size() && blanks.find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
    }
    bool take(char c) noexcept {
        if (m_at == m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    std::optional<Member> readMember() {
        Member member;
        while (m_at < m_text.size() && isKeyChar(m_text[m_at]))
            member.key += m_text[m_at++];
        if (member.key.empty())
            return std::nullopt;
        if (!take('='))
            return member;
        if (take('?')) {
            member.flag = take('1');
            if (!member.flag && !take('0'))
                return std::nullopt;
            return member;
        }
        member.isList = true;
        return take('(') && readStrings(member.strings) ? std::optional(std::move(member))
                                                        : std::nullopt;
    }
    static bool isKeyChar(char c) noexcept {
        return (c >= 'a' && c <= 'z') || isDigit(c) || c == '_' || c == '-' || c == '.' || c == '*';
    }
    bool readStrings(std::vector<std::string> &strings) {
        for (;;) {
            skip(" ");
            if (take(')'))
                return true;
            if (!take('"'))
                return false;
            std::string &text = strings.emplace_back();
            while (m_at < m_text.size() && m_text[m_at] != '"') {
                if (m_text[m_at] == '\\')
                    ++m_at;
                if (m_at < m_text.size())
                    text += m_text[m_at++];
            }
            if (!take('"'))
                return false;
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

using Parameter = std::pair<std::string, std::string>;

int hexDigit(char c) noexcept {
    if (isDigit(c))
        return c - '0';
    const char lower = lowered(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// As forms are decoded (the WHATWG URL Standard §5.1).
std::string decoded(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
        if (low < 0) {
            bytes += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        bytes += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return bytes;
}

/// The parameters that count.
std::vector<Parameter> parametersOf(const NoVarySearch &rule, std::string_view query) {
    std::vector<Parameter> parameters;
    for (std::size_t begin = 0; begin < query.size();) {
        const std::size_t end = std::min(query.find('&', begin), query.size());
        const std::string_view member = query.substr(begin, end - begin);
        begin = end + 1;
        if (member.empty())
            continue;
        const std::size_t equals = std::min(member.find('='), member.size());
        std::string name = decoded(member.substr(0, equals));
        const bool named =
            std::find(rule.names.begin(), rule.names.end(), name) != rule.names.end();
        if (named == rule.allParams)
            parameters.emplace_back(std::move(name),
                                    decoded(member.substr(std::min(equals + 1, member.size()))));
    }
    if (rule.keyOrder)
        std::stable_sort(parameters.begin(), parameters.end(),
                         [](const Parameter &a, const Parameter &b) { return a.first < b.first; });
    return parameters;
}

} // namespace

NoVarySearch noVarySearchOf(Fields responseFields) {
    std::string value;
    for (const Field &field : responseFields) {
        if (field.known != FieldName::NoVarySearch)
            continue;
        if (!value.empty())
            value += ", ";
        value += field.value;
    }
    NoVarySearch rule;
    const auto members = DictionaryReader(trimmed(value)).read();
    if (!members)
        return rule;
    const Member *except = nullptr;
    const Member *params = nullptr;
    for (const Member &member : *members) {
        if (member.key == "key-order" && member.isList)
            return {};
        if (member.key == "key-order")
            rule.keyOrder = member.flag;
        else if (member.key == "params")
            params = &member;
        else if (member.key == "except")
            except = &member;
    }
    if (params != nullptr && params->isList)
        rule.names = params->strings;
    rule.allParams = params != nullptr && !params->isList && params->flag;
    if (except == nullptr)
        return rule;
    if (!except->isList || !rule.allParams)
        return {};
    rule.names = except->strings;
    return rule;
}

bool isSameSearch(const NoVarySearch &rule, std::string_view a, std::string_view b) {
    if (rule.variesAsUsual())
        return a == b;
    return parametersOf(rule, a) == parametersOf(rule, b);
}

} // namespace etagere::http
