// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/clock_axis.h"

#include <QtCore/QDateTime>
#include <QtCore/QRegularExpression>

#include "core/explain/numbers.h"
#include "ui/models/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace etagere::ui {

namespace {

using namespace std::chrono_literals;

constexpr int captureShare = 6'500; ///< of the positions; of a capture without length
constexpr int pointShare = 1'000;
/// After the end t = grain * (reach ^ u - 1), u from 0 to 1: even at first, then ever faster.
constexpr double grainSeconds = 10.0;
constexpr double lastSeconds = 2.0 * 365 * 86'400;
const double reach = lastSeconds / grainSeconds + 1.0;

double secondsOf(Duration length) { return static_cast<double>(length.count()) / 1e6; }

Duration durationOf(double seconds) {
    return Duration(static_cast<std::int64_t>(std::llround(seconds * 1e6)));
}

constexpr Duration leastFold = 60s;
constexpr std::size_t mostFolds = 12;
constexpr int foldShare = 700;       ///< of the positions, for one fold
constexpr int allFoldsShare = 2'000; ///< at most, for all of them

/// Where time stands idle: each stretch that is longer than a fifth of what the longer ones leave.
/// Gives the indexes of the times they begin at, ascending.
std::vector<std::size_t> foldsOf(const std::vector<Instant> &times) {
    const auto idle = [&](std::size_t i) { return times[i + 1] - times[i]; };
    std::vector<std::size_t> gaps(times.size() - 1);
    std::iota(gaps.begin(), gaps.end(), std::size_t{0});
    const auto few = gaps.begin() + static_cast<std::ptrdiff_t>(std::min(mostFolds, gaps.size()));
    std::partial_sort(gaps.begin(), few, gaps.end(),
                      [&](std::size_t a, std::size_t b) { return idle(a) > idle(b); });
    gaps.erase(few, gaps.end());
    Duration left = times.back() - times.front();
    const auto kept = std::find_if(gaps.begin(), gaps.end(), [&](std::size_t gap) {
        if (idle(gap) < leastFold || idle(gap) * 5 < left)
            return true;
        left -= idle(gap);
        return false;
    });
    gaps.erase(kept, gaps.end());
    std::sort(gaps.begin(), gaps.end());
    return gaps;
}

/// A little of the idle time stays with what came before it: there one sees what a visit left.
std::vector<ClockAxis::Piece> piecesOf(const std::vector<Instant> &times,
                                       const std::vector<std::size_t> &folds) {
    std::vector<ClockAxis::Piece> pieces;
    Instant begin = times.front();
    for (const std::size_t fold : folds) {
        const Duration busy = times[fold] - begin;
        const Duration rest =
            std::min((times[fold + 1] - times[fold]) / 4, std::max(busy / 5, Duration(2s)));
        pieces.push_back({begin, times[fold] + rest, 0, 0, false});
        pieces.push_back({times[fold] + rest, times[fold + 1], 0, 0, true});
        begin = times[fold + 1];
    }
    pieces.push_back({begin, times.back(), 0, 0, false});
    return pieces;
}

/// Gives the pieces their places from 0 to `whole`: folds a fixed one, the others by their length,
/// none less than a part of an even share.
void share(std::vector<ClockAxis::Piece> &pieces, int whole) {
    const auto folds = static_cast<int>(pieces.size() / 2);
    const int fold = folds > 0 ? std::min(foldShare, allFoldsShare / folds) : 0;
    const double even = 1.0 / (folds + 1);
    double length = 0;
    for (const ClockAxis::Piece &piece : pieces)
        length += piece.folded ? 0.0 : secondsOf(piece.end - piece.begin);
    const auto weight = [&](const ClockAxis::Piece &piece) {
        const double part = length > 0 ? secondsOf(piece.end - piece.begin) / length : even;
        return part + even / 2;
    };
    double at = 0;
    for (ClockAxis::Piece &piece : pieces) {
        piece.from = static_cast<int>(std::lround(at));
        // The weights of all sum up to one and a half.
        at += piece.folded ? fold : weight(piece) / 1.5 * (whole - folds * fold);
        piece.to = static_cast<int>(std::lround(at));
    }
    pieces.back().to = whole;
}

/// The next length of the row 1, 2, 5, 10 s, 30 s, 1 min ... that is not below.
Duration roundStep(Duration least) {
    static constexpr std::array<Duration, 27> steps{
        Duration(1ms),     Duration(2ms),     Duration(5ms),   Duration(10ms),  Duration(20ms),
        Duration(50ms),    Duration(100ms),   Duration(200ms), Duration(500ms), Duration(1s),
        Duration(2s),      Duration(5s),      Duration(10s),   Duration(30s),   Duration(1min),
        Duration(2min),    Duration(5min),    Duration(10min), Duration(30min), Duration(1h),
        Duration(2h),      Duration(6h),      Duration(12h),   Duration(24h),   Duration(48h),
        Duration(24h * 7), Duration(24h * 30)};
    const auto *found =
        std::find_if(steps.begin(), steps.end(), [least](Duration step) { return step >= least; });
    if (found != steps.end())
        return *found;
    return ((least / steps.back()) + 1) * steps.back();
}

struct Unit {
    QLatin1StringView name;
    Duration length;
};

std::optional<Duration> unitFrom(QStringView name) {
    static const std::array<Unit, 24> units{{
        {QLatin1StringView("ms"), 1ms},         {QLatin1StringView("s"), 1s},
        {QLatin1StringView("sec"), 1s},         {QLatin1StringView("second"), 1s},
        {QLatin1StringView("seconds"), 1s},     {QLatin1StringView("m"), 1min},
        {QLatin1StringView("min"), 1min},       {QLatin1StringView("minute"), 1min},
        {QLatin1StringView("minutes"), 1min},   {QLatin1StringView("h"), 1h},
        {QLatin1StringView("hour"), 1h},        {QLatin1StringView("hours"), 1h},
        {QLatin1StringView("d"), 24h},          {QLatin1StringView("day"), 24h},
        {QLatin1StringView("days"), 24h},       {QLatin1StringView("w"), 24h * 7},
        {QLatin1StringView("week"), 24h * 7},   {QLatin1StringView("weeks"), 24h * 7},
        {QLatin1StringView("month"), 24h * 30}, {QLatin1StringView("months"), 24h * 30},
        {QLatin1StringView("y"), 24h * 365},    {QLatin1StringView("a"), 24h * 365},
        {QLatin1StringView("year"), 24h * 365}, {QLatin1StringView("years"), 24h * 365},
    }};
    for (const Unit &unit : units) {
        if (name.compare(unit.name, Qt::CaseInsensitive) == 0)
            return unit.length;
    }
    return std::nullopt;
}

/// "1 h 20 min", every number with its unit; nothing for anything else.
std::optional<Duration> lengthFrom(const QString &typed) {
    static const QRegularExpression part(
        QStringLiteral(R"(\G\s*(\d{1,9}(?:[.,]\d{1,6})?)\s*([a-z]+))"),
        QRegularExpression::CaseInsensitiveOption);
    Duration sum{0};
    qsizetype at = 0;
    while (at < typed.size()) {
        const QRegularExpressionMatch match = part.match(typed, at);
        const std::optional<Duration> unit = unitFrom(match.capturedView(2));
        if (!match.hasMatch() || !unit)
            return std::nullopt;
        const double number =
            match.captured(1).replace(QLatin1Char(','), QLatin1Char('.')).toDouble();
        const double seconds = number * secondsOf(*unit);
        if (seconds > 1e11) // 3,000 years: no clock goes there, and sums stay within 64 bits
            return std::nullopt;
        sum += durationOf(seconds);
        at = match.capturedEnd();
    }
    return at > 0 ? std::optional(sum) : std::nullopt;
}

} // namespace

