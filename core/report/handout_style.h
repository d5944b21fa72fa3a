// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace etagere::report {

/// What a handout's pages have beside the style of reports.
inline constexpr std::string_view handoutStyle = R"css(
figure { margin: 1rem 0; padding: .6rem; border: 1px solid var(--line); border-radius: .6rem; background: #fff; overflow-x: auto; }
figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
.belief { font-size: 1.15rem; border-left: .3rem solid var(--warning); padding: .5rem 1rem; margin: 1rem 0; background: var(--warning-bg); border-radius: .3rem; }
.learned { border-left: .3rem solid var(--calm); padding: .5rem 1rem; margin: 1rem 0; background: var(--calm-bg); border-radius: .3rem; }
.question { border: 1px solid var(--line); border-radius: .6rem; background: var(--card); padding: 1rem 1.2rem; margin: 0 0 1.1rem; }
.question h3 { margin-bottom: .3rem; }
.ask { font-weight: 600; }
.room { border-bottom: 1px solid var(--soft); height: 2.1rem; }
ul.boxes { list-style: none; padding: 0; }
ul.boxes li { padding-left: 1.7rem; text-indent: -1.7rem; margin: .45rem 0; }
ul.boxes li::before { content: "\2610"; display: inline-block; width: 1.7rem; text-indent: 0; font-size: 1.15em; }
ul.boxes li.holds::before { content: "\2611"; }
ul.boxes li.holds { font-weight: 600; }
.truth { font-size: 1.1rem; font-weight: 650; color: var(--calm); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: .85rem/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.unit { text-align: right; color: var(--soft); margin-top: .2rem; }
@media print { .question, figure, .drawing, .belief, .learned { break-inside: avoid; } .answers { break-before: page; }
  figure { border: 0; padding: 0; } figure svg { max-height: 205mm; } .belief, .question { background: #fff; } }
)css";

} // namespace etagere::report
