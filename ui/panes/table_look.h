// SPDX-License-Identifier: Apache-2.0
#pragma once

class QTableView;

namespace etagere::ui {

/// Rows that are chosen whole, as high as their text, without grid or row numbers; Tab leaves the
/// table. Nothing in it is ever wrapped or measured row by row, so that a million rows are as good
/// as three.
void lookLikeTable(QTableView &table);

} // namespace etagere::ui
