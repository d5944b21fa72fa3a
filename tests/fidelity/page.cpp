// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/page.h"

namespace etagere::fidelity {

std::string_view page() noexcept {
    return R"html(<!doctype html>
<meta charset="utf-8">
<title>fidelity</title>
<link rel="icon" href="data:,">
<script>
const workers = 40;
const pause = ms => new Promise(done => setTimeout(done, ms));
const until = async at => { while (Date.now() < at) await pause(at - Date.now()); };
const bodied = ['POST', 'PUT', 'PATCH'];

async function play(ask, index) {
  const headers = new Headers([['Request-Number', String(index)]]);
  for (const [name, value] of ask.lines) headers.append(name, value);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 10000);
  const seen = { failed: true, status: 0, body: '', fields: [] };
  try {
    const response = await fetch(ask.url, {
      method: ask.method, cache: ask.mode, mode: 'same-origin', headers, signal: stop.signal,
      body: bodied.includes(ask.method) ? 'x' : undefined });
    seen.body = await response.text();
    seen.status = response.status;
    seen.fields = [...response.headers];
    seen.failed = false;
  } catch (error) { seen.error = String(error); seen.body = ''; }
  clearTimeout(timer);
  return seen;
}

async function run(work) {
  const asks = [];
  for (const [index, ask] of work.asks.entries()) {
    const due = work.start + ask.at;
    await until(due);
    const seen = await play(ask, index);
    seen.drift = Date.now() - due;
    asks.push(seen);
  }
  await pause(work.settle);
  const body = JSON.stringify({ id: work.id, asks });
  await fetch('/result', { method: 'POST', cache: 'no-store', body });
}

async function worker() {
  while (true) {
    try {
      const work = await (await fetch('/work', { cache: 'no-store' })).json();
      if (work.wait) await pause(work.wait); else await run(work);
    } catch (error) { await pause(500); }
  }
}
for (let i = 0; i < workers; ++i) worker();
</script>
)html";
}

} // namespace etagere::fidelity
