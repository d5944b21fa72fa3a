// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/cache/model.h"
#include "tests/fidelity/board.h"
#include "tests/fidelity/browser.h"
#include "tests/fidelity/compare.h"
#include "tests/fidelity/generator.h"
#include "tests/fidelity/minimise.h"
#include "tests/fidelity/model_player.h"
#include "tests/fidelity/recording.h"
#include "tests/fidelity/seeds.h"
#include "tests/fidelity/server.h"

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>
#include <set>

namespace {

using namespace etagere;
using namespace etagere::fidelity;

enum Exit : int { Agrees = 0, Disagrees = 1, WrongUsage = 2, BrowserFailed = 4, NotRun = 77 };

struct Options {
    std::string browser;
    std::string model;
    std::string seeds;
    std::string record;
    std::string replay;
    std::string again;
    std::string differences;
    std::string json;
    std::uint64_t list = 0;
    double require = 0;
    bool minimise = false;
};

/// A browser with the origin it plays against.
class Stage {
public:
    Stage(const std::string &browser, const std::filesystem::path &program)
        : m_server(m_board)
        , m_browser(browser, program, "http://127.0.0.1:" + std::to_string(m_server.port()) + "/") {
    }

    std::optional<std::vector<Outcome>> run(const std::vector<Sequence> &sequences) {
        return m_board.run(sequences);
    }

private:
    Board m_board;
    Server m_server;
    Browser m_browser;
};

std::vector<Sequence> sequencesOf(const std::vector<std::uint64_t> &seeds) {
    std::vector<Sequence> sequences;
    sequences.reserve(seeds.size());
    for (const std::uint64_t seed : seeds)
        sequences.push_back(sequenceOf(seed));
    return sequences;
}

/// What the browser does with the seeds; nothing when it failed.
std::optional<Recording> recorded(Stage &stage, const std::vector<std::uint64_t> &seeds) {
    const std::vector<Sequence> sequences = sequencesOf(seeds);
    auto outcomes = stage.run(sequences);
    if (!outcomes)
        return std::nullopt;
    Recording recording;
    for (std::size_t i = 0; i < sequences.size(); ++i)
        recording.outcomes[sequences[i].seed] = std::move((*outcomes)[i]);
    return recording;
}

Comparison compared(const Recording &recording, const std::vector<std::uint64_t> &seeds,
                    const cache::Model &model) {
    Comparison comparison;
    for (const std::uint64_t seed : seeds) {
        const auto found = recording.outcomes.find(seed);
        if (found == recording.outcomes.end())
            continue;
        Sequence sequence = sequenceOf(seed);
        Outcome outcome = playOnModel(sequence, model);
        comparison.add({std::move(sequence), found->second, std::move(outcome)});
    }
    return comparison;
}

/// A case of every group, made smaller; it stands for its group from then on.
void minimise(Comparison &comparison, const cache::Model &model, Stage &stage) {
    std::vector<Case> cases;
    for (auto &[kind, byRules] : comparison.groups) {
        for (auto &group : byRules)
            cases.push_back(group.second.front());
    }
    cases = minimised(std::move(cases), model, [&stage](const std::vector<Sequence> &sequences) {
        return stage.run(sequences);
    });
    std::size_t at = 0;
    for (auto &[kind, byRules] : comparison.groups) {
        for (auto &group : byRules)
            group.second.front() = std::move(cases[at++]);
    }
}

QJsonArray jsonOf(const std::string &kind,
                  const std::map<std::string, std::vector<Case>> &byRules) {
    QJsonArray groups;
    for (const auto &[rules, cases] : byRules) {
        QJsonArray seeds;
        for (const Case &one : cases)
            seeds.append(double(one.sequence.seed));
        groups.append(QJsonObject{
            {QStringLiteral("kind"), QString::fromStdString(kind)},
            {QStringLiteral("rules"), QString::fromStdString(rules)},
            {QStringLiteral("seeds"), seeds},
            {QStringLiteral("example"), QString::fromStdString(describe(cases.front()))}});
    }
    return groups;
}

QByteArray jsonOf(const Comparison &comparison, const Recording &recording,
                  const cache::Model &model) {
    QJsonArray groups;
    for (const auto &[kind, byRules] : comparison.groups) {
        const QJsonArray some = jsonOf(kind, byRules);
        for (const auto &group : some)
            groups.append(group);
    }
    const QJsonObject out{
        {QStringLiteral("schema"), QStringLiteral("etagere.fidelity-comparison/1")},
        {QStringLiteral("browser"), QString::fromStdString(recording.browser)},
        {QStringLiteral("model"),
         QString::fromLatin1(model.name.data(), qsizetype(model.name.size()))},
        {QStringLiteral("sequences"), double(comparison.sequences)},
        {QStringLiteral("sequences_agreeing"), double(comparison.agreeing)},
        {QStringLiteral("requests"), double(comparison.asks)},
        {QStringLiteral("requests_agreeing"), double(comparison.agreeingAsks)},
        {QStringLiteral("disagreements"), groups}};
    return QJsonDocument(out).toJson();
}

bool writeTo(const std::string &file, const std::string &text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    return out.flush().good();
}

/// How many sequences came out differently in two runs of the browser; each is printed.
std::size_t unstable(const Recording &now, const Recording &before) {
    std::size_t count = 0;
    for (const auto &[seed, outcome] : now.outcomes) {
        const auto found = before.outcomes.find(seed);
        if (found == before.outcomes.end() || found->second == outcome || outcome.late ||
            found->second.late)
            continue;
        ++count;
        // The earlier run stands where a model stands otherwise.
        std::cout << "came out differently (as \"model\": the recording):\n"
                  << describe(Case{sequenceOf(seed), outcome, found->second});
    }
    return count;
}

int report(const Options &options, const Recording &recording, Comparison comparison,
           std::optional<Stage> &stage) {
    const cache::Model &model = *cache::modelFrom(options.model);
    if (comparison.late > comparison.sequences) {
        std::cout << "skipped: the machine is too busy for " << comparison.late << " sequences\n";
        return NotRun;
    }
    if (options.minimise && stage)
        minimise(comparison, model, *stage);
    std::cout << recording.browser << " and the model " << model.name << ": "
              << summaryOf(comparison) << "\n";
    if (options.differences.empty())
        std::cout << describe(comparison);
    else if (!writeTo(options.differences, describe(comparison)))
        return WrongUsage;
    if (!options.json.empty() &&
        !writeTo(options.json, jsonOf(comparison, recording, model).toStdString()))
        return WrongUsage;
    return comparison.agreement() >= options.require ? Agrees : Disagrees;
}

/// The recording that was asked for, from the file or from the browser, of the asked seeds alone.
std::optional<Recording> obtained(const Options &options, std::optional<Stage> &stage,
                                  const std::vector<std::uint64_t> &asked) {
    auto recording = options.replay.empty() ? recorded(*stage, asked) : load(options.replay);
    if (!recording) {
        std::cerr << (options.replay.empty() ? "the browser gave no result\n"
                                             : "no recording of these sequences\n");
        return std::nullopt;
    }
    const std::set<std::uint64_t> wanted(asked.begin(), asked.end());
    std::erase_if(recording->outcomes,
                  [&](const auto &one) { return !wanted.contains(one.first); });
    for (auto &[seed, outcome] : recording->outcomes)
        settle(outcome, sequenceOf(seed));
    return recording;
}

/// Whether the browser did the same as in an earlier run.
int runAgain(const Options &options, const Recording &recording) {
    auto before = load(options.again);
    if (!before) {
        std::cerr << "no recording of these sequences: " << options.again << "\n";
        return WrongUsage;
    }
    for (auto &[seed, outcome] : before->outcomes)
        settle(outcome, sequenceOf(seed));
    const std::size_t count = unstable(recording, *before);
    std::cout << count << " of " << recording.outcomes.size() << " came out differently\n";
    return count == 0 ? Agrees : Disagrees;
}

int run(const Options &options, const std::vector<std::uint64_t> &asked) {
    std::optional<Stage> stage;
    std::string version;
    if (options.replay.empty() || options.minimise) {
        const auto program = programOf(options.browser);
        if (!program) {
            std::cout << "skipped: " << options.browser << " is not installed\n";
            return NotRun;
        }
        version = versionOf(*program);
        stage.emplace(options.browser, *program);
    }
    auto recording = obtained(options, stage, asked);
    if (!recording)
        return options.replay.empty() ? BrowserFailed : WrongUsage;
    if (options.replay.empty())
        recording->browser = version;
    if (!options.record.empty() && !save(*recording, options.record))
        return WrongUsage;
    if (!options.again.empty())
        return runAgain(options, *recording);
    if (options.model.empty())
        return Agrees;
    const cache::Model &model = *cache::modelFrom(options.model);
    return report(options, *recording, compared(*recording, asked, model), stage);
}

void declare(CLI::App &app, Options &options) {
    app.add_option("--browser", options.browser, "chromium or firefox")
        ->check(CLI::IsMember({"chromium", "firefox"}));
    app.add_option("--model", options.model,
                   "the model to compare with; none: only run the browser");
    app.add_option("--seeds", options.seeds, "1..2000, or 3,7,20..30")->default_val("1..60");
    app.add_option("--record", options.record, "save what the browser did");
    app.add_option("--replay", options.replay, "take what it did from such a file instead");
    app.add_option("--again", options.again, "run the browser and compare it with such a file");
    app.add_flag("--minimise", options.minimise,
                 "take away what a disagreement does not need (runs the browser)");
    app.add_option("--differences", options.differences,
                   "write the disagreements there, not to the output");
    app.add_option("--json", options.json, "write the comparison as JSON");
    app.add_option("--list", options.list, "print the sequence of a seed");
    app.add_option("--require", options.require, "percent of the requests that must agree");
}

} // namespace

int main(int argc, char **argv) {
    CLI::App app{
        "Runs generated exchange sequences in a real browser and in the browser models, and prints "
        "every disagreement."};
    Options options;
    declare(app, options);
    CLI11_PARSE(app, argc, argv);
    if (options.list != 0) {
        std::cout << describe(sequenceOf(options.list));
        return Agrees;
    }
    const auto seeds = readSeeds(options.seeds);
    if (!seeds || (options.browser.empty() && (options.replay.empty() || options.minimise)) ||
        (!options.model.empty() && cache::modelFrom(options.model) == nullptr)) {
        std::cerr << "needs --browser or --replay, a known --model, and seeds as 1..2000\n";
        return WrongUsage;
    }
    try {
        return run(options, *seeds);
    } catch (const std::exception &error) {
        std::cerr << error.what() << "\n";
        return BrowserFailed;
    }
}
