// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/board.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "tests/fidelity/text.h"

#include <chrono>

namespace etagere::fidelity {

namespace {

using std::chrono::milliseconds;

QString text(const std::string &bytes) {
    return QString::fromLatin1(bytes.data(), qsizetype(bytes.size()));
}

/// The next whole second that leaves time to send the work and begin.
Second nextStart() {
    const auto now = std::chrono::system_clock::now();
    return std::chrono::ceil<std::chrono::seconds>(now + milliseconds(20) - startPhase);
}

QJsonObject workJson(std::uint64_t id, const Sequence &sequence, const Instants &instants,
                     Second zero) {
    QJsonArray asks;
    for (std::size_t i = 0; i < sequence.asks.size(); ++i) {
        const Ask &ask = sequence.asks[i];
        QJsonArray lines;
        for (const Line &line : instants.rendered(ask.lines, i))
            lines.append(QJsonArray{text(line.name), text(line.value)});
        const std::string url =
            "/x/" + std::to_string(id) + (ask.target == Target::A ? "/a" : "/b") + ask.query;
        asks.append(QJsonObject{{QStringLiteral("at"), double(dueAt(sequence, i).count())},
                                {QStringLiteral("url"), text(url)},
                                {QStringLiteral("method"), text(ask.method)},
                                {QStringLiteral("mode"), text(ask.mode)},
                                {QStringLiteral("lines"), lines}});
    }
    const auto start = (zero + startPhase).time_since_epoch();
    return {
        {QStringLiteral("id"), double(id)},
        {QStringLiteral("start"), double(std::chrono::duration_cast<milliseconds>(start).count())},
        {QStringLiteral("settle"), mayRevalidateLater(sequence) ? 1000 : 40},
        {QStringLiteral("asks"), asks}};
}

void readSeen(Seen &seen, const QJsonObject &result, const Instants &instants) {
    seen.failed = result[QStringLiteral("failed")].toBool();
    seen.status = result[QStringLiteral("status")].toInt();
    seen.body = result[QStringLiteral("body")].toString().toLatin1().toStdString();
    const QJsonArray fields = result[QStringLiteral("fields")].toArray();
    for (const auto &field : fields) {
        std::string name = lowered(field[0].toString().toLatin1().toStdString());
        if (isCompared(name))
            seen.fields[std::move(name)] =
                instants.timeless(field[1].toString().toLatin1().toStdString());
    }
}

} // namespace

std::optional<std::vector<Outcome>> Board::run(const std::vector<Sequence> &sequences) {
    std::unique_lock lock(m_mutex);
    m_sequences = &sequences;
    m_outcomes.assign(sequences.size(), {});
    m_missing = sequences.size();
    m_playing = 0;
    for (std::size_t i = 0; i < sequences.size(); ++i)
        queue(i, 0);
    std::size_t before = m_missing;
    while (m_missing > 0) {
        if (m_progress.wait_for(lock, std::chrono::minutes(1)) == std::cv_status::timeout &&
            m_missing == before) {
            m_sequences = nullptr;
            m_waiting.clear();
            return std::nullopt;
        }
        before = m_missing;
    }
    m_sequences = nullptr;
    return std::move(m_outcomes);
}

void Board::queue(std::size_t place, int tries) {
    Work work;
    work.place = place;
    work.tries = tries;
    work.sequence = &(*m_sequences)[place];
    m_waiting.push_back(m_works.size());
    m_works.push_back(std::move(work));
}

QByteArray Board::nextWork() {
    const std::lock_guard lock(m_mutex);
    if (m_waiting.empty() || !mayPlay())
        return QByteArrayLiteral("{\"wait\":200}");
    ++m_playing;
    const std::uint64_t id = m_waiting.front();
    m_waiting.pop_front();
    Work &work = m_works[id];
    const Second zero = nextStart();
    work.instants = std::make_unique<Instants>(*work.sequence, zero);
    work.outcome.asks.resize(work.sequence->asks.size());
    return QJsonDocument(workJson(id, *work.sequence, *work.instants, zero))
        .toJson(QJsonDocument::Compact);
}

void Board::takeResult(const QByteArray &json) {
    const QJsonObject result = QJsonDocument::fromJson(json).object();
    const double id = result[QStringLiteral("id")].toDouble(-1);
    const std::lock_guard lock(m_mutex);
    if (id < 0 || id >= static_cast<double>(m_works.size()) || m_sequences == nullptr)
        return;
    Work &work = m_works[static_cast<std::size_t>(id)];
    if (work.done || !work.instants)
        return;
    const QJsonArray asks = result[QStringLiteral("asks")].toArray();
    for (std::size_t i = 0; i < work.outcome.asks.size() && qsizetype(i) < asks.size(); ++i) {
        const QJsonObject ask = asks[qsizetype(i)].toObject();
        readSeen(work.outcome.asks[i], ask, *work.instants);
        work.outcome.late |= ask[QStringLiteral("drift")].toDouble() >
                             static_cast<double>(tolerance(*work.sequence, i).count());
    }
    finish(work);
}

bool Board::mayPlay() const noexcept { return static_cast<double>(m_playing) < m_atOnce; }

void Board::finish(Work &work) {
    work.done = true;
    m_playing -= m_playing > 0 ? 1 : 0;
    m_atOnce = work.outcome.late ? std::max(leastAtOnce, m_atOnce * 0.9)
                                 : std::min(mostAtOnce, m_atOnce + 0.25);
    if (work.outcome.late && work.tries < maxTries) {
        queue(work.place, work.tries + 1);
    } else {
        settle(work.outcome, *work.sequence);
        m_outcomes[work.place] = std::move(work.outcome);
        --m_missing;
    }
    m_progress.notify_all();
}

std::optional<Outgoing> Board::answer(std::uint64_t work, const Incoming &request) {
    const std::lock_guard lock(m_mutex);
    if (work >= m_works.size() || m_works[work].done || m_sequences == nullptr)
        return std::nullopt;
    Work &known = m_works[work];
    if (!known.instants || request.index >= known.outcome.asks.size())
        return std::nullopt;
    Outgoing out = answerTo(*known.sequence, *known.instants, request);
    addArrival(known.outcome.asks[request.index], arrivalOf(request, out, *known.instants));
    return out;
}

} // namespace etagere::fidelity
