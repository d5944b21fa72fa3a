// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/log.h"
#include "core/scenario/trace.h"
#include "core/traffic/traffic.h"

#include <cstddef>

namespace etagere::ui {

class Article;

/// Writes why the model did what it did with one exchange. `article` has been started and is not
/// finished here. Links: "page:<rule id>" and the sections' pages on the web.
void writeWhy(Article &article, const traffic::Traffic &traffic, const replay::Log &log,
              traffic::ExchangeId exchange);

/// Writes a decision's reasons by question, in the order weighed, with links as above; that there
/// are none, when no rule had to be weighed.
void writeReasons(Article &article, const scenario::Trace &trace, std::size_t decision);

} // namespace etagere::ui
