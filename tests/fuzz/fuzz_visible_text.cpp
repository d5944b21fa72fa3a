// SPDX-License-Identifier: Apache-2.0
// Documents are read within their limits, the text is even and of whole characters, and reading it
// again changes nothing; differences are none between equal texts, and some between others. Input:
// a document, a zero byte, another.
#include "core/body/text_diff.h"
#include "core/body/utf8.h"
#include "core/body/visible_text.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace etagere;
using namespace etagere::body;

namespace {

void require(bool condition) {
    if (!condition)
        std::abort();
}

std::string textOf(std::string_view html) {
    TextLimits limits;
    limits.memory = Bytes{std::uint64_t{32} << 20U};
    limits.text = Bytes{4096};
    const auto read = visibleText(html, limits);
    if (!read)
        return {};
    const std::string &text = read->text;
    require(text.size() <= limits.text.count);
    require(text.find("  ") == std::string::npos && text.find("\n\n") == std::string::npos);
    require(text.empty() || (text.front() != ' ' && text.back() != '\n'));
    require(read->cut || evenText(text).text == text);
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const std::size_t end = std::min(bytes.find('\0'), bytes.size());
    const std::string before = textOf(bytes.substr(0, end));
    const std::string after = textOf(bytes.substr(std::min(end + 1, bytes.size())));
    const TextDiff diff = diffTexts(before, after, {8, 40});
    require(diff.empty() == (before == after));
    require(diff.lines.size() <= 8);
    require(diffTexts(before, before).empty());
    return 0;
}
