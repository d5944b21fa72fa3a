// SPDX-License-Identifier: Apache-2.0
#include "core/report/json_analysis.h"

#include "core/explain/rule_text.h"
#include "core/report/analysis_names.h"
#include "core/report/finding_words.h"

#include <algorithm>
#include <variant>

namespace etagere::report {

namespace {

using analysis::Finding;

void writeArgument(JsonWriter &json, const analysis::Argument &argument) {
    if (const auto *whole = std::get_if<std::int64_t>(&argument))
        json.signedWhole(*whole);
    else if (const auto *real = std::get_if<double>(&argument))
        json.real(*real);
    else
        json.text(std::get<std::string>(argument));
}

void writeCells(JsonWriter &json, const analysis::Linkability &linkability) {
    json.key("cells").beginArray();
    for (const analysis::LinkabilityCell &cell : linkability.cells) {
        json.beginObject();
        json.key("browser").text(analysis::nameOf(cell.partitioning));
        json.key("defence").text(analysis::nameOf(cell.defence));
        json.key("reason").text(nameOf(cell.reason));
        json.key("recognised_on_return").truth(cell.recognisedOnReturn);
        json.key("linked").beginArray();
        for (const std::vector<std::uint32_t> &group : cell.linked) {
            json.beginArray();
            for (const std::uint32_t site : group)
                json.whole(site);
            json.endArray();
        }
        json.endArray();
        json.endObject();
    }
    json.endArray();
}

void writeEdges(JsonWriter &json, const analysis::Linkability &linkability) {
    json.key("edges").beginArray();
    for (const analysis::LinkabilityEdge &edge : linkability.edges) {
        json.beginObject();
        json.key("site").whole(edge.site);
        json.key("token").whole(edge.token);
        json.key("visitors").whole(edge.visitors);
        json.key("issued_anew").truth(edge.issuedAnew);
        json.endObject();
    }
    json.endArray();
}

} // namespace

void writeTexts(JsonWriter &json, std::string_view key, const std::vector<std::string> &texts) {
    json.key(key).beginArray();
    for (const std::string &text : texts)
        json.text(text);
    json.endArray();
}

void writeEvidence(JsonWriter &json, std::string_view key,
                   const std::vector<analysis::Evidence> &list, const Finding &owner) {
    json.key(key).beginArray();
    for (const analysis::Evidence &evidence : list) {
        json.beginObject();
        json.key("rule").text(analysis::rowOf(evidence.rule).id);
        json.key("text").text(explain::sentenceOf(evidence, owner));
        json.key("arguments").beginArray();
        for (const analysis::Argument &argument : evidence.arguments)
            writeArgument(json, argument);
        json.endArray();
        json.endObject();
    }
    json.endArray();
}

void writeDiversity(JsonWriter &json, const Finding &finding) {
    json.key("diversity");
    if (!finding.diversity) {
        json.null();
        return;
    }
    const analysis::Diversity &seen = *finding.diversity;
    json.beginObject();
    json.key("n").whole(seen.counts.visitors);
    json.key("d").whole(seen.counts.distinct);
    json.key("f1").whole(seen.counts.singletons);
    json.key("f2").whole(seen.counts.doubletons);
    json.key("coverage").real(seen.coverage);
    json.key("values_at_least").real(seen.atLeast);
    json.key("cluster_rejected_at_05").whole(seen.rejectedAt05);
    json.key("cluster_rejected_at_01").whole(seen.rejectedAt01);
    json.key("cluster_rejected_at_001").whole(seen.rejectedAt001);
    json.key("other_value_bound").real(seen.otherTagBound);
    json.key("more_visitors");
    if (seen.moreVisitors)
        json.whole(*seen.moreVisitors);
    else
        json.null();
    json.endObject();
}

void writeAlternatives(JsonWriter &json, const std::vector<analysis::Alternative> &alternatives,
                       const Finding &owner) {
    json.key("alternatives").beginArray();
    for (const analysis::Alternative &alternative : alternatives) {
        json.beginObject();
        json.key("explanation").text(analysis::nameOf(alternative.explanation));
        json.key("standing").text(analysis::nameOf(alternative.standing));
        json.key("rule").text(analysis::rowOf(alternative.because.rule).id);
        json.key("text").text(explain::sentenceOf(alternative.because, owner));
        json.endObject();
    }
    json.endArray();
}

void writeLinkability(JsonWriter &json, const Finding &finding) {
    json.key("linkability");
    if (!finding.linkability) {
        json.null();
        return;
    }
    const analysis::Linkability &linkability = *finding.linkability;
    json.beginObject();
    writeTexts(json, "sites", linkability.sites);
    json.key("site_count").whole(std::max(linkability.siteCount, linkability.sites.size()));
    writeTexts(json, "tokens", linkability.tokens);
    writeEdges(json, linkability);
    writeCells(json, linkability);
    json.endObject();
}

void writeExplainedTags(JsonWriter &json, const audit::Report &report) {
    json.key("explained_tags").beginArray();
    for (const analysis::ExplainedTags &tags : report.explainedTags) {
        Finding owner; // what the sentences speak of
        owner.validator = tags.validator;
        owner.origin = tags.origin;
        json.beginObject();
        json.key("origin").text(tags.origin);
        json.key("site").text(tags.site);
        json.key("validator").text(validatorName(tags.validator));
        writeTexts(json, "values", tags.values);
        json.key("value_count").whole(std::max(tags.valueCount, tags.values.size()));
        writeTexts(json, "urls", tags.urls);
        json.key("url_count").whole(std::max(tags.urlCount, tags.urls.size()));
        writeAlternatives(json, tags.because, owner);
        writeEvidence(json, "evidence", tags.evidence, owner);
        json.endObject();
    }
    json.endArray();
}

void writeRespawns(JsonWriter &json, const audit::Report &report) {
    json.key("respawns").beginArray();
    for (const analysis::Respawn &respawn : report.respawns) {
        json.beginObject();
        json.key("cause").text(analysis::nameOf(respawn.cause));
        json.key("origin").text(respawn.origin);
        json.key("cookie").text(respawn.cookie);
        json.key("value").text(respawn.value);
        json.key("tag").text(respawn.tag);
        json.endObject();
    }
    json.endArray();
}

void writePlaces(JsonWriter &json, const audit::Report &report, std::size_t index) {
    constexpr std::size_t most = 200;
    json.key("places").beginArray();
    if (index < report.places.size()) {
        const std::vector<audit::Place> &places = report.places[index];
        for (std::size_t i = 0; i < std::min(places.size(), most); ++i) {
            json.beginObject();
            json.key("file").text(places[i].file);
            json.key("entry").whole(places[i].entry);
            json.key("url").text(places[i].url);
            json.key("value").text(places[i].value);
            json.endObject();
        }
    }
    json.endArray();
}

} // namespace etagere::report
