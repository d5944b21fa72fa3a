// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/browsing.h"
#include "ui/widgets/message_bar.h"

namespace etagere::ui {

/// What the visit after a flush showed: whether the flush did what it was to do, by numbers or by
/// its faults, and by what the server knows the person all the same.
[[nodiscard]] MessageBar::Message messageOf(const session::FlushVerdict &verdict);

/// What somebody who browses is: "off the record", and what else sets them apart.
[[nodiscard]] QString descriptionOf(const session::BrowsingPerson &person);

} // namespace etagere::ui
