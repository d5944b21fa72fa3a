// SPDX-License-Identifier: Apache-2.0
#include "core/report/evidence_data.h"

#include "core/analysis/history.h"
#include "core/analysis/inspection.h"
#include "core/explain/bundle_text.h"
#include "core/explain/derivation.h"
#include "core/http/field.h"
#include "core/report/finding_words.h"
#include "core/report/json.h"
#include "core/report/json_analysis.h"
#include "core/report/manifest.h"
#include "core/tags/observation.h"

#include <algorithm>
#include <set>

namespace etagere::report {

namespace {

namespace words = explain::bundle_text;
using analysis::Finding;
using traffic::Exchange;
using traffic::ExchangeId;
using traffic::Traffic;

/// Recorded texts as the redaction lets them be told.
class Told {
public:
    explicit Told(const Redaction &redaction)
        : m_strict(redaction.level == Identifiers::Redacted)
        , m_names(redaction.key) {}
    std::string url(std::string_view text) {
        return m_strict ? m_names.ofUrl(text) : std::string(text);
    }
    std::string value(std::string_view text, tags::Validator validator) {
        if (!m_strict)
            return std::string(text);
        return validator == tags::Validator::ETag ? m_names.ofParts(text) : m_names.of(text);
    }
    std::string digest(const std::string &text) { return m_strict ? m_names.of(text) : text; }
    [[nodiscard]] bool strict() const noexcept { return m_strict; }

private:
    bool m_strict;
    Pseudonyms m_names;
};

void writeBytes(JsonWriter &json, std::string_view prefix, const std::optional<std::string> &bytes,
                Told &told) {
    const std::string sizeKey = std::string(prefix) + "_bytes";
    const std::string hashKey = std::string(prefix) + "_sha256";
    json.key(sizeKey);
    if (!bytes) {
        json.null();
        json.key(hashKey).null();
        return;
    }
    json.whole(bytes->size());
    json.key(hashKey).text(told.digest(sha256Of(*bytes)));
}

struct BodyBytes {
    std::optional<std::string> encoded, decoded;
    const explain::Message *note = nullptr;
};

BodyBytes bodyOf(const Traffic &traffic, const Exchange &exchange) {
    if (exchange.responseBody.form == traffic::BodyForm::Absent)
        return {{}, {}, &words::bodyAbsent};
    const auto recorded = traffic.loadBody(exchange.responseBody, analysis::bodyLimit);
    if (!recorded)
        return {{}, {}, &words::bodyUnread};
    if (exchange.responseBody.truncated)
        return {{}, {}, &words::bodyCut};
    BodyBytes body;
    body.decoded = analysis::decodedBody(traffic, exchange);
    const bool coded =
        !http::valueOf(exchange.responseFields, http::FieldName::ContentEncoding).empty();
    if (!coded || *body.decoded != *recorded)
        body.encoded = *recorded;
    else
        body.note = &words::encodedUnknown;
    return body;
}

void writeDigest(JsonWriter &json, const BodyBytes &body, Told &told) {
    writeBytes(json, "encoded", body.encoded, told);
    writeBytes(json, "decoded", body.decoded, told);
    json.key("note");
    if (body.note != nullptr)
        json.text(text(*body.note));
    else
        json.null();
}

void writeValue(JsonWriter &json, const Traffic &traffic, const analysis::TagHistory &history,
                const analysis::TagValue &value, Told &told) {
    json.beginObject();
    json.key("url").text(told.url(traffic.urlText(history.url)));
    json.key("validator").text(validatorName(history.validator));
    json.key("value").text(told.value(value.field, history.validator));
    const bool derived = value.recognition.recipe != recipe::RecipeId::None;
    json.key("recipe");
    if (derived)
        json.text(explain::idOf(value.recognition.recipe));
    else
        json.null();
    json.key("derivation");
    if (derived)
        json.text(explain::derivationOf(
            {value.recognition, told.strict() ? std::string() : std::string(value.field)}));
    else
        json.null();
    json.key("unexplained_bits").real(value.recognition.unexplainedBits);
    json.endObject();
}

} // namespace

std::vector<ExchangeId> concernedExchanges(const audit::Report &report) {
    std::set<std::uint32_t> seen;
    for (const std::vector<audit::Place> &ofFinding : report.places) {
        for (const audit::Place &place : ofFinding)
            seen.insert(static_cast<std::uint32_t>(place.exchange.index()));
    }
    std::vector<ExchangeId> exchanges;
    exchanges.reserve(seen.size());
    for (const std::uint32_t index : seen)
        exchanges.push_back(ExchangeId::fromSize(index));
    return exchanges;
}

std::string writeDigests(const Traffic &traffic, const std::vector<ExchangeId> &exchanges,
                         const Redaction &redaction) {
    Told told(redaction);
    JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.digests/1");
    json.key("bodies").beginArray();
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
        const Exchange &exchange = traffic.exchange(exchanges[i]);
        json.beginObject();
        json.key("entry").whole(i);
        json.key("url").text(told.url(traffic.urlText(exchange.url)));
        json.key("status").whole(exchange.status);
        writeDigest(json, bodyOf(traffic, exchange), told);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.finish();
}

std::string writeProvenance(const Traffic &traffic, const std::vector<ExchangeId> &exchanges,
                            const Redaction &redaction) {
    std::set<std::size_t> urls;
    for (const ExchangeId exchange : exchanges)
        urls.insert(traffic.exchange(exchange).url.index());
    Told told(redaction);
    JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.provenance/1");
    json.key("tags").beginArray();
    for (analysis::TagHistory &history : analysis::historiesOf(traffic, tags::observe(traffic))) {
        if (!urls.contains(history.url.index()))
            continue;
        analysis::inspect(traffic, history);
        for (const analysis::TagValue &value : history.values)
            writeValue(json, traffic, history, value, told);
    }
    json.endArray();
    json.endObject();
    return json.finish();
}

std::string writeMeasures(const audit::Report &report) {
    JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.measures/1");
    json.key("findings").beginArray();
    for (const Finding &finding : report.findings) {
        json.beginObject();
        json.key("origin").text(finding.origin);
        json.key("validator").text(validatorName(finding.validator));
        json.key("kind").text(analysis::nameOf(finding.kind));
        json.key("grade").whole(static_cast<std::uint64_t>(finding.grade));
        json.key("bits").real(finding.bits);
        json.key("bits_at_least").real(finding.bitsAtLeast);
        json.key("confidence").real(finding.confidence);
        writeDiversity(json, finding);
        json.endObject();
    }
    json.endArray();
    json.key("controls").beginArray();
    json.endArray();
    json.key("controls_text").text(text(words::noControls));
    json.endObject();
    return json.finish();
}

std::string writeInputs(const std::vector<InputBytes> &inputs) {
    JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.inputs/1");
    json.key("inputs").beginArray();
    for (const InputBytes &input : inputs) {
        json.beginObject();
        json.key("file").text(input.file);
        json.key("bytes");
        if (input.bytes)
            json.whole(*input.bytes);
        else
            json.null();
        for (const auto &[key, value] :
             {std::pair("sha256", &input.sha256), {"copy", &input.copy}}) {
            json.key(key);
            if (value->empty())
                json.null();
            else
                json.text(*value);
        }
        json.key("note");
        if (input.bytes)
            json.null();
        else
            json.text(text(words::inputPiped));
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.finish();
}

} // namespace etagere::report
