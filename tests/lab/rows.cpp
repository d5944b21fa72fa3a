// SPDX-License-Identifier: Apache-2.0
#include "tests/lab/rows.h"

#include "core/body/digest.h"
#include "core/body/text_code.h"
#include "core/lab/cluster.h"
#include "core/lab/dynamic.h"
#include "core/lab/intermediary.h"
#include "core/lab/random.h"

#include <array>
#include <cstdlib>
#include <utility>

namespace etagere::tests {

namespace {

using recipe::RecipeId;

constexpr unsigned midwayVisitor = visitors / 2;
// One seed makes the whole matrix; another one is for looking how much of it is luck.
const std::uint64_t seed = [] {
    const char *text = std::getenv("ETAGERE_SEED");
    return text == nullptr ? 20'261'122U : std::strtoull(text, nullptr, 10);
}();

/// Visits come 30 to 300 seconds apart, the same in every row.
const std::vector<Instant> &visitTimes() {
    static const std::vector<Instant> times = [] {
        lab::Random random(seed);
        std::vector<Instant> made;
        Instant now = rowBegin;
        for (unsigned i = 0; i < visitors * 3; ++i) {
            now += std::chrono::milliseconds(30'000 + random.below(270'000));
            made.push_back(now);
        }
        return made;
    }();
    return times;
}

Instant timeOf(unsigned visitor, unsigned round) {
    return visitTimes()[round * visitors + visitor];
}

std::vector<Step> plan(const std::string &path, unsigned rounds) {
    std::vector<Step> steps;
    for (unsigned round = 0; round < rounds; ++round) {
        for (unsigned visitor = 0; visitor < visitors; ++visitor) {
            Step step;
            step.visitor = visitor;
            step.round = round;
            step.path = path;
            step.at = timeOf(visitor, round);
            steps.push_back(std::move(step));
        }
    }
    return steps;
}

// Contents differ, or there are more than six nodes: only then may more stay open than
// "unexplained".
bool mayStayOpen(Topology topology) {
    switch (topology) {
    case Topology::TwelveNodes:
    case Topology::RoundRobin12:
    case Topology::Sticky12:
    case Topology::ThirtyNodes:
    case Topology::Deploy:
    case Topology::DeployMidway:
    case Topology::Everything:
        return true;
    default:
        return false;
    }
}

// Files of some 600 bytes and of some 5 kB in turn, as sites have both.
lab::Resource fileOf(RecipeId recipe, Topology topology) {
    lab::Resource file = lab::sampleScript();
    if (static_cast<unsigned>(recipe) % 2 == 0)
        file.versions.front().body += "/* " + std::string(4500, '-') + " */\n";
    const Instant midway = timeOf(midwayVisitor, 0) - std::chrono::seconds(5);
    if (topology == Topology::Deploy)
        lab::deploy(file, betweenVisits(), false);
    else if (topology == Topology::Redeploy)
        lab::deploy(file, betweenVisits(), true);
    else if (topology == Topology::DeployMidway || topology == Topology::Everything)
        lab::deploy(file, midway, false);
    return file;
}

std::unique_ptr<lab::Origin> clusterOf(const std::vector<lab::Resource> &files,
                                       const lab::FileServerOptions &options, Topology topology) {
    lab::ClusterShape shape;
    shape.seed = seed + static_cast<std::uint64_t>(options.recipe);
    if (topology == Topology::TwelveNodes || topology == Topology::RoundRobin12 ||
        topology == Topology::Sticky12 || topology == Topology::Everything)
        shape.nodes = 12;
    else if (topology == Topology::ThirtyNodes)
        shape.nodes = 30;
    if (topology == Topology::SameSecond)
        shape.spread = lab::Spread::SameSecond;
    if (topology == Topology::RoundRobin3 || topology == Topology::RoundRobin12)
        shape.balance = lab::Balance::RoundRobin;
    else if (topology == Topology::Sticky12)
        shape.balance = lab::Balance::Sticky;
    return lab::makeCluster(files, options, shape);
}

std::unique_ptr<lab::Origin> honestOrigin(lab::FileServerOptions options, Topology topology) {
    const std::vector<lab::Resource> files{fileOf(options.recipe, topology)};
    options.gzip = topology == Topology::GzipByVisitor || topology == Topology::Everything;
    const auto server = [&] { return std::make_unique<lab::FileServer>(files, options); };
    constexpr unsigned half = 50;
    switch (topology) {
    case Topology::ThreeNodes:
    case Topology::TwelveNodes:
    case Topology::SameSecond:
    case Topology::RoundRobin3:
    case Topology::RoundRobin12:
    case Topology::Sticky12:
    case Topology::ThirtyNodes:
        return clusterOf(files, options, topology);
    case Topology::GzipSwitched: {
        auto before = server();
        options.gzip = true;
        return std::make_unique<lab::Changeover>(std::move(before), server(), betweenVisits());
    }
    case Topology::Everything:
        return std::make_unique<lab::WeakeningNetwork>(clusterOf(files, options, topology), half);
    case Topology::CdnWeakens:
        return std::make_unique<lab::WeakeningNetwork>(server());
    case Topology::CdnPartly:
        return std::make_unique<lab::WeakeningNetwork>(server(), half);
    default:
        return server();
    }
}

/// What makes tags: a recipe, or a formula that nobody outside knows.
struct Generator {
    std::string name;
    lab::FileServerOptions options;
};

Row honestRow(const Generator &generator, Topology topology) {
    Row row;
    row.group = generator.name;
    row.column = nameOf(topology);
    row.expected.most = mayStayOpen(topology) ? 2 : 1;
    row.expected.mostProbed = 2;
    row.probed = topology == Topology::TwelveNodes;
    row.path = "/app.js";
    row.make = [options = generator.options, topology] { return honestOrigin(options, topology); };
    row.steps = plan(row.path, 2);
    if (topology != Topology::GzipByVisitor && topology != Topology::Everything)
        return row;
    for (Step &step : row.steps)
        step.before = [odd = step.visitor % 2 == 1](Profile &profile) {
            profile.acceptsGzip = odd;
        };
    return row;
}

void addHonest(std::vector<Row> &rows, Generator generator, bool lastModified) {
    generator.options.lastModified = lastModified;
    generator.name += lastModified ? "" : ", no Last-Modified";
    for (std::size_t i = 0; i < static_cast<std::size_t>(Topology::Count); ++i)
        rows.push_back(honestRow(generator, static_cast<Topology>(i)));
}

// As WordPress Photon and many others do it: a keyed hash of what the machine knows of the file.
std::string keyedHash(const recipe::FileFacts &file) {
    const std::string text = "key " + std::to_string(file.inode) + " " +
                             std::to_string(file.modifiedNs) + " " + std::to_string(file.size);
    return body::encodeHex(body::digestOf(body::Algorithm::Sha256, text).bytes());
}

std::vector<Generator> opaqueGenerators() {
    std::vector<Generator> generators(3);
    generators[0].name = "opaque, 16 hex digits";
    generators[0].options.makeTag = [](const recipe::FileFacts &file) {
        return '"' + keyedHash(file).substr(0, 16) + '"';
    };
    generators[1].name = "opaque, 40 hex digits";
    generators[1].options.makeTag = [](const recipe::FileFacts &file) {
        return '"' + keyedHash(file).substr(0, 40) + '"';
    };
    generators[2].name = "opaque, decimal";
    generators[2].options.makeTag = [](const recipe::FileFacts &file) {
        const auto number = body::decodeNumber(keyedHash(file).substr(0, 16), 16);
        return '"' + std::to_string(number.value_or(0)) + '"';
    };
    return generators;
}

Row dynamicRow(std::string group, std::string column,
               std::function<std::unique_ptr<lab::Origin>()> make, const std::string &path) {
    Row row;
    row.group = std::move(group);
    row.column = std::move(column);
    row.expected.most = 2;
    row.expected.mostProbed = 2;
    row.probed = true;
    row.make = std::move(make);
    row.path = path;
    row.steps = plan(path, 2);
    return row;
}

Row pageRow(std::string column, lab::DynamicKind kind, RecipeId recipe) {
    return dynamicRow(
        std::string(recipe::rowOf(recipe).id), std::move(column),
        [kind, recipe] { return std::make_unique<lab::DynamicOrigin>(kind, recipe, seed); }, "/");
}

// A server that compares in a manner of its own; the file changes between the visits.
Row quirkRow(std::string column, RecipeId recipe, const lab::Manner &manner) {
    const auto make = [recipe, manner] {
        lab::FileServerOptions options;
        options.recipe = recipe;
        options.manner = manner;
        lab::Resource file = lab::sampleScript();
        lab::deploy(file, betweenVisits(), false);
        return std::make_unique<lab::FileServer>(std::vector<lab::Resource>{file}, options);
    };
    return dynamicRow(std::string(recipe::rowOf(recipe).id), std::move(column), make, "/app.js");
}

Row limitRow(Row row) {
    row.limit = true;
    row.expected.most = 3;
    return row;
}

// What evercookie's script does: it asks the cache for the number where the cookie is gone, and
// has the cache keep it.
void addEvercookie(std::vector<Step> &steps, const Step &visit) {
    Step ask = visit;
    ask.when = [](const Profile &profile) { return !profile.cookies.contains("uid"); };
    ask.after = [visitor = visit.visitor](Profile &profile, const Got &got) {
        std::string id(got.value(http::FieldName::ETag));
        std::erase(id, '"');
        if (id.empty())
            id = lab::Random(seed + visitor).text(11, lab::base36Digits);
        profile.cookies["uid"] = id;
    };
    steps.push_back(std::move(ask));
    Step keep = visit;
    keep.before = [](Profile &profile) {
        profile.cookies["evercookie_etag"] = profile.cookies["uid"];
    };
    keep.after = [](Profile &profile, const Got &) { profile.cookies.erase("evercookie_etag"); };
    steps.push_back(std::move(keep));
}

// What the exchanges of three visits allow without a probe. A body that differs explains its
// digest, so that row stays below an accusation; its number comes back without a cookie.
unsigned leastGrade(lab::TrackerKind kind) {
    switch (kind) {
    case lab::TrackerKind::Kissmetrics:
    case lab::TrackerKind::Evercookie:
    case lab::TrackerKind::Zombie:
    case lab::TrackerKind::HashedCookie:
        return 4;
    case lab::TrackerKind::PersonalDigest:
        return 2;
    default:
        return 3;
    }
}

// A page with what it makes a browser ask for. Before the third visit the user clears the cookies
// and keeps the cache.
void addTracked(std::vector<Step> &steps, const Step &visit, lab::TrackerKind kind) {
    Step page = visit;
    page.path = "/";
    if (visit.round == 2)
        page.before = [](Profile &profile) { profile.cookies.clear(); };
    steps.push_back(std::move(page));
    if (kind == lab::TrackerKind::Evercookie)
        addEvercookie(steps, visit);
    else
        steps.push_back(visit);
    steps.back().at += std::chrono::seconds(1);
}

} // namespace

