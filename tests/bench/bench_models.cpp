// SPDX-License-Identifier: Apache-2.0
// bench_models: the table of exchanges with a million rows, as the window shows it. Run it with
// QT_QPA_PLATFORM=offscreen. Times are of one call as the user waits for it.
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>

#include "core/replay/replay.h"
#include "tests/support/capture_builder.h"
#include "ui/delegates/delegates.h"
#include "ui/models/contents_model.h"
#include "ui/models/exchange_model.h"

#include <benchmark/benchmark.h>

#include <array>
#include <chrono>
#include <random>
#include <string>

namespace {

using namespace etagere;
using ui::ContentsModel;
using ui::ExchangeModel;
using Cell = ExchangeModel::Column;

constexpr std::size_t exchanges = 1'000'000;
constexpr std::uint32_t urls = 300'000;

struct Capture {
    std::shared_ptr<const traffic::Traffic> traffic;
    std::shared_ptr<const replay::Log> log;
    std::shared_ptr<const std::vector<std::uint8_t>> grades;
};

std::string urlOf(std::uint32_t number) {
    return "https://host" + std::to_string(number % 997) + ".example.test/static/assets/" +
           std::to_string(number) + (number % 3 == 0 ? "/app.min.js?version=17" : "/image.png");
}

traffic::Exchange randomExchange(std::mt19937 &random, std::vector<http::Field> &fields,
                                 const std::string &tag) {
    static constexpr std::array<std::uint16_t, 6> statuses{200, 200, 200, 304, 404, 302};
    static constexpr std::array<std::string_view, 3> types{"image/png", "text/javascript",
                                                           "text/html; charset=utf-8"};
    fields = {{"Date", "Sun, 01 Mar 2026 00:00:00 GMT", http::FieldName::Date},
              {"Cache-Control", "max-age=600", http::FieldName::CacheControl},
              {"ETag", tag, http::FieldName::ETag}};
    traffic::Exchange exchange;
    exchange.method = random() % 20 == 0 ? "POST" : "GET";
    exchange.mimeType = types[random() % types.size()];
    exchange.status = statuses[random() % statuses.size()];
    exchange.contentBytes = static_cast<std::int64_t>(random() % 3'000'000);
    exchange.transferredBytes = exchange.contentBytes / 2;
    exchange.responseFields = fields;
    return exchange;
}

std::shared_ptr<const traffic::Traffic> makeTraffic() {
    auto traffic = std::make_shared<traffic::Traffic>();
    traffic->addSource({}, std::make_shared<tests::TextSource>());
    std::mt19937 random(1);
    std::vector<traffic::VisitId> visits;
    for (const std::string_view name : {"ann", "bob", "eve"}) {
        traffic::Visit visit;
        visit.visitor = traffic->visitor(name);
        visit.source = traffic::SourceId(0);
        visits.push_back(traffic->addVisit(visit));
    }
    std::vector<http::Field> fields;
    const Instant begin = std::chrono::sys_days(std::chrono::year{2026} / 3 / 1);
    for (std::size_t i = 0; i < exchanges; ++i) {
        const std::string tag = "\"" + std::to_string(random()) + "\"";
        traffic::Exchange exchange = randomExchange(random, fields, tag);
        exchange.visit = visits[random() % visits.size()];
        exchange.url = traffic->internUrl(urlOf(static_cast<std::uint32_t>(random() % urls)));
        exchange.started = begin + std::chrono::microseconds(i * 3000 + random() % 9000);
        traffic->append(exchange);
    }
    return traffic;
}

const Capture &capture() {
    static const Capture made = [] {
        Capture capture;
        capture.traffic = makeTraffic();
        capture.log =
            std::make_shared<const replay::Log>(replay::replay(*capture.traffic, cache::rfc9111()));
        std::vector<std::uint8_t> grades(exchanges);
        for (std::size_t i = 0; i < exchanges; ++i)
            grades[i] = static_cast<std::uint8_t>(i % 37 == 0 ? i % 6 : 0);
        capture.grades = std::make_shared<const std::vector<std::uint8_t>>(std::move(grades));
        return capture;
    }();
    return made;
}

void fill(ExchangeModel &model) {
    const Capture &all = capture();
    model.setSource(all.traffic, all.log, all.grades);
}

void setSource(benchmark::State &state) {
    capture();
    for (auto _ : state) {
        ExchangeModel model;
        fill(model);
        benchmark::DoNotOptimize(model.rowCount());
    }
}

void filter(benchmark::State &state, const char *text) {
    ExchangeModel model;
    fill(model);
    for (auto _ : state) {
        model.setQuery(session::Query::parse(text));
        state.PauseTiming();
        state.counters["rows"] = model.rowCount();
        model.setQuery({});
        state.ResumeTiming();
    }
}

void clearFilter(benchmark::State &state) {
    ExchangeModel model;
    fill(model);
    for (auto _ : state) {
        state.PauseTiming();
        model.setQuery(session::Query::parse("status:404"));
        state.ResumeTiming();
        model.setQuery({});
    }
}

/// Later sorts of the same capture: what could be remembered is.
void sortBy(benchmark::State &state, Cell column) {
    ExchangeModel model;
    fill(model);
    model.sort(static_cast<int>(column), Qt::AscendingOrder);
    Qt::SortOrder order = Qt::AscendingOrder;
    for (auto _ : state) {
        order = order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
        model.sort(static_cast<int>(column), order);
    }
}

void firstSortByUrl(benchmark::State &state) {
    for (auto _ : state) {
        state.PauseTiming();
        ExchangeModel model;
        fill(model);
        state.ResumeTiming();
        model.sort(static_cast<int>(Cell::Url), Qt::AscendingOrder);
    }
}

void prepare(QTableView &view) {
    view.resize(1200, 800);
    view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view.verticalHeader()->hide();
    view.setAlternatingRowColors(true);
    view.setItemDelegateForColumn(static_cast<int>(Cell::Grade), new ui::GradeDelegate(&view));
    view.setItemDelegateForColumn(static_cast<int>(Cell::Outcome), new ui::OutcomeDelegate(&view));
    view.show();
}

void setModel(benchmark::State &state) {
    ExchangeModel model;
    fill(model);
    for (auto _ : state) {
        state.PauseTiming();
        QTableView view;
        prepare(view);
        state.ResumeTiming();
        view.setModel(&model);
        benchmark::DoNotOptimize(view.grab());
    }
}

void scrollAndRepaint(benchmark::State &state) {
    ExchangeModel model;
    fill(model);
    QTableView view;
    prepare(view);
    view.setModel(&model);
    QImage frame(view.size(), QImage::Format_RGB32);
    int row = 0;
    for (auto _ : state) {
        row = (row + 7919) % static_cast<int>(exchanges);
        view.verticalScrollBar()->setValue(row);
        view.render(&frame);
    }
}

void turnTheClock(benchmark::State &state) {
    const Capture &all = capture();
    ContentsModel model;
    model.setSource(all.traffic, all.log);
    Instant at = all.log->begin;
    for (auto _ : state) {
        at += std::chrono::seconds(10);
        model.setClock(at);
    }
    state.counters["rows"] = model.rowCount();
}

void registerAll() {
    const auto add = [](const char *name, auto function) {
        return benchmark::RegisterBenchmark(name, function)->Unit(benchmark::kMillisecond);
    };
    add("setSource", setSource);
    for (const char *text :
         {"image", "image.png", "status:404", "host:host17.example.test", "type:script size:>1M",
          "outcome:stored -method:POST", "grade:>=2", "tag:12345"})
        add((std::string("filter ") + text).c_str(),
            [text](benchmark::State &state) { filter(state, text); });
    add("clear the filter", clearFilter);
    constexpr std::array<const char *, static_cast<std::size_t>(Cell::Count)> names{
        "Grade",      "Number", "Time", "Outcome", "Recorded", "Method",
        "URL, again", "Status", "Size", "Type",    "Tag",      "Visitor"};
    for (std::size_t i = 0; i < names.size(); ++i)
        add((std::string("sort by ") + names[i]).c_str(),
            [i](benchmark::State &state) { sortBy(state, static_cast<Cell>(i)); });
    add("sort by URL, first", firstSortByUrl);
    add("QTableView.setModel and first frame", setModel);
    add("scroll and repaint", scrollAndRepaint);
    add("turn the clock", turnTheClock);
}

} // namespace

int main(int argc, char **argv) {
    const QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    registerAll();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
