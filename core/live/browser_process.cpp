// SPDX-License-Identifier: Apache-2.0
#include "core/live/browser_process.h"

#include <QProcessEnvironment>
#include <QStandardPaths>

#include "core/live/process_group.h"

#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <thread>

namespace etagere::live {

namespace {

constexpr int commandsDescriptor = 3;
constexpr int answersDescriptor = 4;
constexpr std::size_t mostLines = 12;
constexpr std::size_t longestLine = 2000;

/// Waits for this program's end on its input: first comes the browser's group, then, in good order,
/// a second line. Without that line it does what this program no longer can.
constexpr const char *guardScript =
    "read -r group && read -r done && exit 0\n"
    "[ -n \"$group\" ] && kill -s KILL -- \"-$group\" 2>/dev/null\n"
    "for try in 1 2 3 4 5 6 7 8; do rm -rf -- \"$1\"; [ -e \"$1\" ] || break; sleep 1; done\n";

QString qt(const std::filesystem::path &path) { return QString::fromStdString(path.string()); }

/// Only what a browser needs: not, say, flags that would switch its sandbox off.
QProcessEnvironment environmentFor(const std::filesystem::path &folder, bool isOtherUser) {
    static constexpr std::array passedOn{"PATH",          "LANG",
                                         "LC_ALL",        "LC_CTYPE",
                                         "LANGUAGE",      "TZ",
                                         "DISPLAY",       "WAYLAND_DISPLAY",
                                         "XAUTHORITY",    "QT_QPA_PLATFORM",
                                         "QT_PLUGIN_PATH"};
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment made;
    for (const char *name : passedOn) {
        const QString key = QString::fromLatin1(name);
        if (own.contains(key))
            made.insert(key, own.value(key));
    }
    if (const QString runtime = QStringLiteral("XDG_RUNTIME_DIR"); !isOtherUser)
        made.insert(runtime, own.value(runtime));
    made.insert(QStringLiteral("HOME"), qt(folder));
    made.insert(QStringLiteral("TMPDIR"), qt(folder));
    return made;
}

/// What is done between fork and exec: nothing here may allocate.
struct ChildSetup {
    int commands = -1; ///< -1: none
    int answers = -1;
    bool isOtherUser = false;
    BrowserUser user{};
    bool endsWithParent = true;
    pid_t parent = 0;