std::string_view nameOf(Topology topology) noexcept {
    constexpr std::array<std::string_view, static_cast<std::size_t>(Topology::Count)> names{
        "single",      "3 nodes",       "12 nodes",      "3 nodes, same second",
        "3 in turn",   "12 in turn",    "12 sticky",     "deploy",
        "redeploy",    "deploy midway", "gzip for some", "gzip turned on",
        "CDN weakens", "CDN in part",   "30 nodes",      "all at once"};
    return names[static_cast<std::size_t>(topology)];
}

Instant betweenVisits() noexcept { return timeOf(visitors - 1, 0) + std::chrono::seconds(5); }

Profile profileAt(unsigned visitor) {
    Profile profile;
    profile.name = "visitor " + std::to_string(visitor + 1);
    profile.address = "198.51.100." + std::to_string(visitor + 1);
    profile.userAgent = visitor % 3 == 0
                            ? "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Firefox/140.0"
                            : "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0";
    return profile;
}

std::vector<Row> honestRows() {
    std::vector<Row> rows;
    for (const lab::Family &family : lab::allFamilies()) {
        Generator generator;
        generator.name = recipe::rowOf(family.recipe).id;
        generator.options.recipe = family.recipe;
        if (family.sendsLastModified)
            addHonest(rows, generator, true);
        addHonest(rows, generator, false);
    }
    for (const Generator &generator : opaqueGenerators()) {
        addHonest(rows, generator, true);
        addHonest(rows, generator, false);
    }
    return rows;
}

