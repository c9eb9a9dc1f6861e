// Pictures of every page for people to look at, or of the named pages, and those of the README: `node
// tests/e2e/screenshots.mjs [--readme] [page …]`.
// Invariant: pictures written to docs/screens/ stay small enough for a README that opens on a phone.

import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DESK, PHONE, Stage, launch } from './stage/browser.mjs';
import { VIEWS, listPages, windowOf } from './stage/pages.mjs';
import { makePeople } from './stage/people.mjs';
import { settled } from './stage/screen.mjs';
import { ROOT, startServer } from './stage/server.mjs';

const SCREENS = join(ROOT, 'target/screens');
const README = join(ROOT, 'docs/screens');
const README_BYTES_MAX = 200 * 1024;
/** Name in the README: page, view. */
const CHOSEN = {
  home: ['home', 'normal'],
  matter: ['matter', 'normal'],
  decision: ['case', 'normal'],
  service: ['service', 'normal'],
  hours: ['hours', 'normal'],
  elder: ['home', 'elder'],
  office: ['office-case', 'normal'],
};

async function everything(stage, pages) {
  mkdirSync(SCREENS, { recursive: true });
  for (const [view, { kept, ...options }] of Object.entries(VIEWS)) {
    for (const [device, size] of [['phone', PHONE], ['desk', DESK]]) {
      const windows = new Map();
      for (const one of pages) {
        const page = await windowOf(stage, windows, one, { kept, size, ...options });
        await page.goto(one.path);
        await settled(page);
        await page.screenshot({ path: join(SCREENS, `${one.name}-${view}-${device}.png`), fullPage: true });
      }
      for (const page of windows.values()) await page.context().close();
    }
    console.log(`${pages.length * 2} pictures of the ${view} view in ${SCREENS}`);
  }
}

async function forReadme(stage, pages) {
  mkdirSync(README, { recursive: true });
  for (const [picture, [name, view]] of Object.entries(CHOSEN)) {
    const { path, as } = pages.find(page => page.name === name);
    const { kept, ...options } = VIEWS[view];
    const wide = picture === 'office';
    const page = await stage.visit(path, { as, kept, worker: false, size: wide ? DESK : PHONE, scale: wide ? 1 : 1.5, ...options });
    await settled(page);
    const file = join(README, `${picture}.png`);
    await page.screenshot({ path: file });
    const bytes = statSync(file).size;
    if (bytes > README_BYTES_MAX) throw new Error(`${file} has ${bytes} bytes, more than ${README_BYTES_MAX}`);
    console.log(`docs/screens/${picture}.png  ${(bytes / 1024).toFixed(0)} KB`);
  }
}

const server = await startServer();
const browser = await launch();
try {
  const people = makePeople(server);
  const stage = new Stage('screens', browser, server, people);
  const pages = await listPages(people);
  const named = process.argv.slice(2).filter(word => !word.startsWith('--'));
  if (named.length === 0) await forReadme(stage, pages);
  const chosen = pages.filter(({ name }) => named.length === 0 || named.includes(name));
  if (!process.argv.includes('--readme')) await everything(stage, chosen);
  await stage.end();
  if (stage.faults.length > 0) throw new Error(`a page reported: ${stage.faults.join(' | ')}`);
} finally {
  await browser.close();
  await server.stop();
}
