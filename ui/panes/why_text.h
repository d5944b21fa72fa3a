// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/log.h"
#include "core/traffic/traffic.h"

namespace etagere::ui {

class Article;

/// Writes why the model did what it did with one exchange. `article` has been started and is not
/// finished here. Links: "page:<rule id>" and the sections' pages on the web.
void writeWhy(Article &article, const traffic::Traffic &traffic, const replay::Log &log,
              traffic::ExchangeId exchange);

} // namespace etagere::ui
