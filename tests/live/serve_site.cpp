// SPDX-License-Identifier: Apache-2.0
// Serves the site of the browser tests until its input ends, for a look at it by hand and to record
// what a browser tells of it. Each line of input has the log so far printed, and emptied.
#include <QCoreApplication>
#include <QSocketNotifier>

#include "tests/live/site.h"

#include <cstdio>
#include <iostream>

int main(int argc, char **argv) {
    const QCoreApplication app(argc, argv);
    etagere::tests::Site site;
    if (!site.isOpen())
        return 4;
    std::printf("%u\n", unsigned{site.port()});
    std::fflush(stdout);
    QSocketNotifier input(fileno(stdin), QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &app, [&site] {
        std::string line;
        if (!std::getline(std::cin, line))
            return QCoreApplication::quit();
        for (const etagere::tests::WireRow &row : site.log())
            std::printf("%s %s|%s|%s|%u|%s\n", row.method.c_str(), row.url.c_str(),
                        row.ifNoneMatch.c_str(), row.ifModifiedSince.c_str(), unsigned{row.status},
                        row.cookie.c_str());
        std::printf(".\n");
        std::fflush(stdout);
        site.clearLog();
    });
    return QCoreApplication::exec();
}
