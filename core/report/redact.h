// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/readers/har_writer.h"
#include "core/report/identifiers.h"
#include "core/report/pseudonym.h"

namespace etagere::report {

/// How a report or a bundle is written for others.
struct Redaction {
    Identifiers level = Identifiers::Shown;
    RedactionKey key; ///< of pseudonyms; for Identifiers::Redacted only
};

/// A copy of the report as the level allows: as it is, sanitised() or redacted().
[[nodiscard]] audit::Report redacted(const audit::Report &report, const Redaction &how);

/// A copy of the report without what came from a cookie or from a URL's user information, as Chrome
/// leaves both out of a HAR by default. Tags stay as they were sent: one that repeats a cookie's
/// value still shows it, which only redacted() hides.
[[nodiscard]] audit::Report sanitised(const audit::Report &report);

/// The same HAR privacy as a level of redaction: what a HAR that goes with the report leaves out.
[[nodiscard]] readers::Privacy privacyOf(Identifiers level) noexcept;

/// A copy of the report without what identifies a visitor: values of tags and Last-Modified, their
/// parts in cookies, URLs and contents, what users and servers put into URLs, directories of the
/// input files. Equal identifiers get equal pseudonyms, so that every link between them still
/// shows; a derivation names characters by their place. Every format written from it is redacted.
[[nodiscard]] audit::Report redacted(const audit::Report &report, const RedactionKey &key);

} // namespace etagere::report
