// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/traffic/traffic.h"
#include "ui/panes/tag_study.h"

#include <vector>

namespace etagere::ui {

class Article;

/// What is known of the tags of one exchange. Borrowed.
struct TagSubject {
    const traffic::Traffic &traffic;
    const traffic::Exchange &exchange;
    const std::vector<CarriedTag> &tags;
    const std::vector<TagStudy> &studies;  ///< one per tag; none while they are being made
    const audit::Report *report = nullptr; ///< null: still being made
};

/// Writes the verdict, then tag by tag what it is, where it comes from, the findings with their
/// evidence, and who else carried it. Links: "seen:<position of the tag>". `article` has been
/// started and is not finished here.
void writeTags(Article &article, const TagSubject &subject);

} // namespace etagere::ui
