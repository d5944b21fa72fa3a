// SPDX-License-Identifier: Apache-2.0
#include "core/report/seconds.h"

namespace etagere::report {

std::string secondsText(Duration value) {
    constexpr std::int64_t second = 1'000'000;
    const bool negative = value < Duration::zero();
    const std::uint64_t micros = negative
                                     ? std::uint64_t{0} - static_cast<std::uint64_t>(value.count())
                                     : static_cast<std::uint64_t>(value.count());
    std::string written = (negative ? "-" : "") + std::to_string(micros / second);
    const std::string fraction = std::to_string(micros % second + second).substr(1);
    const std::size_t digits = fraction.find_last_not_of('0') + 1;
    return digits == 0 ? written : written + "." + fraction.substr(0, digits);
}

} // namespace etagere::report