    void operator()() const {
        constexpr int cannotSetUp = 126;
        ::setsid();
        ::umask(S_IRWXG | S_IRWXO);
        if (commands >= 0 &&
            (::dup2(commands, commandsDescriptor) < 0 || ::dup2(answers, answersDescriptor) < 0))
            ::_exit(cannotSetUp);
        if (isOtherUser &&
            (::setgroups(0, nullptr) != 0 || ::setgid(user.group) != 0 || ::setuid(user.user) != 0))
            ::_exit(cannotSetUp);
        if (!endsWithParent)
            return;
        // After setuid(), which takes it back. The parent may have gone before it was asked for.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent)
            ::_exit(cannotSetUp);
    }
};

ChildSetup setupFor(const std::optional<BrowserUser> &user) {
    ChildSetup setup;
    setup.isOtherUser = user.has_value();
    setup.user = user.value_or(BrowserUser{});
    setup.parent = ::getpid();
    return setup;
}

struct Pipe {
    Descriptor read;
    Descriptor write;
};

std::optional<Pipe> makePipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return std::nullopt;
    return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

/// The descriptors below the first that a child may use freely are taken, so that none that is
/// needed in the child to report a failure lies where the browser's pipe will be.
std::vector<Descriptor> occupyLowDescriptors() {
    std::vector<Descriptor> taken;
    while (true) {
        Descriptor next(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        if (!next.isOpen() || next.get() > answersDescriptor)
            return taken;
        taken.push_back(std::move(next));
    }
}

} // namespace

Result<std::filesystem::path, BrowserError> findProgram(const std::filesystem::path &given,
                                                        const std::vector<std::string> &names) {
    std::vector<std::string> tried = names;
    if (!given.empty())
        tried = {given.string()};
    std::string list;
    for (const std::string &name : tried) {
        const QString found = QStandardPaths::findExecutable(QString::fromStdString(name));
        if (!found.isEmpty())
            return std::filesystem::path(found.toStdString());
        list += (list.empty() ? "" : ", ") + name;
    }
    return Failure<BrowserError>({BrowserError::Kind::NotInstalled, list});
}

Result<std::unique_ptr<BrowserProcess>, BrowserError>
BrowserProcess::start(const ProcessOptions &options) {
    const auto user = chooseBrowserUser();
    if (!user)
        return Failure<BrowserError>(user.error());
    auto folder = BrowserFolder::create(*user);
    if (!folder)
        return Failure<BrowserError>(folder.error());
    for (const auto &[name, text] : options.files) {
        if (const auto written = folder->write(name, text); !written)
            return Failure<BrowserError>(written.error());
    }
    if (const auto given = folder->handOver(); !given)
        return Failure<BrowserError>(given.error());
    std::unique_ptr<BrowserProcess> process(
        new BrowserProcess(std::move(*folder), *user, options.patience));
    if (!process->startGuard())
        return Failure<BrowserError>({BrowserError::Kind::CannotStart, "/bin/sh"});
    if (const auto started = process->startBrowser(options); !started)
        return Failure<BrowserError>(started.error());
    return process;
}

BrowserProcess::BrowserProcess(BrowserFolder folder, std::optional<BrowserUser> user,
                               std::chrono::milliseconds patience)
    : m_folder(std::move(folder))
    , m_user(user)
    , m_patience(patience) {}

BrowserProcess::~BrowserProcess() { end(); }

bool BrowserProcess::startGuard() {
    ChildSetup setup = setupFor(m_user);
    setup.endsWithParent = false;
    m_guard.setChildProcessModifier(setup);
    m_guard.setWorkingDirectory(QStringLiteral("/"));
    m_guard.setStandardOutputFile(QProcess::nullDevice());
    m_guard.setStandardErrorFile(QProcess::nullDevice());
    m_guard.start(QStringLiteral("/bin/sh"),
                  {QStringLiteral("-c"), QString::fromLatin1(guardScript),
                   QStringLiteral("etagere-guard"), qt(m_folder.path())});
    return m_guard.waitForStarted();
}

Result<void, BrowserError> BrowserProcess::startBrowser(const ProcessOptions &options) {
    const std::vector<Descriptor> low = occupyLowDescriptors();
    ChildSetup setup = setupFor(m_user);
    std::optional<Pipe> commands;
    std::optional<Pipe> answers;
    if (options.hasPipe) {
        commands = makePipe();
        answers = makePipe();
        if (!commands || !answers)
            return Failure<BrowserError>({BrowserError::Kind::CannotStart, "pipe"});
        setup.commands = commands->read.get();
        setup.answers = answers->write.get();
        m_pipe =
            std::make_unique<PipeTransport>(std::move(answers->read), std::move(commands->write));
    }
    QStringList arguments;
    for (const std::string &argument : options.arguments)
        arguments.append(
            QString::fromStdString(argument).replace(QStringLiteral("%F"), qt(m_folder.path())));
    m_browser.setChildProcessModifier(setup);
    m_browser.setProcessChannelMode(QProcess::MergedChannels);
    m_browser.setStandardInputFile(QProcess::nullDevice());
    m_browser.setProcessEnvironment(environmentFor(m_folder.path(), m_user.has_value()));
    m_browser.setWorkingDirectory(qt(m_folder.path()));
    QObject::connect(&m_browser, &QProcess::readyReadStandardOutput, &m_browser,
                     [this] { readLines(); });
    QObject::connect(&m_browser, &QProcess::finished, &m_browser, [this] {
        readLines();
        if (m_onEnded)
            m_onEnded();
    });
    m_browser.start(qt(options.program), arguments);
    if (!m_browser.waitForStarted())
        return Failure<BrowserError>(
            {BrowserError::Kind::CannotStart, m_browser.errorString().toStdString()});
    m_id = m_browser.processId();
    m_guard.write(QByteArray::number(m_id) + '\n');
    m_guard.waitForBytesWritten();
    return {};
}

void BrowserProcess::readLines() {
    m_unfinishedLine += m_browser.readAllStandardOutput().toStdString();
    std::size_t begin = 0;
    std::vector<std::string> lines;
    for (std::size_t end = m_unfinishedLine.find('\n'); end != std::string::npos;
         end = m_unfinishedLine.find('\n', begin)) {
        lines.push_back(m_unfinishedLine.substr(begin, std::min(end - begin, longestLine)));
        begin = end + 1;
    }
    m_unfinishedLine.erase(0, begin);
    m_unfinishedLine.resize(std::min(m_unfinishedLine.size(), longestLine));
    for (const std::string &line : lines) {
        m_lines.push_back(line);
        if (m_lines.size() > mostLines)
            m_lines.pop_front();
    }
    for (const std::string &line : lines) {
        if (m_onLine)
            m_onLine(line);
    }
}

std::string BrowserProcess::lastWords() {
    // What it wrote before it ended may still be in the pipe.
    constexpr int untilItEnded = 500;
    if (m_browser.state() != QProcess::NotRunning)
        m_browser.waitForFinished(untilItEnded);
    readLines();
    std::string words;
    for (const std::string &line : m_lines)
        words += line + '\n';
    return words + m_unfinishedLine;
}

void BrowserProcess::end() {
    m_browser.disconnect(&m_browser);
    m_pipe.reset();
    if (m_id > 0) {
        if (m_browser.state() != QProcess::NotRunning && m_patience.count() > 0)
            m_browser.waitForFinished(static_cast<int>(m_patience.count()));
        ::kill(static_cast<pid_t>(-m_id), SIGKILL);
        m_browser.waitForFinished();
        // Its children are the system's now; what still runs of them may be writing.
        constexpr int tries = 100;
        for (int count = 0; count < tries && isGroupAlive(static_cast<pid_t>(m_id)); ++count)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    m_folder.remove();
    if (m_guard.state() == QProcess::NotRunning)
        return;
    m_guard.write(m_id > 0 ? "done\n" : "\ndone\n");
    m_guard.closeWriteChannel();
    m_guard.waitForFinished();
}

} // namespace etagere::live