std::vector<Row> dynamicRows() {
    std::vector<Row> rows;
    for (const RecipeId recipe : {RecipeId::ExpressBody, RecipeId::BodyMd5, RecipeId::RackEtag,
                                  RecipeId::NextJs, RecipeId::Spring}) {
        rows.push_back(pageRow("personal page", lab::DynamicKind::PersonalPage, recipe));
        rows.push_back(pageRow("Vary: User-Agent", lab::DynamicKind::ByUserAgent, recipe));
        rows.push_back(pageRow("counting page", lab::DynamicKind::Counter, recipe));
    }
    rows.push_back(
        pageRow("tag is the time of serving", lab::DynamicKind::ServingTime, RecipeId::Drupal));
    lab::Manner manner;
    manner.alwaysNotModified = true;
    rows.push_back(quirkRow("304 to everything", RecipeId::Jetty, manner));
    manner = {};
    manner.modifiedSinceDespiteTag = true;
    rows.push_back(quirkRow("date counts although the tag failed", RecipeId::Nginx, manner));
    manner = {};
    manner.neverNotModified = true;
    rows.push_back(quirkRow("never 304", RecipeId::ApacheSizeTime, manner));
    rows.push_back(quirkRow("never 304", RecipeId::Lighttpd, manner));
    return rows;
}