ClockAxis::ClockAxis(Instant begin, Instant end)
    : m_begin(begin)
    , m_end(std::max(begin, end))
    , m_divider(end > begin ? captureShare : pointShare)
    , m_pieces{{m_begin, m_end, 0, m_divider, false}} {}

ClockAxis::ClockAxis(const replay::Log &log)
    : ClockAxis(log.begin, log.end) {
    if (m_end - m_begin < leastFold)
        return;
    std::vector<Instant> times;
    times.reserve(log.rows.size() + 2);
    for (const replay::Row &row : log.rows)
        times.push_back(std::clamp(row.at, m_begin, m_end));
    times.push_back(m_begin);
    times.push_back(m_end);
    std::sort(times.begin(), times.end());
    m_pieces = piecesOf(times, foldsOf(times));
    share(m_pieces, m_divider);
}

int ClockAxis::positionOf(Instant at) const noexcept {
    if (at <= m_begin || m_pieces.empty())
        return 0;
    if (at <= m_end) {
        const auto piece = std::find_if(m_pieces.begin(), m_pieces.end() - 1,
                                        [at](const Piece &one) { return at <= one.end; });
        const double length = secondsOf(piece->end - piece->begin);
        const double part = length > 0 ? secondsOf(at - piece->begin) / length : 1.0;
        return piece->from + static_cast<int>(std::lround(part * (piece->to - piece->from)));
    }
    const double after = std::log(secondsOf(at - m_end) / grainSeconds + 1.0) / std::log(reach);
    return m_divider +
           static_cast<int>(std::lround(std::min(after, 1.0) * (positions - m_divider)));
}

