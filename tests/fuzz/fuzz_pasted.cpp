// SPDX-License-Identifier: Apache-2.0
// A pasted head: whatever it is, its reading is bounded and makes a scenario, or says why not.
#include "core/scenario/playground.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace etagere::scenario;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size == 0)
        return 0;
    Experiment experiment;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const std::size_t half = data[0] < 128 ? size : size / 2;
    experiment.response = text.substr(1, half - 1);
    experiment.request = half < size ? text.substr(half) : std::string_view();
    const Pasted pasted = readPasted(experiment.response);
    if (pasted.fields.size() > mostPastedFields || pasted.unused.size() > mostPastedFields)
        std::abort();
    // The methods and times are ours, so that nothing but the paste could be wrong; and what was
    // pasted is always something that a document can hold.
    if (!readScenario(documentOf(experiment)))
        std::abort();
    if (commandLineOf(experiment).empty())
        std::abort();
    return 0;
}