std::vector<Row> limitRows() {
    std::vector<Row> rows;
    for (const RecipeId recipe :
         {RecipeId::ApacheSizeTime, RecipeId::TowerHttp, RecipeId::Lighttpd, RecipeId::LiteSpeed}) {
        Row row = dynamicRow(
            std::string(recipe::rowOf(recipe).id), "90 in turn, same second",
            [recipe] {
                lab::FileServerOptions options;
                options.recipe = recipe;
                lab::ClusterShape shape;
                shape.nodes = std::size_t{visitors} * 3;
                shape.balance = lab::Balance::RoundRobin;
                shape.spread = lab::Spread::SameSecond;
                return lab::makeCluster({lab::sampleScript()}, options, shape);
            },
            "/app.js");
        rows.push_back(limitRow(std::move(row)));
    }
    rows.push_back(limitRow(pageRow("1000 experiments, drawn for each visit",
                                    lab::DynamicKind::Buckets, RecipeId::BodyMd5)));
    rows.back().group = "experiment";
    return rows;
}

std::vector<Row> trackerRows() {
    std::vector<Row> rows;
    for (const lab::TrackerRow &tracker : lab::allTrackers()) {
        Row row;
        row.group = tracker.id;
        row.column = "tracker";
        row.tracks = true;
        row.expected.least = leastGrade(tracker.kind);
        row.expected.leastProbed = tracker.kind == lab::TrackerKind::PersonalDigest ? 3 : 4;
        row.probed = true;
        if (tracker.kind == lab::TrackerKind::RateLimitedEcho)
            row.probeRate = 1.0 / 31;
        row.make = [kind = tracker.kind] { return lab::makeTracker(kind, seed); };
        row.path = tracker.path;
        for (const Step &visit : plan(row.path, 3))
            addTracked(row.steps, visit, tracker.kind);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace etagere::tests
