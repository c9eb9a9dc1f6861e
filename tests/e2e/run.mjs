// Walks every journey in a real Chromium: `node tests/e2e/run.mjs [name …]`.
// Invariant: a journey that fails leaves its pictures and its log in tests/e2e/out/, the others still run, and the
// exit code tells; nothing that was started here goes on running.

import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { OUT, Stage, launch } from './stage/browser.mjs';
import { makePeople } from './stage/people.mjs';
import { startServer } from './stage/server.mjs';

const FILES = ['service', 'bodies', 'queue', 'stale', 'sign_in', 'second_factor', 'passkeys', 'slips', 'ways', 'communities', 'imports', 'fresh_community', 'assistance', 'own_data', 'traces', 'decision', 'several', 'guards', 'attachments', 'checks', 'own_rules', 'reach', 'shell', 'colours', 'axe'];
const JOURNEY_LIMIT_MS = 240_000;
/** Journeys at a time; more would only wait for each other's processor. */
const AT_ONCE = Math.min(Math.max(cpus().length, 2), 4);

async function load(wanted) {
  const found = [];
  for (const file of FILES) {
    const { journeys } = await import(`./journeys/${file}.mjs`);
    for (const [name, run] of Object.entries(journeys)) found.push({ name: `${file}.${name}`, run });
  }
  const chosen = found.filter(({ name }) => wanted.length === 0 || wanted.some(word => name.startsWith(word)));
  for (const word of wanted) {
    if (!found.some(({ name }) => name.startsWith(word))) throw new Error(`no journey begins with ${word}; there are ${found.map(({ name }) => name).join(', ')}`);
  }
  // Those that wait for the clock begin first and beside the others.
  return { aside: chosen.filter(({ run }) => run.aside), queue: chosen.filter(({ run }) => !run.aside) };
}

async function walk({ name, run }, browser, server, people) {
  const stage = new Stage(name, browser, server, people);
  const begun = Date.now();
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${JOURNEY_LIMIT_MS / 1000} s`)), JOURNEY_LIMIT_MS);
  });
  let failure;
  try {
    await Promise.race([run(stage), limit]);
    if (stage.faults.length > 0) throw new Error(`a page reported: ${stage.faults.join(' | ')}`);
  } catch (error) {
    failure = error;
    await stage.keepEvidence();
  }
  clearTimeout(timer);
  await stage.end();
  console.log(`${failure ? 'FAILED' : 'ok    '}  ${name.padEnd(34)} ${((Date.now() - begun) / 1000).toFixed(1).padStart(6)} s${stage.note ? `  ${stage.note}` : ''}`);
  if (failure) console.log(failure.stack.replace(/^/gm, '        '));
  return !failure;
}

const { aside, queue } = await load(process.argv.slice(2));
rmSync(OUT, { recursive: true, force: true });
const begun = Date.now();
const server = await startServer();
let browser;
let passed = 0;
let failed = 0;
try {
  browser = await launch();
  const people = makePeople(server);
  const count = good => (good ? (passed += 1) : (failed += 1));
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) count(await walk(next, browser, server, people));
  };
  const lanes = Array.from({ length: AT_ONCE }, lane);
  await Promise.all([...aside.map(async one => count(await walk(one, browser, server, people))), ...lanes]);
} finally {
  await browser?.close();
  await server.stop();
}
console.log(`${passed} passed, ${failed} failed in ${((Date.now() - begun) / 1000).toFixed(0)} s`);
process.exit(failed > 0 ? 1 : 0);
