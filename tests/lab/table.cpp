// SPDX-License-Identifier: Apache-2.0
#include "tests/lab/table.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace etagere::tests {

namespace {

constexpr unsigned accusing = 3; ///< from this grade on a tag is called an identifier

std::string line(const std::vector<std::string> &cells) {
    std::string text = "|";
    for (const std::string &cell : cells)
        text += " " + cell + " |";
    return text + "\n";
}

std::string rule(std::size_t columns) {
    std::string text = "|";
    for (std::size_t i = 0; i < columns; ++i)
        text += "---|";
    return text + "\n";
}

std::string gradeOf(int probed) { return probed < 0 ? "-" : std::to_string(probed); }

std::string honestTable(const std::vector<RowResult> &results) {
    std::vector<std::string> head{"generator"};
    for (std::size_t i = 0; i < static_cast<std::size_t>(Topology::Count); ++i)
        head.emplace_back(nameOf(static_cast<Topology>(i)));
    head.emplace_back("12 nodes, probed");
    std::string text = line(head) + rule(head.size());
    std::string probed;
    std::vector<std::string> cells;
    for (const RowResult &result : results) {
        const auto column = std::find(head.begin() + 1, head.end(), result.row->column);
        if (result.row->tracks || column == head.end())
            continue;
        if (cells.empty())
            cells.push_back(result.row->group);
        cells.push_back(std::to_string(result.grade));
        if (result.row->probed)
            probed = gradeOf(result.probedGrade);
        if (cells.size() + 1 == head.size()) {
            cells.push_back(probed);
            text += line(cells);
            cells.clear();
        }
    }
    return text;
}

std::string dynamicTable(const std::vector<RowResult> &results, bool limits) {
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Topology::Count); ++i)
        columns.emplace_back(nameOf(static_cast<Topology>(i)));
    std::string text = line({"generator", "what varies", "grade", "with probes"}) + rule(4);
    for (const RowResult &result : results) {
        const bool isPlain =
            std::find(columns.begin(), columns.end(), result.row->column) != columns.end();
        if (!result.row->tracks && !isPlain && result.row->limit == limits)
            text += line({result.row->group, result.row->column, std::to_string(result.grade),
                          gradeOf(result.probedGrade)});
    }
    return text;
}

std::string markOf(bool accuses) { return accuses ? "yes" : "-"; }

std::string trackerTable(const std::vector<RowResult> &results) {
    std::vector<std::string> head{"tracker", "least that the exchanges allow", "grade",
                                  "with probes"};
    for (std::size_t i = 0; i < static_cast<std::size_t>(Published::Count); ++i)
        head.emplace_back(nameOf(static_cast<Published>(i)));
    std::string text = line(head) + rule(head.size());
    for (const RowResult &result : results) {
        if (!result.row->tracks)
            continue;
        std::vector<std::string> cells{result.row->group,
                                       std::to_string(result.row->expected.least),
                                       std::to_string(result.grade), gradeOf(result.probedGrade)};
        for (const bool accuses : result.published)
            cells.push_back(markOf(accuses));
        text += line(cells);
    }
    return text;
}

struct Score {
    std::string name;
    unsigned trackers = 0;
    unsigned caught = 0;
    unsigned honest = 0;
    unsigned accused = 0; ///< of the honest ones

    void count(bool tracks, bool accuses) {
        ++(tracks ? trackers : honest);
        if (accuses)
            ++(tracks ? caught : accused);
    }
};

std::string share(unsigned part, unsigned whole) {
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.2f",
                  whole == 0 ? 0.0 : double(part) / double(whole));
    return buffer.data();
}

std::vector<Score> scoresOf(const std::vector<RowResult> &results) {
    std::vector<Score> scores{{"Étagère, exchanges alone"}, {"Étagère, with probes"}};
    const std::size_t own = scores.size();
    for (std::size_t i = 0; i < static_cast<std::size_t>(Published::Count); ++i)
        scores.push_back({std::string(nameOf(static_cast<Published>(i)))});
    for (const RowResult &result : results) {
        const bool tracks = result.row->tracks;
        if (result.row->limit)
            continue;
        scores[0].count(tracks, result.grade >= accusing);
        if (result.row->probed)
            scores[1].count(tracks, result.probedGrade >= static_cast<int>(accusing));
        for (std::size_t i = own; i < scores.size(); ++i)
            scores[i].count(tracks, result.published[i - own]);
    }
    return scores;
}

std::string scoreTable(const std::vector<RowResult> &results) {
    std::string text =
        line({"rule", "trackers caught", "honest origins accused", "precision", "recall"}) +
        rule(5);
    for (const Score &score : scoresOf(results))
        text += line({score.name,
                      std::to_string(score.caught) + " of " + std::to_string(score.trackers),
                      std::to_string(score.accused) + " of " + std::to_string(score.honest),
                      share(score.caught, score.caught + score.accused),
                      share(score.caught, score.trackers)});
    return text;
}

} // namespace

std::string matrixPage(const std::vector<RowResult> &results) {
    return R"(# Honest servers and trackers under one judge

Every origin below is a model of the lab, served over HTTP on loopback and visited by 30 visitors: twice each, trackers
three times, the third time after the cookies were cleared. Visitors send back what their caches hold. A grade is that of
the worst finding about the origin; where a column says so, probes asked it as well, over connections of their own.
`ctest -R lab.matrix` makes all of this anew and fails when this page is not what it yields; with the environment variable
`ETAGERE_MATRIX=resources/evidence/matrix.md` it writes the page.
Chance (balancing, visits, visitors' numbers) comes from one seed; with `ETAGERE_SEED=1` to `12` no row fails either.

Grades: 0 explained, 1 unexplained, 2 varies, 3 identifier-capable, 4 visitor recognition, 5 respawn proven.

## Against the published rules

Accused is who gets grade 3 or more. The published rules look at one visitor's exchanges, R1 and R3 at two fetches of
their own. Every resource counts as a third party's, which R1 and R2 ask for.

)" + scoreTable(results) +
           R"(
## Trackers

"Least" is the lowest grade with which the test is content, without probes.

)" + trackerTable(results) +
           R"(
A digest of a body that names the visitor is explained by that body: it is told from an honest personal page by nothing
but what the page says.

## Honest generators

Files have some 600 bytes or some 5 kB in turn. A cluster's machines have inodes, change numbers and file times of their
own. The test is content with grade 1, and with 2 where contents differ or more than six nodes leave it open; the finding
has to say which.

)" + honestTable(results) +
           R"(
## Honest pages made when asked, and buggy servers

)" + dynamicTable(results, false) +
           R"(
## Beyond the exchanges

Three times as many machines as visitors, asked in turn, whose files differ below the second only, look like one tag for
each visitor, and so does a tag drawn anew for each visit. Probes tell them apart: the tag of one visitor is not valid for
the next. These rows are not counted above.

)" + dynamicTable(results, true);
}

} // namespace etagere::tests
