// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/last_modified.h"

#include "core/http/http_date.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace etagere::analysis {

namespace {

struct Served {
    Instant modified;
    std::optional<Instant> date;
};

bool isServingTime(const std::vector<Served> &served) {
    using namespace std::chrono_literals;
    std::optional<Duration> least;
    std::optional<Duration> most;
    for (const Served &one : served) {
        if (!one.date)
            return false;
        const Duration offset = *one.date - one.modified;
        least = least ? std::min(*least, offset) : offset;
        most = most ? std::max(*most, offset) : offset;
    }
    if (!least)
        return false;
    const bool atOnce = *most <= 2s && *least >= -2s;
    // A constant distance from Date shows only over responses of different seconds.
    const bool constant = served.size() > 1 && *most - *least <= 2s &&
                          served.front().date != served.back().date &&
                          served.front().modified != served.back().modified;
    return atOnce || constant;
}

bool isRegenerated(std::vector<Served> served) {
    std::erase_if(served, [](const Served &one) { return !one.date; });
    std::stable_sort(served.begin(), served.end(),
                     [](const Served &a, const Served &b) { return *a.date < *b.date; });
    bool changed = false;
    for (std::size_t i = 1; i < served.size(); ++i) {
        if (served[i].modified == served[i - 1].modified)
            continue;
        changed = true;
        if (served[i].modified < *served[i - 1].date)
            return false;
    }
    return changed;
}

} // namespace

LastModifiedShape shapeOf(const traffic::Traffic &traffic, const TagHistory &history) {
    LastModifiedShape shape;
    std::vector<Served> served;
    for (const Sighting &sighting : history.sightings) {
        const auto modified = http::parseHttpDate(history.values[sighting.value].field).time;
        if (!modified) {
            shape.isText = shape.isText || !history.values[sighting.value].field.empty();
            continue;
        }
        const auto &fields = traffic.exchange(sighting.exchange).responseFields;
        if (sighting.fresh)
            served.push_back(
                {*modified,
                 http::parseHttpDate(http::valueOf(fields, http::FieldName::Date)).time});
    }
    shape.servingTime = isServingTime(served);
    shape.regenerated = isRegenerated(std::move(served));
    return shape;
}

} // namespace etagere::analysis
