// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QCommandLineParser>
#include <QtCore/QTextStream>
#include <QtWidgets/QApplication>

#include "app/browser/descriptor_transport.h"
#include "ui/browser/devtools_host.h"
#include "ui/browser/engine.h"

#include <csignal>
#include <cstdio>
#include <optional>

namespace {

constexpr int fine = 0;
constexpr int wrongUsage = 2;
constexpr int descriptorIn = 3;
constexpr int descriptorOut = 4;

/// Where the texts of the command line are translated.
struct Usage {
    Q_DECLARE_TR_FUNCTIONS(etagere::Browser)
};

void print(std::FILE *where, const QString &text) { QTextStream(where) << text << '\n'; }

int complain(const QString &text) {
    print(stderr, QStringLiteral("etagere-browser: ") + text);
    return wrongUsage;
}

QString help() {
    return Usage::tr(
        "Usage: etagere-browser [--partitioned|--unpartitioned] [--display] [--resolve RULES]\n\n"
        "Etagere's browser without a window, driven by another program: DevTools messages come in\n"
        "on descriptor 3 and go out on descriptor 4, each ended by a NUL. It ends with its "
        "pipe.\n\n"
        "  --partitioned    Keep the caches of different sites apart, as today's browsers do "
        "(the default).\n"
        "  --unpartitioned  One cache for all sites, as browsers had until 2020.\n"
        "  --display        Show the pages.\n"
        "  --resolve RULES  Where names lead, for tests: \"MAP *.test 127.0.0.1\".\n"
        "  -h, --help       Print this and exit.\n"
        "  -v, --version    Print the version and exit.");
}

struct Asked {
    etagere::ui::EngineOptions engine;
    bool showsPages = false;
    std::optional<int> exit; ///< set: all is said
};

Asked read(const QStringList &arguments) {
    const QCommandLineOption helpOption(QStringList{QStringLiteral("h"), QStringLiteral("help")});
    const QCommandLineOption version(QStringList{QStringLiteral("v"), QStringLiteral("version")});
    const QCommandLineOption partitioned(QStringLiteral("partitioned"));
    const QCommandLineOption unpartitioned(QStringLiteral("unpartitioned"));
    const QCommandLineOption display(QStringLiteral("display"));
    const QCommandLineOption resolve(QStringLiteral("resolve"), {}, QStringLiteral("RULES"));
    QCommandLineParser parser;
    parser.addOptions({helpOption, version, partitioned, unpartitioned, display, resolve});
    const bool isRead = parser.parse(arguments);
    if (!isRead || !parser.positionalArguments().isEmpty() ||
        (parser.isSet(partitioned) && parser.isSet(unpartitioned)))
        return {{}, false, complain(isRead ? help() : parser.errorText())};
    if (parser.isSet(helpOption) || parser.isSet(version)) {
        print(stdout, parser.isSet(helpOption)
                          ? help()
                          : QStringLiteral("etagere-browser " ETAGERE_VERSION));
        return {{}, false, fine};
    }
    return {
        {!parser.isSet(unpartitioned), parser.value(resolve)}, parser.isSet(display), std::nullopt};
}

/// Joins the two ends until one of them is gone.
int serve(const Asked &asked) {
    etagere::ui::DevToolsHost host({asked.engine.isCachePartitioned, true});
    etagere::DescriptorTransport client(descriptorIn, descriptorOut);
    const auto leave = [](const etagere::live::TransportEnd &) {
        QMetaObject::invokeMethod(QCoreApplication::instance(), &QCoreApplication::quit,
                                  Qt::QueuedConnection);
    };
    client.listen([&host](std::string_view json) { host.send(json); }, leave);
    host.listen([&client](std::string_view json) { client.send(json); }, leave);
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv) {
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const Asked asked = read(arguments);
    if (asked.exit)
        return *asked.exit;
    if (etagere::ui::prepareEngine(asked.engine) == etagere::ui::EngineProblem::Root)
        return complain(Usage::tr("root must not run a browser: its sandbox would not hold. Start "
                                  "it as another user."));
    if (!etagere::isOpen(descriptorIn) || !etagere::isOpen(descriptorOut))
        return complain(Usage::tr("this program is started by etagere, with a pipe on descriptors "
                                  "3 and 4."));
    // A client that went is noticed where it is written to.
    std::signal(SIGPIPE, SIG_IGN);
    if (!asked.showsPages)
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    return serve(asked);
}
