// SPDX-License-Identifier: Apache-2.0
#include "core/replay/trace_reader.h"

#include <algorithm>

namespace etagere::replay {

std::optional<TraceFormat> sniffTrace(std::string_view bytes) noexcept {
    constexpr std::size_t looked = 4096;
    if (EtagereTrace::resembles(bytes))
        return TraceFormat::Etagere;
    const std::string_view head = bytes.substr(0, looked);
    if (head.find('\0') == std::string_view::npos)
        return TraceFormat::Text;
    return OracleTrace::resembles(bytes) ? std::optional(TraceFormat::OracleGeneral) : std::nullopt;
}

Result<TraceReader, TraceError> TraceReader::open(std::string_view bytes,
                                                  const TraceReading &reading) {
    if (bytes.empty())
        return Failure<TraceError>(TraceError{TraceError::Kind::Empty});
    const auto format = reading.format ? reading.format : sniffTrace(bytes);
    if (!format)
        return Failure<TraceError>(TraceError{TraceError::Kind::UnknownFormat});
    if (*format == TraceFormat::OracleGeneral)
        return TraceReader(OracleTrace(bytes));
    if (*format == TraceFormat::Etagere) {
        auto trace = EtagereTrace::open(bytes);
        if (!trace)
            return Failure<TraceError>(trace.error());
        return TraceReader(*std::move(trace));
    }
    auto trace = TextTrace::open(bytes, reading.columns);
    if (!trace)
        return Failure<TraceError>(trace.error());
    return TraceReader(*std::move(trace));
}

std::span<const TraceRequest> TraceReader::read(std::span<TraceRequest> block) {
    const std::size_t filled =
        std::visit([&](auto &source) { return source.read(block, m_problems); }, m_source);
    keepInOrder(block.first(filled));
    return block.first(filled);
}

void TraceReader::keepInOrder(std::span<TraceRequest> block) {
    constexpr std::int64_t last = 200'000'000'000'000'000; // the year 8300, in microseconds
    for (TraceRequest &request : block) {
        ++m_read;
        if (request.time >= m_latest && request.time <= last) {
            m_latest = request.time;
            continue;
        }
        m_problems.add({TraceProblem::Kind::TimeGoesBack, TraceColumn::Time, m_read, 0});
        request.time = m_latest;
    }
}

TraceFormat TraceReader::format() const noexcept {
    return static_cast<TraceFormat>(m_source.index());
}

TraceColumns TraceReader::columns() const noexcept {
    return std::visit([](const auto &source) { return source.columns(); }, m_source);
}

const std::vector<std::string> &TraceReader::policies() const noexcept {
    static const std::vector<std::string> none;
    return std::visit(
        [](const auto &source) -> const std::vector<std::string> & {
            if constexpr (std::is_same_v<std::decay_t<decltype(source)>, OracleTrace>)
                return none;
            else
                return source.policies();
        },
        m_source);
}

std::uint64_t TraceReader::position() const noexcept {
    return std::visit([](const auto &source) { return source.position(); }, m_source);
}

} // namespace etagere::replay