Instant ClockAxis::instantAt(int position) const noexcept {
    position = std::clamp(position, 0, positions);
    if (position == m_divider || m_pieces.empty())
        return m_end;
    if (position < m_divider) {
        const auto piece = std::find_if(m_pieces.begin(), m_pieces.end() - 1,
                                        [position](const Piece &one) { return position < one.to; });
        const double part = static_cast<double>(position - piece->from) / (piece->to - piece->from);
        return piece->begin + std::chrono::floor<std::chrono::milliseconds>(
                                  durationOf(part * secondsOf(piece->end - piece->begin)));
    }
    const double part = static_cast<double>(position - m_divider) / (positions - m_divider);
    const double seconds = grainSeconds * (std::pow(reach, part) - 1.0);
    const Duration after = durationOf(seconds);
    // Nobody means a millisecond of next year: whole seconds as soon as they can be told apart.
    return seconds < 10.0 ? m_end + std::chrono::floor<std::chrono::milliseconds>(after)
                          : m_end + std::chrono::floor<std::chrono::seconds>(after);
}

std::vector<ClockAxis::Tick> ClockAxis::captureTicks(int most) const {
    std::vector<Tick> ticks;
    const Duration whole = m_end - m_begin;
    const auto nameOf = [](Duration at) {
        return at == Duration::zero() ? tr("0 s") : fromUtf8(explain::duration(at));
    };
    if (whole <= Duration::zero() || most < 1)
        return ticks;
    if (m_pieces.size() > 1) {
        for (const Piece &piece : m_pieces) {
            if (!piece.folded)
                ticks.push_back({piece.from, nameOf(piece.begin - m_begin)});
        }
        return ticks;
    }
    const Duration step = roundStep(std::max(whole / most, Duration(1ms)));
    for (Duration at{0}; at <= whole; at += step)
        ticks.push_back({positionOf(m_begin + at), nameOf(at)});
    return ticks;
}

std::vector<ClockAxis::Tick> ClockAxis::laterTicks() const {
    return {{positionOf(m_end + 1min), tr("1 min")},
            {positionOf(m_end + 1h), tr("1 h")},
            {positionOf(m_end + 24h), tr("1 d")},
            {positionOf(m_end + 24h * 30), tr("30 d")},
            {positionOf(m_end + 24h * 365), tr("1 y")}};
}

QString ClockAxis::placeOf(Instant at) const {
    if (at <= m_begin)
        return tr("At the beginning");
    if (at == m_end)
        return tr("At the end, %1 after the beginning")
            .arg(fromUtf8(explain::duration(at - m_begin)));
    if (at < m_end)
        return tr("%1 after the beginning").arg(fromUtf8(explain::duration(at - m_begin)));
    return tr("%1 after the end").arg(fromUtf8(explain::duration(at - m_end)));
}

std::optional<Instant> instantFrom(const QString &typed, Instant begin, Instant clock) {
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    const bool forward = text.startsWith(QLatin1Char('+'));
    // A hyphen, or the minus sign that word processors put in its place.
    const bool backward = text.startsWith(QLatin1Char('-')) || text.startsWith(QChar(0x2212));
    if (forward || backward) {
        const std::optional<Duration> length = lengthFrom(text.mid(1));
        if (!length)
            return std::nullopt;
        return forward ? clock + *length : clock - *length;
    }
    if (const std::optional<Duration> length = lengthFrom(text))
        return begin + *length;
    QDateTime date = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!date.isValid())
        return std::nullopt;
    if (date.timeSpec() == Qt::LocalTime)
        date.setTimeSpec(Qt::UTC);
    return Instant(std::chrono::milliseconds(date.toMSecsSinceEpoch()));
}

} // namespace etagere::ui
