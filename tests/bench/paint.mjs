// How soon a cheap phone shows the home page and answers a tap, compared with a static page written by hand.
// Profile: 1.6 Mbit/s down, 150 ms round trip, processor slowed 4×. Both pages come from the same workerd, compressed
// by the same brotli. Rounds are interleaved; the figures are medians, the paint is a ratio of medians.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { PHONE, launch } from '../e2e/stage/browser.mjs';
import { COMMUNITY, DIST, ROOT, startServer } from '../e2e/stage/server.mjs';
import { words } from '../e2e/stage/words.mjs';

const ROUNDS = Number(process.argv[2] ?? 21);
const LIMIT_MS = 80_000;
const HOME = `/c/${COMMUNITY}`;
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOWER = 4;
const BUDGET = { ratio: 1.1, tap_ms: 2_200, offline_ms: 400 };

/**
 * Runs in the page from its first moment: taps a tab as soon as the page is painted, or as soon as the program stands, and
 * notes when the tab's page answers.
 */
function watch([heading, first]) {
  const marks = (window.marks = {});
  const waiting = [];
  const note = (name, at = performance.now()) => {
    marks[name] ??= at;
    for (const look of waiting) look();
  };
  // Awaited from outside without polling, which would cost the slowed processor more than the page does.
  window.marked = name => new Promise(done => {
    const look = () => marks[name] !== undefined && done(marks);
    waiting.push(look);
    look();
  });
  new PerformanceObserver(list => {
    for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') note('paint_ms', startTime);
  }).observe({ type: 'paint', buffered: true });
  const look = () => {
    const tab = document.querySelector('.tabs a:nth-child(3)');
    if (document.querySelector('#app h1') && !document.getElementById('shell-place')) note('ready_ms');
    if (tab && marks[first] !== undefined && !marks.tapped_ms) {
      note('tapped_ms');
      tab.click();
    }
    if (marks.tapped_ms && !document.getElementById('shell-place') && document.querySelector('h1')?.textContent === heading) {
      // The answer counts once it is painted.
      requestAnimationFrame(() => setTimeout(() => note('answered_ms')));
      return;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function cheapPhone(page, offline = false) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  if (!offline) {
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', NETWORK);
  }
}

const device = browser => browser.newContext({ viewport: PHONE, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: 'zh-CN' });

async function cold(browser, address, mark) {
  const context = await device(browser);
  await context.addInitScript(watch, [words('activities.title'), 'paint_ms']);
  const page = await context.newPage();
  await cheapPhone(page);
  await page.goto(address, { waitUntil: 'commit' });
  const marks = await page.evaluate(name => window.marked(name), mark);
  await context.close();
  return marks;
}

/** One phone that was here before: opened again without a network, once for each round. */
async function returning(browser, origin) {
  const context = await device(browser);
  const first = await context.newPage();
  await first.goto(origin + HOME);
  await first.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await first.goto(`${origin}${HOME}/activities`);
  await first.waitForFunction(() => !document.querySelector('.bone'));
  await first.close();
  await context.setOffline(true);
  await context.addInitScript(watch, [words('activities.title'), 'ready_ms']);
  return {
    async again() {
      const page = await context.newPage();
      await cheapPhone(page, true);
      await page.goto(origin + HOME, { waitUntil: 'commit' });
      const marks = await page.evaluate(() => window.marked('answered_ms'));
      await page.close();
      return marks;
    },
    end: () => context.close(),
  };
}

const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const shown = ms => `${(ms / 1000).toFixed(2)} s`;

function withRival() {
  const folder = mkdtempSync(join(tmpdir(), 'linli-paint-'));
  cpSync(DIST, folder, { recursive: true });
  const page = readFileSync(join(ROOT, 'tests/bench/static.html'));
  writeFileSync(join(folder, 'static.html'), page);
  writeFileSync(join(folder, 'static.html.br'), brotliCompressSync(page));
  // The rival's own style is inline, so it is served without the policy.
  const headers = readFileSync(join(folder, '_headers'), 'utf8').replace(/^ +Content-Security-Policy:.*$/m, '');
  writeFileSync(join(folder, '_headers'), headers);
  return folder;
}

const dist = withRival();
const server = await startServer({ dist });
const browser = await launch();
const begun = Date.now();
const found = { rival: [], app: [], offline: [] };
try {
  const phone = await returning(browser, server.origin);
  await cold(browser, `${server.origin}/static.html`, 'paint_ms');
  while (found.app.length < ROUNDS && Date.now() - begun < LIMIT_MS) {
    found.rival.push(await cold(browser, `${server.origin}/static.html`, 'paint_ms'));
    found.app.push(await cold(browser, server.origin + HOME, 'answered_ms'));
    found.offline.push(await phone.again());
  }
  await phone.end();
} finally {
  await browser.close();
  await server.stop();
  rmSync(dist, { recursive: true, force: true });
}
const of = (list, mark) => median(list.map(marks => marks[mark]));
const [rival, app] = [of(found.rival, 'paint_ms'), of(found.app, 'paint_ms')];
const ratio = app / rival;
const tap = of(found.app, 'answered_ms');
const again = of(found.offline, 'ready_ms');
const next = median(found.offline.map(marks => marks.answered_ms - marks.tapped_ms));
const verdict = (value, budget) => (value <= budget ? 'within budget' : 'OVER BUDGET');
console.log(`cheap phone (1.6 Mbit/s, 150 ms, processor ${SLOWER}× slower), medians of ${found.app.length} interleaved rounds`);
console.log(`first contentful paint   static page ${shown(rival)}   app ${shown(app)}   ratio ${ratio.toFixed(2)}   budget ${BUDGET.ratio}   ${verdict(ratio, BUDGET.ratio)}`);
console.log(`first tap answered, cold   ${shown(tap)}   budget ${shown(BUDGET.tap_ms)}   ${verdict(tap, BUDGET.tap_ms)}`);
console.log(`second visit, offline: ready for a tap   ${shown(again)}   budget ${shown(BUDGET.offline_ms)}   ${verdict(again, BUDGET.offline_ms)}`);
console.log(`  and the tab then answers after   ${shown(next)}`);
