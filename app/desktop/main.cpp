// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QCommandLineParser>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>
#include <QtCore/QTextStream>
#include <QtGui/QIcon>
#include <QtWidgets/QApplication>

#include "core/report/version.h"
#include "ui/browser/engine.h"
#include "ui/window/english_plurals.h"
#include "ui/window/main_window.h"
#include "ui/window/preferences.h"
#include "ui/window/theme.h"

#include <array>
#include <cstdio>
#include <optional>

namespace {

constexpr int fine = 0;
constexpr int wrongUsage = 2;

/// Where the texts of the command line are translated.
struct Usage {
    Q_DECLARE_TR_FUNCTIONS(etagere::Desktop)
};

/// What the toolkit takes from the command line before we see it; each has a value.
constexpr std::array toolkitOptions{
    "platform", "platformpluginpath", "platformtheme",  "plugin", "style", "stylesheet",
    "display",  "geometry",           "qwindowgeometry"};

void print(std::FILE *where, const QString &text) { QTextStream(where) << text << '\n'; }

struct Asked {
    QStringList files{};
    QString lesson{};          ///< id or number, or a scenario's file
    std::optional<int> exit{}; ///< set: all is said
};

Asked read(const QStringList &arguments) {
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.setApplicationDescription(
        Usage::tr("Shows what browsers' caches keep, and what servers learn from it."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  Usage::tr("Print this and exit."));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")},
                                     Usage::tr("Print the version and exit."));
    const QCommandLineOption lesson(
        QStringLiteral("lesson"),
        Usage::tr("Open the lab with a lesson, by its id or number, or with a scenario file."),
        QStringLiteral("ID"));
    parser.addOptions({help, version, lesson});
    parser.addPositionalArgument(QStringLiteral("FILE"),
                                 Usage::tr("HAR files or a capture to open."),
                                 QStringLiteral("[FILE...]"));
    for (const char *name : toolkitOptions) {
        QCommandLineOption option(QString::fromLatin1(name), {}, QStringLiteral("value"));
        option.setFlags(QCommandLineOption::HiddenFromHelp);
        parser.addOption(option);
    }
    if (!parser.parse(arguments)) {
        print(stderr, QStringLiteral("etagere-desktop: ") + parser.errorText());
        print(stderr, Usage::tr("etagere-desktop --help tells how it is used."));
        return {{}, {}, wrongUsage};
    }
    if (parser.isSet(help)) {
        print(stdout, parser.helpText().trimmed());
        return {{}, {}, fine};
    }
    if (parser.isSet(version)) {
        print(stdout, QStringLiteral("etagere-desktop ") + QCoreApplication::applicationVersion());
        return {{}, {}, fine};
    }
    return {parser.positionalArguments(), parser.value(lesson), std::nullopt};
}

/// Without a display the toolkit would end the program with a heap of words.
bool hasDisplay(const QStringList &arguments) {
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (qEnvironmentVariableIsSet(name))
            return true;
    }
    return arguments.contains(QStringLiteral("-platform")) ||
           arguments.contains(QStringLiteral("--platform"));
}

/// What is wrong is said before there is a window, and needs none.
Asked readFirst(int argc, char **argv) {
    const QCoreApplication plain(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    Asked asked = read(arguments);
    if (!asked.exit && !hasDisplay(arguments)) {
        print(stderr, QStringLiteral("etagere-desktop: ") +
                          Usage::tr("There is no display here. On a terminal, use etagere."));
        asked.exit = wrongUsage;
    }
    return asked;
}

} // namespace

int main(int argc, char **argv) {
    QCoreApplication::setOrganizationName(QStringLiteral("etagere"));
    QCoreApplication::setApplicationName(QStringLiteral("desktop"));
    const std::string_view version = etagere::report::toolVersion();
    QCoreApplication::setApplicationVersion(
        QString::fromLatin1(version.data(), static_cast<qsizetype>(version.size())));
    const Asked asked = readFirst(argc, argv);
    if (asked.exit)
        return *asked.exit;

    // What is said to the web engine must be said before there is an application; it starts when
    // somebody browses.
    (void)etagere::ui::prepareEngine({etagere::ui::loadPreferences().partitionedCache, {}});
    const QApplication application(argc, argv);
    etagere::ui::EnglishPlurals plurals;
    QCoreApplication::installTranslator(&plurals);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Etagere"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.etagere.Etagere"));
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/etagere.svg")));
    etagere::ui::applyTheme(etagere::ui::loadPreferences().theme);
    etagere::ui::MainWindow window;
    window.show();
    QStringList files;
    for (const QString &file : asked.files)
        files.append(QFileInfo(file).absoluteFilePath());
    window.openFiles(files);
    if (!asked.lesson.isEmpty())
        window.openLab(asked.lesson);
    return QApplication::exec();
}
