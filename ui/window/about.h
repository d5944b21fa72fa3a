// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace etagere::ui {

/// What this program is, which version, whose licence; opened beside the window.
void showAbout(QWidget *parent);

} // namespace etagere::ui
