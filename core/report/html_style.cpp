// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_style.h"

namespace etagere::report {

const std::string_view htmlStyle = R"css(
:root { color-scheme: light dark;
  --paper: #fbfaf7; --card: #ffffff; --ink: #1d2126; --soft: #5b636d; --line: #dcd9d0;
  --calm: #2c6e63; --notice: #1d5f9e; --warning: #8a5a00; --alarm: #a8231c;
  --calm-bg: #e3f1ee; --notice-bg: #e2eefa; --warning-bg: #fdf0d5; --alarm-bg: #fce6e4; --code: #f2f0ea; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #15181b; --card: #1d2125; --ink: #e7e5e0; --soft: #a2a9b1; --line: #343a41;
  --calm: #7fcdbf; --notice: #84bdf2; --warning: #f0bd5e; --alarm: #ff9a92;
  --calm-bg: #17332e; --notice-bg: #172c41; --warning-bg: #3a2d12; --alarm-bg: #431d1a; --code: #272c31; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
main, header, footer { max-width: 60rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 2.5rem; }
.product { color: var(--soft); font-size: .9rem; letter-spacing: .04em; margin: 0; }
h1 { font-size: 1.9rem; line-height: 1.25; margin: .2rem 0 1rem; font-weight: 650; }
h2 { font-size: 1.3rem; margin: 2.6rem 0 .9rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.12rem; margin: 0; line-height: 1.35; }
h4 { font-size: .82rem; letter-spacing: .05em; text-transform: uppercase; color: var(--soft); margin: 1.2rem 0 .35rem; }
p { margin: .4rem 0; }
.verdict { font-size: 1.2rem; padding: .9rem 1.2rem; border-radius: .6rem; border-left: .4rem solid; margin: 0; }
.note { color: var(--soft); }
.calm { color: var(--calm); background: var(--calm-bg); border-color: var(--calm); }
.notice { color: var(--notice); background: var(--notice-bg); border-color: var(--notice); }
.warning { color: var(--warning); background: var(--warning-bg); border-color: var(--warning); }
.alarm { color: var(--alarm); background: var(--alarm-bg); border-color: var(--alarm); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.3rem, 1fr)); gap: .8rem; margin: 1.2rem 0 0; padding: 0; }
.figures div { display: flex; flex-direction: column; justify-content: space-between; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .7rem .9rem; }
.figures dt { color: var(--soft); font-size: .85rem; }
.figures dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.finding { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: 1.2rem 1.4rem; margin: 0 0 1.2rem; }
.finding > header { display: flex; gap: .9rem; align-items: flex-start; padding: 0; margin: 0; max-width: none; }
.finding .what { color: var(--soft); margin: .1rem 0 0; }
.badge { flex: none; display: inline-flex; flex-direction: column; align-items: center; min-width: 5.4rem; padding: .35rem .6rem .4rem; border: 1px solid; border-radius: .5rem; font-weight: 650; line-height: 1.2; }
.badge .steps { font-size: .62rem; letter-spacing: .12em; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.2rem; margin: 1rem 0 0; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; min-width: 0; }
ul { margin: .2rem 0; padding-left: 1.3rem; }
li { margin: .2rem 0; overflow-wrap: anywhere; }
ul.plain { list-style: none; padding: 0; margin: 0; }
ul.for li::marker { content: "+  "; color: var(--alarm); font-weight: 700; }
ul.against li::marker { content: "\2212  "; color: var(--calm); font-weight: 700; }
ul.next li::marker { content: "\2192  "; color: var(--notice); font-weight: 700; }
code { font: .88em/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; background: var(--code); border-radius: .3rem; padding: .08em .35em; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
table { border-collapse: collapse; width: 100%; font-size: .94rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .8rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 500; min-width: 13rem; }
.value { min-width: 15rem; }
ul.inline li { display: inline-block; margin: 0 .3rem .25rem 0; }
.small { font-size: .9rem; }
.mark { display: inline-block; border-radius: .35rem; padding: .05rem .5rem; font-weight: 600; }
.standing { white-space: nowrap; }
.standing.holds { color: var(--calm); font-weight: 600; }
.standing.open { color: var(--warning); font-weight: 600; }
.standing.ruled-out { color: var(--soft); }
.matrix { table-layout: fixed; font-size: .84rem; }
.matrix th, .matrix td { padding: .45rem .6rem; border-right: 1px solid var(--line); border-bottom-color: var(--line); min-width: 0; }
.matrix tr > :last-child { border-right: 0; }
.graph { display: block; width: 100%; max-width: 42rem; margin: .4rem 0; }
.graph rect { fill: var(--card); stroke: var(--soft); }
.graph text { fill: var(--ink); font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.graph path { fill: none; stroke-width: 1.5; stroke: var(--soft); stroke-dasharray: 4 4; }
.graph path.shared { stroke: var(--alarm); stroke-width: 2; stroke-dasharray: none; }
.seal code { display: inline-block; font-size: 1.02rem; padding: .6rem .9rem; border: 1px solid var(--line); border-radius: .5rem; }
a { color: var(--notice); }
.link { color: var(--soft); overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
details summary { cursor: pointer; color: var(--soft); }
footer { color: var(--soft); font-size: .88rem; padding-top: 2rem; padding-bottom: 3rem; }
@media (max-width: 40rem) { .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: .5rem; } .finding > header { flex-direction: column; } }
@page { margin: 16mm 15mm; }
@media print { :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --code: #f4f4f4;
    --calm: #1f5a50; --notice: #174b7d; --warning: #6e4800; --alarm: #8d1b15;
    --calm-bg: #eef7f5; --notice-bg: #eef5fc; --warning-bg: #fdf5e3; --alarm-bg: #fdefee; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 10pt; line-height: 1.42; } main, header, footer { max-width: none; padding-left: 0; padding-right: 0; }
  header { padding-top: 0; } h1 { font-size: 19pt; } h2 { margin-top: 1.6rem; }
  h2, h3, h4 { break-after: avoid; } p, li { orphans: 3; widows: 3; }
  .finding, .figures div, tr, .verdict, .graph { break-inside: avoid; }
  .finding.long { break-inside: auto; } .finding.long > * { break-inside: avoid; } .finding > header { break-after: avoid; }
  .figures { grid-template-columns: repeat(7, 1fr); gap: .4rem; } .figures div { padding: .4rem .5rem; } .figures dd { font-size: 13pt; }
  .scroll { overflow: visible; } details summary { list-style: none; } details::details-content { content-visibility: visible; display: block; height: auto; } }
)css";

} // namespace etagere::report
