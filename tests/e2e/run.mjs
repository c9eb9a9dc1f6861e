// Walks every journey in a real Chromium: `node tests/e2e/run.mjs [--repeat rounds] [--busy] [name …]`.
// Invariant: a journey that fails leaves its pictures and its log in tests/e2e/out/, the others still run, and the exit
// code shows the failure; no process started here keeps running. Each round has a server of its own, so that the
// remains of an earlier round neither help nor hinder it.

import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { OUT, Stage, launch } from './stage/browser.mjs';
import { keepBusy } from './stage/busy.mjs';
import { makePeople } from './stage/people.mjs';
import { startServer } from './stage/server.mjs';
import { makeTally } from './stage/tally.mjs';

const FILES = ['service', 'bodies', 'queue', 'stale', 'sign_in', 'second_factor', 'passkeys', 'slips', 'ways', 'communities', 'roster', 'imports', 'fresh_community', 'assistance', 'own_data', 'announcements', 'traces', 'decision', 'paper_meeting', 'several', 'meetings', 'guards', 'attachments', 'checks', 'own_rules', 'today', 'reach', 'shell', 'colours', 'axe'];
const JOURNEY_LIMIT_MS = 420_000;
/** With a busy processor everything takes longer, and only a journey that never ends is a failure. */
const BUSY_LIMIT_MS = 600_000;
/** Time limit for closing a browser that hangs. */
const END_LIMIT_MS = 30_000;
/**
 * Limit of a round: a slower machine shows nothing about the pages, and the person who waits for the run must be told.
 */
const ROUND_LIMIT_MS = 2_400_000;
/** Number of journeys at a time; more would only wait for the processor. */
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
  // Journeys that wait for the clock begin first, beside the others.
  return { aside: chosen.filter(({ run }) => run.aside), queue: chosen.filter(({ run }) => !run.aside) };
}

/** Parses the command line; a word that is neither an option nor the beginning of a journey's name is an error. */
function asked(words) {
  const found = { rounds: 1, busy: false, names: [] };
  while (words.length > 0) {
    const word = words.shift();
    if (word === '--busy') found.busy = true;
    else if (word === '--repeat') found.rounds = Number(words.shift());
    else if (word.startsWith('--')) throw new Error(`${word} is not understood: [--repeat rounds] [--busy] [name …]`);
    else found.names.push(word);
  }
  if (!Number.isInteger(found.rounds) || found.rounds < 1) throw new Error('--repeat needs a number of rounds');
  return found;
}

/** Waits for this time at most; a later end is a failure. */
async function within(limit_ms, what, running) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not done within ${limit_ms / 1000} s`)), limit_ms);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function walk({ name, run }, { browser, server, people, round, tally, limit_ms }) {
  const stage = new Stage(round > 1 ? `${name}-round-${round}` : name, browser, server, people);
  const begun = Date.now();
  let failure;
  try {
    await within(limit_ms, name, run(stage));
    if (stage.faults.length > 0) throw new Error(`a page reported: ${stage.faults.join(' | ')}`);
  } catch (error) {
    failure = error;
    await within(END_LIMIT_MS, 'pictures', stage.keepEvidence()).catch(late => console.log(`        ${late.message}`));
  }
  await within(END_LIMIT_MS, 'closing its pages', stage.end()).catch(late => { failure ??= late; });
  const seconds = (Date.now() - begun) / 1000;
  tally.note(name, round, seconds, failure !== undefined);
  console.log(`${failure ? 'FAILED' : 'ok    '}  ${name.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s${stage.note ? `  ${stage.note}` : ''}`);
  if (failure) console.log(failure.stack.replace(/^/gm, '        '));
}

async function walkAll({ aside, queue }, round, tally, limit_ms) {
  const server = await startServer();
  let browser;
  try {
    browser = await launch();
    const all = { browser, server, people: makePeople(server), round, tally, limit_ms };
    const left = [...queue];
    const lane = async () => {
      for (let next = left.shift(); next; next = left.shift()) await walk(next, all);
    };
    const lanes = Array.from({ length: AT_ONCE }, lane);
    await within(ROUND_LIMIT_MS, `round ${round}`, Promise.all([...aside.map(one => walk(one, all)), ...lanes]));
  } finally {
    await within(END_LIMIT_MS, 'closing the browser', browser?.close()).catch(late => console.log(late.message));
    await server.stop();
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const { rounds, busy, names } = asked(process.argv.slice(2));
const journeys = await load(names);
rmSync(OUT, { recursive: true, force: true });
const begun = Date.now();
const tally = makeTally();
const stopBusy = busy ? keepBusy() : () => {};
try {
  for (let round = 1; round <= rounds; round += 1) {
    if (rounds > 1) console.log(`round ${round} of ${rounds}`);
    await walkAll(journeys, round, tally, busy ? BUSY_LIMIT_MS : JOURNEY_LIMIT_MS);
  }
} finally {
  await stopBusy();
}
if (rounds > 1) console.log(tally.table());
console.log(`${tally.passed()} passed, ${tally.failed()} failed in ${((Date.now() - begun) / 1000).toFixed(0)} s`);
process.exit(tally.failed() > 0 ? 1 : 0);
