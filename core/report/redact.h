// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/report/pseudonym.h"

namespace etagere::report {

/// A copy of the report without what identifies a visitor: values of tags and Last-Modified, their
/// parts in cookies, URLs and contents, what users and servers put into URLs, directories of the
/// input files. Equal identifiers get equal pseudonyms, so that every link between them still
/// shows; a derivation names characters by their place. Every format written from it is redacted.
[[nodiscard]] audit::Report redacted(const audit::Report &report, const RedactionKey &key);

} // namespace etagere::report
