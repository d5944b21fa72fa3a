// SPDX-License-Identifier: Apache-2.0
#include "app/cli/ledger_access.h"

#include "app/cli/console.h"
#include "core/explain/cli_text.h"
#include "core/explain/error_text.h"
#include "core/explain/numbers.h"
#include "core/explain/printable.h"
#include "core/report/csv.h"
#include "core/report/finding_words.h"
#include "core/report/json.h"
#include "core/session/ledger_place.h"
#include "core/tags/clickhouse_address.h"

#include <filesystem>
#include <functional>

namespace etagere::cli {

namespace {

namespace words = explain::cli_text;
using tags::LedgerEntry;

std::string seen(const LedgerEntry &entry) {
    return entry.when ? explain::rfc3339(*entry.when) : std::string();
}

std::string csvRow(const LedgerEntry &entry) {
    return report::csvRecord(
        {std::string(entry.origin), std::string(entry.site), std::string(entry.url),
         std::string(entry.visitor), std::string(report::validatorName(entry.validator)),
         std::string(entry.value), std::to_string(entry.status), entry.sentBack ? "true" : "false",
         seen(entry), explain::rfc3339(entry.recordedAt), std::string(entry.source),
         entry.bodyBytes < 0 ? std::string() : std::to_string(entry.bodyBytes),
         std::string(entry.bodyDigest)});
}

void jsonObject(report::JsonWriter &json, const LedgerEntry &entry) {
    json.beginObject();
    json.key("origin").text(entry.origin);
    json.key("site").text(entry.site);
    json.key("url").text(entry.url);
    json.key("visitor").text(entry.visitor);
    json.key("validator").text(report::validatorName(entry.validator));
    json.key("value").text(entry.value);
    json.key("status").whole(entry.status);
    json.key("sent_back").truth(entry.sentBack);
    json.key("seen");
    if (entry.when)
        json.text(explain::rfc3339(*entry.when));
    else
        json.null();
    json.key("recorded").text(explain::rfc3339(entry.recordedAt));
    json.key("source").text(entry.source);
    json.key("body_bytes");
    if (entry.bodyBytes >= 0)
        json.signedWhole(entry.bodyBytes);
    else
        json.null();
    json.key("body_digest").text(entry.bodyDigest);
    json.endObject();
}

/// Three lines for people: where, then what and when.
std::string textRow(const LedgerEntry &entry) {
    std::string row = explain::printable(entry.url, 300) + "\n  " +
                      std::string(report::validatorName(entry.validator)) + " " +
                      explain::printable(entry.value, 200);
    if (entry.sentBack)
        row += " (" + text(words::valueSentBack) + ")";
    row += "\n  " + (entry.when ? seen(entry) : explain::rfc3339(entry.recordedAt)) + "  " +
           explain::printable(entry.visitor, 80) + "\n";
    return row;
}

using Lister = std::function<bool(const LedgerEntry &)>;

ExitStatus listed(const OpenedLedger &opened, const tags::LedgerFilter &filter, Output &output,
                  const Lister &lister) {
    const auto done = opened.ledger->list(filter, lister);
    if (!done)
        return ledgerFailed(done.error(), opened.name);
    return output.failed() ? ExitStatus::WrongUsage : ExitStatus::Fine;
}

ExitStatus finished(ExitStatus status, Output &output) {
    if (status != ExitStatus::Fine)
        return status;
    output.finish();
    return output.failed() ? ExitStatus::WrongUsage : ExitStatus::Fine;
}

ExitStatus writeJson(const OpenedLedger &opened, const tags::LedgerFilter &filter, Output &output) {
    report::JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.tags/1");
    json.key("observations").beginArray();
    const ExitStatus status = listed(opened, filter, output, [&](const LedgerEntry &entry) {
        jsonObject(json, entry);
        return output.write(json.drain());
    });
    json.endArray();
    json.endObject();
    if (status == ExitStatus::Fine)
        output.write(json.finish());
    return finished(status, output);
}

ExitStatus writeCsv(const OpenedLedger &opened, const tags::LedgerFilter &filter, Output &output) {
    output.write(report::csvRecord({"origin", "site", "url", "visitor", "validator", "value",
                                    "status", "sent_back", "seen", "recorded", "source",
                                    "body_bytes", "body_digest"}));
    const ExitStatus status = listed(opened, filter, output, [&](const LedgerEntry &entry) {
        return output.write(csvRow(entry));
    });
    return finished(status, output);
}

ExitStatus writeText(const OpenedLedger &opened, const tags::LedgerFilter &filter, Output &output) {
    bool any = false;
    const ExitStatus status = listed(opened, filter, output, [&](const LedgerEntry &entry) {
        any = true;
        return output.write(textRow(entry));
    });
    if (status == ExitStatus::Fine && !any)
        remark(text(words::listedNone));
    return finished(status, output);
}

} // namespace

Result<OpenedLedger, ExitStatus> openLedger(const LedgerOption &option,
                                            const std::string &command) {
    if (const std::string problem = option.problem(); !problem.empty())
        return Failure<ExitStatus>(wrongUsage(problem, command));
    std::string path = option.resolved();
    if (path.empty())
        return Failure<ExitStatus>(wrongUsage(text(words::noDataDirectory), command));
    std::error_code ignored;
    const std::string memory(tags::Ledger::memoryName);
    const bool elsewhere = tags::ClickHouseAddress::parse(path).has_value();
    if (!elsewhere && path != memory && !std::filesystem::exists(path, ignored)) {
        if (!option.path.empty()) {
            complain(text(words::noLedgerYet, path));
            return Failure<ExitStatus>(ExitStatus::Unreadable);
        }
        remark(text(words::noLedgerYet, path));
        path = memory;
    }
    auto ledger = session::openLedger(path, currentTime());
    std::string shown = elsewhere ? option.shown() : path;
    if (!ledger)
        return Failure<ExitStatus>(ledgerFailed(ledger.error(), shown));
    return OpenedLedger{*std::move(ledger), std::move(shown)};
}

ExitStatus ledgerFailed(const store::StoreError &error, const std::string &name) {
    complain(explain::sentenceOf(error, name));
    return ExitStatus::Unreadable;
}

ExitStatus writeEntries(const OpenedLedger &opened, const tags::LedgerFilter &filter,
                        std::string_view format, Output &output) {
    if (format == "json")
        return writeJson(opened, filter, output);
    if (format == "csv")
        return writeCsv(opened, filter, output);
    return writeText(opened, filter, output);
}

} // namespace etagere::cli
