// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QFile>

#include "core/session/workspace_state.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

namespace etagere::session {

namespace {

/// The longest beginning of whole characters that a note may have.
void cutNote(std::string &note) {
    if (note.size() <= maxNoteBytes)
        return;
    std::size_t end = maxNoteBytes;
    while (end > 0 && (static_cast<unsigned char>(note[end]) & 0xc0U) == 0x80)
        --end;
    note.resize(end);
}

QString pathFrom(const std::string &path) {
    return QFile::decodeName(QByteArray::fromStdString(path));
}

} // namespace

void Gauge::set(const Reading &now) {
    const std::lock_guard lock(m_mutex);
    const bool goesOn = now.stage == m_reading.stage && now.total == m_reading.total;
    if (!goesOn || now.done > m_reading.done)
        m_reading = now;
}

Gauge::Reading Gauge::get() const {
    const std::lock_guard lock(m_mutex);
    return m_reading;
}

Progress Watch::progress(Stage stage) const {
    return Progress([listener = listener, stage](std::uint64_t done, std::uint64_t total) {
        listener(stage, done, total);
    });
}

Workspace::State::State(Workspace &owner)
    : q(owner) {
    QObject::connect(&reading.job, &Job::finished, &q,
                     [this] { readMore(std::exchange(addLater, {})); });
    QObject::connect(&writing.job, &Job::finished, &q, [this] { writeNext(); });
    for (Worker *worker : {&reading, &replaying, &judging, &writing}) {
        QObject::connect(&worker->job, &Job::progressed, &q, [this, worker] {
            const Gauge::Reading now = worker->gauge->get();
            Q_EMIT q.progressed(now.stage, now.done, now.total);
        });
        QObject::connect(&worker->job, &Job::finished, &q, [this] { noteBusy(); });
    }
    constexpr int pause = 1000;
    recoveryTimer.setSingleShot(true);
    recoveryTimer.setInterval(pause);
    QObject::connect(&recoveryTimer, &QTimer::timeout, &q, [this] { keepRecovery(); });
}

Workspace::State::~State() {
    for (Worker *worker : {&reading, &replaying, &judging, &writing})
        worker->job.abandon(); // all at once, before each is waited for
    finishRecovery();
}

Instant Workspace::State::clock() const noexcept {
    constexpr std::chrono::years most{100};
    if (!log)
        return edits.clock.value_or(Instant{});
    const Instant latest = log->begin + std::chrono::duration_cast<Duration>(most);
    return std::clamp(edits.clock.value_or(log->end), log->begin, latest);
}

void Workspace::State::noteModified() {
    const bool now = traffic && (unsavedInputs || !sameWork(edits, savedEdits));
    if (std::exchange(modified, now) != now)
        Q_EMIT q.titleChanged();
}

void Workspace::State::edited() {
    noteModified();
    touchRecovery();
}

void Workspace::State::noteBusy() {
    const bool now = reading.job.isRunning() || replaying.job.isRunning() ||
                     judging.job.isRunning() || writing.job.isRunning();
    if (std::exchange(busy, now) != now)
        Q_EMIT q.busyChanged();
}

Workspace::Workspace(QObject *parent)
    : QObject(parent)
    , m_state(std::make_unique<State>(*this)) {}

Workspace::~Workspace() = default;

std::shared_ptr<const traffic::Traffic> Workspace::traffic() const noexcept {
    return m_state->traffic;
}
std::shared_ptr<const replay::Log> Workspace::log() const noexcept { return m_state->log; }
std::shared_ptr<const audit::Report> Workspace::report() const noexcept { return m_state->report; }
std::shared_ptr<const std::vector<std::uint8_t>> Workspace::grades() const noexcept {
    return m_state->grades;
}
const std::vector<audit::Input> &Workspace::inputs() const noexcept { return m_state->inputs; }
bool Workspace::isEmpty() const noexcept { return !m_state->traffic; }

void Workspace::open(std::vector<InputFile> files) {
    m_state->addLater.clear();
    m_state->read({std::move(files), 0, {}, {}});
}

void Workspace::add(std::vector<InputFile> files) {
    auto &later = m_state->addLater;
    later.insert(later.end(), files.begin(), files.end());
    if (!m_state->reading.job.isRunning())
        m_state->readMore(std::exchange(later, {}));
}

void Workspace::close() { m_state->close(); }
void Workspace::cancel() { m_state->cancel(); }
void Workspace::save(const QString &path) { m_state->save(QFile::encodeName(path).toStdString()); }
void Workspace::exportReport(const QString &path, ReportFormat format, bool redacted) {
    m_state->exportReport(QFile::encodeName(path).toStdString(), format, redacted);
}

QString Workspace::path() const { return pathFrom(m_state->document); }

QString Workspace::title() const {
    std::string named = m_state->document;
    if (named.empty() && !m_state->files.empty())
        named = m_state->files.front().path;
    return pathFrom(std::filesystem::path(named).filename().string());
}

bool Workspace::isModified() const noexcept { return m_state->modified; }
Instant Workspace::clock() const noexcept { return m_state->clock(); }

void Workspace::setClock(Instant at) {
    const Instant before = m_state->clock();
    m_state->edits.clock = at;
    if (m_state->clock() == before)
        return;
    m_state->touchRecovery();
    Q_EMIT clockChanged();
}

const std::vector<replay::Flush> &Workspace::flushes() const noexcept {
    return m_state->edits.flushes;
}

void Workspace::setFlushes(std::vector<replay::Flush> flushes) {
    if (flushes.size() > maxFlushes)
        flushes.resize(maxFlushes);
    if (!m_state->traffic || flushes == m_state->edits.flushes)
        return;
    m_state->edits.flushes = std::move(flushes);
    m_state->edited();
    Q_EMIT flushesChanged();
    m_state->replay();
}

const std::map<traffic::ExchangeId, std::string> &Workspace::notes() const noexcept {
    return m_state->edits.notes;
}

void Workspace::setNote(traffic::ExchangeId exchange, std::string note) {
    const auto &traffic = m_state->traffic;
    if (!traffic || !exchange.isValid() || exchange.index() >= traffic->exchangeCount())
        return;
    cutNote(note);
    auto &notes = m_state->edits.notes;
    const auto known = notes.find(exchange);
    if (known == notes.end() ? note.empty() : known->second == note)
        return;
    if (note.empty())
        notes.erase(known);
    else
        notes.insert_or_assign(exchange, std::move(note));
    m_state->edited();
    Q_EMIT notesChanged(exchange);
}

QString Workspace::filter() const { return m_state->edits.filter; }

void Workspace::setFilter(const QString &filter) {
    const QString kept = filter.left(maxFilterLength);
    if (kept == m_state->edits.filter)
        return;
    m_state->edits.filter = kept;
    m_state->edited();
    Q_EMIT filterChanged();
}

void Workspace::setRecoveryFile(const QString &path) {
    m_state->recoveryFile = QFile::encodeName(path).toStdString();
}

std::vector<InputFile> Workspace::recoverable() const { return m_state->storedRecovery().inputs; }

void Workspace::recover() {
    Recovery recovery = m_state->storedRecovery();
    if (!recovery.inputs.empty()) {
        std::vector<InputFile> files = recovery.inputs;
        m_state->read({std::move(files), 0, std::move(recovery), {}});
    }
}

bool Workspace::isBusy() const noexcept { return m_state->busy; }

} // namespace etagere::session
